#pragma once

#include "lpaz/http/transport.hpp"
#include "lpaz/util/digest.hpp"
#include "lpaz/util/json.hpp"
#include "lpaz/util/url.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstddef>
#include <deque>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace lpaz::test {

using util::Json;

// Whether `text` is `pattern`, in which a * stands for anything.
inline bool fits(std::string_view pattern, std::string_view text)
{
  const auto star = pattern.find('*');
  if (star == std::string_view::npos) {
    return pattern == text;
  }
  if (!text.starts_with(pattern.substr(0, star))) {
    return false;
  }
  const auto rest = pattern.substr(star + 1);
  for (std::size_t i = star; i <= text.size(); ++i) {
    if (fits(rest, text.substr(i))) {
      return true;
    }
  }
  return false;
}

// The token endpoint and Graph behind one transport, answering from a script. An operation is
// "GET /users?*", the path percent-decoded and without the version; the parts of a $batch are
// operations of their own, so that a script need not know what travels together. Each answer is
// given once; an operation without an answer and an answer without an operation fail the test.
class ScriptedTenant {
public:
  ScriptedTenant() = default;
  ScriptedTenant(const ScriptedTenant&) = delete;
  ScriptedTenant& operator=(const ScriptedTenant&) = delete;
  ~ScriptedTenant()
  {
    for (const Step& step : m_script) {
      if (step.uses == 0) {
        FAIL_CHECK("answer was never asked for: " << step.pattern);
      }
    }
  }

  void on(std::string pattern, int status, Json body = {}, http::Headers headers = {})
  {
    m_script.push_back({std::move(pattern), {status, std::move(headers), text_of(body)}, false, 0});
  }
  // Any number of times, but at least once.
  void always(std::string pattern, int status, Json body = {}, http::Headers headers = {})
  {
    m_script.push_back({std::move(pattern), {status, std::move(headers), text_of(body)}, true, 0});
  }
  // What goes without saying: the answer where the script has none; need not be asked for. The
  // latest goes before the earlier ones.
  void by_default(std::string pattern, int status, Json body)
  {
    m_defaults.push_front({std::move(pattern), {status, {}, text_of(body)}, true, 0});
  }
  // Every request to Graph fails like this from now on.
  void go_away(Error error) { m_absence = std::move(error); }
  // The next token request is answered so; without one it gets a token.
  void token_answer(int status, const Json& body)
  {
    m_token_answers.push_back({status, {}, text_of(body)});
  }
  // Runs when an operation was asked for, before it is answered.
  void at_each_operation(std::function<void(const std::string&)> action)
  {
    m_action = std::move(action);
  }

  // Operations in their order: "PATCH /users/1"; writes with their body: "PATCH /users/1 {…}".
  const std::vector<std::string>& operations() const { return m_operations; }
  const std::vector<std::string>& writes() const { return m_writes; }
  // HTTP requests to Graph.
  std::size_t requests() const { return m_requests; }
  // The bodies of the token requests.
  const std::vector<std::string>& token_requests() const { return m_token_requests; }
  void forget_requests()
  {
    m_operations.clear();
    m_writes.clear();
    m_requests = 0;
    m_token_requests.clear();
  }

  Result<http::HttpResponse> send(const http::HttpRequest& request)
  {
    if (request.url.text().ends_with("/oauth2/v2.0/token")) {
      return token(request);
    }
    if (m_absence) {
      return fail(*m_absence);
    }
    ++m_requests;
    const auto version = request.url.text().find("/v1.0/");
    const std::string path =
        version == std::string::npos ? request.url.text() : request.url.text().substr(version + 5);
    const std::string method(http::method_name(request.method));
    const bool scripted = std::any_of(m_script.begin(), m_script.end(), [](const Step& step) {
      return step.pattern == "POST /$batch";
    });
    return path == "/$batch" && !scripted ? batch(request.body)
                                          : operate(method, path, request.body);
  }

private:
  struct Step {
    std::string pattern;
    http::HttpResponse response;
    bool stays = false;
    std::size_t uses = 0;
  };

  static std::string text_of(const Json& body) { return body.is_null() ? "" : body.dump(); }

  Result<http::HttpResponse> token(const http::HttpRequest& request)
  {
    m_token_requests.push_back(request.body);
    if (!m_token_answers.empty()) {
      auto answer = std::move(m_token_answers.front());
      m_token_answers.pop_front();
      return answer;
    }
    const Json claims = {{"oid", "00000000-0000-0000-0000-0000000000ff"},
                         {"roles", {"User.ReadWrite.All", "Synchronization.ReadWrite.All"}},
                         {"number", m_token_requests.size()}};
    const Json body = {{"token_type", "Bearer"},
                       {"expires_in", 3599},
                       {"access_token", "e30." + util::base64url_encode(claims.dump()) + ".s"}};
    return http::HttpResponse{200, {}, body.dump()};
  }

  http::HttpResponse
  operate(const std::string& method, const std::string& path, const std::string& body)
  {
    const std::string operation = method + " " + util::percent_decode(path);
    m_operations.push_back(operation);
    if (method != "GET") {
      m_writes.push_back(body.empty() ? operation : operation + " " + body);
    }
    if (m_action) {
      m_action(operation);
    }
    for (auto step = m_script.begin(); step != m_script.end(); ++step) {
      if (fits(step->pattern, operation)) {
        ++step->uses;
        auto response = step->response;
        if (!step->stays) {
          m_script.erase(step);
        }
        return response;
      }
    }
    for (const Step& step : m_defaults) {
      if (fits(step.pattern, operation)) {
        return step.response;
      }
    }
    FAIL_CHECK("unexpected operation: " << operation);
    return {400, {}, R"({"error": {"code": "Unexpected", "message": "not in the script"}})"};
  }

  // A part after one that failed is not carried out if it depends on it.
  http::HttpResponse batch(const std::string& body)
  {
    const Json request = Json::parse(body);
    Json responses = Json::array();
    std::vector<std::string> failed;
    for (const Json& part : request["requests"]) {
      const std::string id = part["id"];
      Json response = {{"id", id}, {"status", 424}, {"headers", Json::object()}};
      if (!depends_on(part, failed)) {
        const Json content = part.value("body", Json::object());
        const auto answer =
            operate(part["method"], part["url"], content.empty() ? std::string() : content.dump());
        response["status"] = answer.status;
        for (const http::Header& header : answer.headers) {
          response["headers"][header.name] = header.value;
        }
        if (!answer.body.empty()) {
          response["body"] = Json::parse(answer.body);
        }
      }
      if (response["status"] >= 400) {
        failed.push_back(id);
      }
      responses.push_back(std::move(response));
    }
    return {200, {}, Json{{"responses", std::move(responses)}}.dump()};
  }

  static bool depends_on(const Json& part, const std::vector<std::string>& failed)
  {
    const Json needed = part.value("dependsOn", Json::array());
    return std::any_of(needed.begin(), needed.end(), [&failed](const Json& id) {
      return std::find(failed.begin(), failed.end(), id) != failed.end();
    });
  }

  std::deque<Step> m_script;
  std::deque<Step> m_defaults;
  std::deque<http::HttpResponse> m_token_answers;
  std::optional<Error> m_absence;
  std::function<void(const std::string&)> m_action;
  std::vector<std::string> m_operations;
  std::vector<std::string> m_writes;
  std::size_t m_requests = 0;
  std::vector<std::string> m_token_requests;
};

// What CommandFixture hands to lpaz; the tenant outlives it.
class TenantTransport : public http::HttpTransport {
public:
  explicit TenantTransport(ScriptedTenant& tenant) : m_tenant(tenant) {}
  Result<http::HttpResponse> send(const http::HttpRequest& request) override
  {
    return m_tenant.send(request);
  }

private:
  ScriptedTenant& m_tenant;
};

} // namespace lpaz::test
