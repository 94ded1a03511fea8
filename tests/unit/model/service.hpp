#pragma once

#include "model/filter.hpp"
#include "model/world.hpp"

#include "lpaz/http/request.hpp"

#include <nlohmann/json_fwd.hpp>

#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace lpaz::model {

// What the world answers to lpaz's requests: the sign-in service, Graph and LastPass's Enterprise
// API. Every answer takes a moment and says in its header Date when that was.
class Service {
public:
  explicit Service(World& world) : m_world(world) {}

  http::HttpResponse answer(const http::HttpRequest& request);
  // Carries out at most this many parts of the next $batch; its answer is lost anyway.
  void stop_within_batch(int parts) { m_most_parts = parts; }

  std::set<std::string> written; // ids of the people whom writes were about
  std::string unknown;           // the first request that the model does not know

private:
  struct Answer {
    int status = 200;
    std::string body;
  };
  struct Call {
    std::string method;
    std::string path;  // decoded, without the version
    std::string query; // still encoded
    std::string body;
    std::string option(std::string_view name) const; // of the query, decoded
  };

  Answer batch(const std::string& body);
  Answer graph(const std::string& method, const std::string& url, const std::string& body);
  Answer route(const Call& call);
  Answer read(const Call& call);
  Answer write(const Call& call);
  Answer do_not_know(const Call& call);

  Answer list_users(const Call& call, bool deleted);
  Answer one_user(const Call& call, int who);
  std::string user_text(const Person& person, const std::string& select) const;
  Answer list_apps(const Call& call);
  Answer list_assignments(const Call& call, const std::string& app);
  Answer assign(const Call& call, const std::string& app);
  Answer list_log(const Call& call);
  Answer list_audits(const Call& call);
  Answer page(const Call& call, const std::vector<std::string>& items) const;
  std::string job_text(const std::string& app) const;
  Answer patch_user(const Call& call, int who);
  Answer write_deleted(const Call& call, const std::string& id, bool restores);

  Answer last_pass(const std::string& body);
  Answer list_accounts(const nlohmann::json& query);
  void shift_accounts();
  Answer disable_accounts(const nlohmann::json& names);

  World& m_world;
  int m_most_parts = -1;
};

} // namespace lpaz::model
