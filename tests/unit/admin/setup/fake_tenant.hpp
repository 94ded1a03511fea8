#pragma once

#include "lpaz/http/transport.hpp"
#include "lpaz/util/result.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace lpaz::test {

using nlohmann::json;

// A tenant that keeps what configure-app does to it: apps, one job, its secrets, whether it runs. A
// $batch has one part here, and counts as the call that it holds.
class FakeTenant : public http::HttpTransport {
public:
  static constexpr const char* k_url = "https://lp.example/scim";
  static constexpr const char* k_token = "right";

  // What the run that is tested may change.
  int apps = 0;                  // made so far, all of the same name
  int jobs = 0;                  // of the first app
  json secrets = json::object(); // by key
  bool running = false;
  int starts = 0;
  int rivals = 0; // apps of the same name that somebody else makes while the job is made

  std::string accepted_token = k_token; // by LastPass
  int unseen_searches = 0;              // how many searches do not show a new app yet
  std::vector<int> refusals;            // statuses for the next calls under synchronization/
  int refuse_validation = 0;            // the status that Graph answers it with
  bool has_template = true;
  bool in_quarantine = false;
  // In place of the usual one: an error each time, and no app is made; else once.
  std::optional<http::HttpResponse> instantiate_answer;
  std::size_t kill_at = 0;  // this request (from 1) is the last of the run
  bool kill_before = false; // it is lost on its way there; else its answer is lost
  std::size_t cut_at = 0;   // the connection is cut at this request; the run goes on
  bool cut_before = false;

  std::vector<std::string> calls;   // "GET /servicePrincipals", without queries
  std::vector<json> bodies;         // of the calls
  std::vector<std::string> writes;  // all but GET and validateCredentials
  std::vector<std::string> batched; // the calls that came inside a $batch

  Result<http::HttpResponse> send(const http::HttpRequest& request) override
  {
    const std::string& url = request.url.text();
    const std::string path = path_of(url.substr(url.find("/v1.0") + 5));
    const std::string method(http::method_name(request.method));
    const json body = request.body.empty() ? json() : json::parse(request.body);
    if (path != "/$batch") {
      return operate(method + " " + path, body);
    }
    REQUIRE(body.at("requests").size() == 1);
    const json& part = body.at("requests").front();
    const std::string call =
        part.at("method").get<std::string>() + " " + path_of(part.at("url").get<std::string>());
    batched.push_back(call);
    LPAZ_TRY(const auto inner, operate(call, part.value("body", json())));
    json response = {{"id", part.at("id")}, {"status", inner.status}};
    if (!inner.body.empty()) {
      const json content = json::parse(inner.body, nullptr, false);
      response["body"] = content.is_discarded() ? json(inner.body) : content;
    }
    return answer(200, {{"responses", json::array({response})}});
  }

  // The writes as bulk::request_lines() describes them.
  std::vector<std::string> sent_writes() const
  {
    std::vector<std::string> lines;
    for (std::size_t i = 0; i < calls.size(); ++i) {
      if (is_write(calls[i])) {
        const std::size_t size = bodies[i].is_null() ? 0 : bodies[i].dump().size();
        lines.push_back(calls[i] + (size == 0 ? "" : " (" + std::to_string(size) + " bytes)"));
      }
    }
    return lines;
  }

  // As a new process would find it.
  void forget_calls()
  {
    calls.clear();
    bodies.clear();
    writes.clear();
    batched.clear();
    kill_at = 0;
  }

private:
  static bool is_write(const std::string& call)
  {
    return !call.starts_with("GET ") && !call.ends_with("/validateCredentials");
  }

  static std::string path_of(const std::string& url) { return url.substr(0, url.find('?')); }

  Result<http::HttpResponse> operate(const std::string& call, const json& body)
  {
    calls.push_back(call);
    bodies.push_back(body);
    const bool last = kill_at != 0 && calls.size() >= kill_at;
    if (last && (kill_before || calls.size() > kill_at)) {
      return killed();
    }
    const bool cut = cut_at != 0 && calls.size() == cut_at;
    if (cut && cut_before) {
      return fail(ErrorKind::unavailable, "the connection was cut");
    }
    if (is_write(call)) {
      writes.push_back(call);
    }
    auto given = serve(call, body);
    if (cut) {
      return fail(ErrorKind::unavailable, "the connection was cut");
    }
    return last ? Result<http::HttpResponse>(killed()) : given;
  }

  static std::unexpected<Error> killed() { return fail(ErrorKind::interrupted, "interrupted"); }

  static http::HttpResponse answer(int status, const json& body = nullptr)
  {
    return {status, {}, body.is_null() ? std::string() : body.dump()};
  }

  static http::HttpResponse error(int status, std::string code, std::string message)
  {
    return answer(status,
                  {{"error", {{"code", std::move(code)}, {"message", std::move(message)}}}});
  }

  static json app(int number)
  {
    return {{"id", "sp" + std::to_string(number)}, {"appId", "app"}, {"displayName", "LastPass"}};
  }

  http::HttpResponse serve(const std::string& call, const json& body)
  {
    if (call == "GET /servicePrincipals") {
      return find_apps();
    }
    if (call.starts_with("GET /servicePrincipals/") && call.find("/synchronization") == call.npos) {
      return apps > 0 ? answer(200, app(1)) : error(404, "Request_ResourceNotFound", "no app");
    }
    if (call.ends_with("/instantiate")) {
      if (instantiate_answer && instantiate_answer->status >= 400) {
        return *instantiate_answer;
      }
      ++apps;
      const auto usual =
          answer(201, {{"application", json::object()}, {"servicePrincipal", app(apps)}});
      return std::exchange(instantiate_answer, std::nullopt).value_or(usual);
    }
    const std::string base = "/servicePrincipals/sp1/synchronization";
    const auto place = call.find(base);
    REQUIRE(place != std::string::npos);
    if (!refusals.empty()) {
      const int status = refusals.front();
      refusals.erase(refusals.begin());
      return error(status, "UnknownError", "not replicated");
    }
    return serve_synchronization(call.substr(0, place) + call.substr(place + base.size()), body);
  }

  http::HttpResponse find_apps()
  {
    json list = json::array();
    const bool hidden = apps > 0 && unseen_searches > 0;
    unseen_searches -= hidden ? 1 : 0;
    for (int i = 1; !hidden && i <= apps; ++i) {
      list.push_back(app(i));
    }
    return answer(200, {{"value", list}});
  }

  json job() const
  {
    json status = {{"code", in_quarantine ? "Quarantine" : running ? "Active" : "Paused"}};
    if (in_quarantine) {
      status["quarantine"] = {{"reason", "EncounteredQuarantineException"}};
    }
    return {{"id", "scim.t.j"},
            {"templateId", "scim"},
            {"schedule", {{"state", running ? "Active" : "Disabled"}, {"interval", "PT40M"}}},
            {"status", status}};
  }

  http::HttpResponse serve_synchronization(const std::string& call, const json& body)
  {
    if (call == "GET /templates") {
      return answer(200, {{"value", {{{"id", has_template ? "scim" : "other"}}}}});
    }
    if (call == "GET /jobs") {
      return answer(200, {{"value", jobs > 0 ? json::array({job()}) : json::array()}});
    }
    if (call == "POST /jobs") {
      ++jobs;
      apps += std::exchange(rivals, 0);
      return answer(201, job());
    }
    if (call == "GET /jobs/scim.t.j" && jobs > 0) {
      return answer(200, job());
    }
    if (call == "POST /jobs/scim.t.j/start" && jobs > 0) {
      running = true;
      in_quarantine = false;
      ++starts;
      return answer(204);
    }
    if (call == "POST /jobs/scim.t.j/validateCredentials" && jobs > 0) {
      return validate(body);
    }
    return serve_secrets(call, body);
  }

  http::HttpResponse validate(const json& body) const
  {
    if (refuse_validation != 0) {
      return error(refuse_validation, "Forbidden", "trouble of Graph");
    }
    std::string url = secrets.value("BaseAddress", "");
    std::string token = secrets.value("SecretToken", "");
    if (!body.at("useSavedCredentials").get<bool>()) {
      url = body.at("credentials").at(0).at("value");
      token = body.at("credentials").at(1).at("value");
    }
    return url == k_url && token == accepted_token
               ? answer(204)
               : error(400,
                       "UnknownError",
                       R"({"Message":"You appear to have entered invalid credentials"})");
  }

  http::HttpResponse serve_secrets(const std::string& call, const json& body)
  {
    if (call == "PUT /secrets") {
      secrets = json::object();
      for (const json& pair : body.at("value")) {
        secrets[pair.at("key")] = pair.at("value");
      }
      return answer(204);
    }
    CHECK(call == "GET /secrets");
    json list = json::array();
    for (const auto& [key, value] : secrets.items()) {
      list.push_back({{"key", key}, {"value", key == "SecretToken" ? json("*") : value}});
    }
    return answer(200, {{"value", list}});
  }
};

} // namespace lpaz::test
