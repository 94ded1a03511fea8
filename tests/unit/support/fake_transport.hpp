#pragma once

#include "lpaz/http/transport.hpp"

#include <doctest/doctest.h>

#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace lpaz::test {

inline http::HttpResponse answer(int status, std::string body = {}, http::Headers headers = {})
{
  return {status, std::move(headers), std::move(body)};
}

// Answers from a script, each answer once. A request without an answer and an answer without a
// request fail the test. Answers for one method and URL go before those for any request.
class FakeTransport : public http::HttpTransport {
public:
  FakeTransport() = default;
  FakeTransport(const FakeTransport&) = delete;
  FakeTransport& operator=(const FakeTransport&) = delete;
  ~FakeTransport() override
  {
    for (const auto& step : m_script) {
      FAIL_CHECK("answer was never asked for: " << step.name);
    }
  }

  // For the next request, whatever it is.
  void next(Result<http::HttpResponse> result)
  {
    m_script.push_back({"any request", std::nullopt, {}, std::move(result)});
  }

  // For the next request of this method to this URL, or to any host if `url` begins with '/'.
  void on(http::HttpMethod method, std::string url, Result<http::HttpResponse> result)
  {
    auto name = std::string(http::method_name(method)) + " " + url;
    m_script.push_back({std::move(name), method, std::move(url), std::move(result)});
  }

  // Runs at every request, before it is answered.
  void at_each_request(std::function<void(const http::HttpRequest&)> action)
  {
    m_action = std::move(action);
  }

  Result<http::HttpResponse> send(const http::HttpRequest& request) override
  {
    const std::scoped_lock guard(m_mutex);
    m_requests.push_back(request);
    if (m_action) {
      m_action(request);
    }
    const auto step = find(request);
    if (step == m_script.end()) {
      FAIL_CHECK("unexpected request: " << http::method_name(request.method) << " "
                                        << request.url.text());
      return fail(ErrorKind::defect, "unexpected request");
    }
    auto result = std::move(step->result);
    m_script.erase(step);
    return result;
  }

  const std::vector<http::HttpRequest>& requests() const { return m_requests; }

private:
  struct Step {
    std::string name;
    std::optional<http::HttpMethod> method;
    std::string url;
    Result<http::HttpResponse> result;
  };

  static bool fits(const Step& step, const http::HttpRequest& request)
  {
    if (step.method != request.method) {
      return false;
    }
    if (!step.url.starts_with('/')) {
      return step.url == request.url.text();
    }
    const auto& query = request.url.query();
    return request.url.path() + (query.empty() ? "" : "?" + query) == step.url;
  }

  std::deque<Step>::iterator find(const http::HttpRequest& request)
  {
    for (auto step = m_script.begin(); step != m_script.end(); ++step) {
      if (fits(*step, request)) {
        return step;
      }
    }
    for (auto step = m_script.begin(); step != m_script.end(); ++step) {
      if (!step->method) {
        return step;
      }
    }
    return m_script.end();
  }

  std::mutex m_mutex;
  std::deque<Step> m_script;
  std::vector<http::HttpRequest> m_requests;
  std::function<void(const http::HttpRequest&)> m_action;
};

} // namespace lpaz::test
