#pragma once

#include "fake_clock.hpp"

#include "lpaz/graph/client.hpp"
#include "lpaz/http/transport.hpp"
#include "lpaz/util/url.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <cstddef>
#include <deque>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace lpaz::test {

using nlohmann::json;

// The body of a list's only page.
inline json list_of(json values)
{
  return {{"value", std::move(values)}};
}

// Graph, scripted call by call: whether a call comes alone or as a part of a $batch makes no
// difference. A call is its method and its decoded path, "GET /users/1?$select=…"; an answer is for
// the calls that its own text begins, up to the '?'. Each answer of on() is given once, in order; a
// call without an answer and an answer without a call fail the test.
class FakeGraph : public http::HttpTransport {
public:
  struct Call {
    std::string text;
    json body;
  };

  FakeGraph() = default;
  FakeGraph(const FakeGraph&) = delete;
  FakeGraph& operator=(const FakeGraph&) = delete;
  ~FakeGraph() override
  {
    for (const Step& step : m_script) {
      if (!step.always) {
        FAIL_CHECK("answer was never asked for: " << step.call);
      }
    }
  }

  void on(std::string call, int status, json body = nullptr)
  {
    m_script.push_back({std::move(call), {status, std::move(body), {}}, false});
  }
  // The same as often as it is asked, after those of on().
  void always(std::string call, int status, json body = nullptr)
  {
    m_script.push_back({std::move(call), {status, std::move(body), {}}, true});
  }
  // Throttled, with a wait in seconds.
  void throttle(std::string call, std::string seconds)
  {
    m_script.push_back({std::move(call), {429, nullptr, std::move(seconds)}, false});
  }

  Result<http::HttpResponse> send(const http::HttpRequest& request) override
  {
    const std::scoped_lock guard(m_mutex);
    ++m_http_requests;
    const std::string path = request.url.text().substr(request.url.text().find("/v1.0") + 5);
    const json body = request.body.empty() ? json() : json::parse(request.body, nullptr, false);
    const std::string method(http::method_name(request.method));
    return path == "/$batch" ? response_of({200, batch(body), {}})
                             : response_of(call(method, path, body));
  }

  const std::vector<Call>& calls() const { return m_calls; }
  std::vector<std::string> call_texts() const
  {
    std::vector<std::string> texts;
    for (const Call& each : m_calls) {
      texts.push_back(each.text);
    }
    return texts;
  }
  std::size_t http_requests() const { return m_http_requests; }
  // How many parts each $batch had.
  const std::vector<std::size_t>& batch_sizes() const { return m_batch_sizes; }

private:
  struct Answer {
    int status = 0;
    json body;
    std::string retry_after;
  };
  struct Step {
    std::string call;
    Answer answer;
    bool always = false;
  };

  static http::HttpResponse response_of(const Answer& given)
  {
    http::HttpResponse response;
    response.status = given.status;
    response.body = given.body.is_null() ? std::string() : given.body.dump();
    if (!given.retry_after.empty()) {
      response.headers.set("Retry-After", given.retry_after);
    }
    return response;
  }

  static bool fits(const Step& step, std::string_view text)
  {
    return text.starts_with(step.call) &&
           (text.size() == step.call.size() || text[step.call.size()] == '?' ||
            step.call.find('?') != std::string::npos);
  }

  Answer call(std::string_view method, std::string_view path, const json& body)
  {
    const std::string text = std::string(method) + " " + util::percent_decode(path);
    m_calls.push_back({text, body});
    for (const bool always : {false, true}) {
      for (auto step = m_script.begin(); step != m_script.end(); ++step) {
        if (step->always == always && fits(*step, text)) {
          Answer given = step->answer;
          if (!always) {
            m_script.erase(step);
          }
          return given;
        }
      }
    }
    FAIL_CHECK("unexpected call: " << text);
    return {400, {{"error", {{"code", "unexpected"}, {"message", text}}}}, {}};
  }

  json batch(const json& body)
  {
    std::map<std::string, int> statuses;
    json responses = json::array();
    for (const json& part : body.at("requests")) {
      Answer given{424, nullptr, {}};
      if (!part.contains("dependsOn") || statuses.at(part["dependsOn"][0]) < 400) {
        given = call(part.at("method").get<std::string>(),
                     part.at("url").get<std::string>(),
                     part.value("body", json()));
      }
      statuses[part.at("id")] = given.status;
      json answered = {{"id", part.at("id")}, {"status", given.status}, {"body", given.body}};
      if (!given.retry_after.empty()) {
        answered["headers"] = {{"Retry-After", given.retry_after}};
      }
      responses.insert(responses.begin(), answered); // Graph promises no order
    }
    m_batch_sizes.push_back(responses.size());
    return {{"responses", responses}};
  }

  std::mutex m_mutex; // batches come from several threads
  std::deque<Step> m_script;
  std::vector<Call> m_calls;
  std::vector<std::size_t> m_batch_sizes;
  std::size_t m_http_requests = 0;
};

// A GraphClient on a FakeGraph.
// Nobody is in the recycle bin, and no group can hold a role, unless a test says so.
struct FakeGraphFixture {
  FakeGraphFixture()
  {
    const json nobody = list_of(json::array());
    graph.always("GET /directory/deletedItems/microsoft.graph.user", 200, nobody);
    graph.always("GET /groups?$select=id,displayName&$filter=isAssignableToRole", 200, nobody);
  }
  FakeGraph graph;
  FakeClock clock;
  http::HttpPipeline pipeline{{}, graph};
  graph::GraphClient client{pipeline, clock, {"https://graph.example"}};
};

} // namespace lpaz::test
