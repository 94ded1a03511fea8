#pragma once

#include "support/fake_clock.hpp"

#include "lpaz/lastpass/enterprise_api.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <cstddef>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace lpaz::test {

// A LastPass company that the Enterprise API shows: user names with whether they are disabled.
class FakeLastPass : public http::HttpTransport {
public:
  std::map<std::string, bool> accounts;
  std::string answer_instead; // of everything
  bool ignores_filter = false;
  int shifting_lists = 0;         // of the next lists one account is missing
  std::vector<std::string> asked; // "username" of each call, or "" for a list

  Result<http::HttpResponse> send(const http::HttpRequest& request) override
  {
    const auto body = nlohmann::json::parse(request.body);
    CHECK(body.at("cmd") == "getuserdata");
    const auto& query = body.at("data");
    asked.push_back(query.value("username", ""));
    if (!answer_instead.empty()) {
      return http::HttpResponse{200, {}, answer_instead};
    }
    auto listed = page(query);
    const bool begins_list = !query.contains("username") && query.value("pageindex", 0) == 0;
    if (begins_list && shifting_lists > 0) {
      --shifting_lists;
      listed["Users"].erase(listed["Users"].begin());
    }
    return http::HttpResponse{200, {}, listed.dump()};
  }

  std::unique_ptr<lastpass::EnterpriseApi> api(const util::Clock& clock)
  {
    auto made = lastpass::EnterpriseApi::create(
        {"https://lastpass.example/api", "1", util::Secret("h")}, m_pipeline, clock);
    REQUIRE(made);
    return *std::move(made);
  }

private:
  nlohmann::json page(const nlohmann::json& query) const
  {
    const auto size = query.value("pagesize", std::size_t{1000});
    const auto begin = size * query.value("pageindex", std::size_t{0});
    std::size_t total = 0;
    nlohmann::json users = nlohmann::json::object();
    for (const auto& [name, disabled] : accounts) {
      const bool wanted =
          query.value("username", name) == name && (ignores_filter || !query.contains("disabled") ||
                                                    (query.at("disabled") == 1) == disabled);
      if (wanted && total++ >= begin && users.size() < size) {
        users[std::to_string(total)] = {{"username", name}, {"disabled", disabled}};
      }
    }
    return {{"total", total}, {"count", users.size()}, {"Users", users}};
  }

  http::HttpPipeline m_pipeline{{}, *this};
};

} // namespace lpaz::test
