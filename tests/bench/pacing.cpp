// Blocks everybody who is named on standard input, through the executor of lpaz, in a sandbox that
// throttles, on the sandbox's own clock: a wait moves that clock and takes no time. Prints what
// share of the permitted writes was used, and what share of them was refused.

#include "lpaz/admin/people/user_plan.hpp"
#include "lpaz/auth/bearer_token_policy.hpp"
#include "lpaz/auth/client_secret_credential.hpp"
#include "lpaz/auth/token_cache.hpp"
#include "lpaz/bulk/carry_out.hpp"
#include "lpaz/http/curl_transport.hpp"
#include "lpaz/http/standard_policies.hpp"
#include "lpaz/util/json.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <string>
#include <vector>

using namespace lpaz;
using std::chrono::milliseconds;

namespace {

class SilentLog : public util::Log {
public:
  void warning(std::string_view) override {}
  void detail(std::string_view) override {}
};

std::string variable(const char* name)
{
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

class Control {
public:
  nlohmann::json call(http::HttpMethod method, const std::string& path, const nlohmann::json& body)
  {
    auto request = http::make_request(
        method, util::parse_url(variable("LPAZ_SANDBOX") + path, "sandbox").value());
    if (!body.is_null()) {
      request.headers.set("Content-Type", "application/json");
      request.body = util::dump_json(body);
    }
    const auto answer = m_transport.send(request);
    auto json = answer ? util::parse_json(answer->body, "answer") : fail(answer.error());
    if (!json || answer->status != 200) {
      std::fputs(fmt::format("control call {} failed\n", path).c_str(), stderr);
      std::exit(1);
    }
    return *json;
  }

private:
  http::CurlTransport m_transport{{}};
};

// The system's time, moved forward by every wait; so is the sandbox's.
class SharedClock : public util::Clock {
public:
  explicit SharedClock(Control& control) : m_control(control) {}

  util::TimePoint now() const override { return m_system.now() + waited(); }
  std::chrono::steady_clock::time_point steady_now() const override
  {
    return m_system.steady_now() + waited();
  }
  // The sandbox's clock moves in whole seconds and so is up to one behind.
  Status sleep_for(milliseconds duration) override
  {
    const auto behind = (m_waited += duration.count()) / 1000 - m_advanced;
    if (behind > 0) {
      m_control.call(http::HttpMethod::post, "/advance", {{"seconds", behind}});
      m_advanced += behind;
    }
    return {};
  }
  milliseconds waited() const { return milliseconds(m_waited.load()); }

private:
  util::SystemClock m_system;
  Control& m_control;
  std::atomic<long long> m_waited = 0;
  long long m_advanced = 0; // seconds
};

struct Service {
  explicit Service(SharedClock& shared)
      : clock(shared), token_pipeline(http::standard_policies({}, nullptr, clock, log), transport),
        cache(std::nullopt, clock, log)
  {
  }

  Result<graph::GraphClient> client()
  {
    auth::ClientSecretOptions options;
    options.authority = variable("AZURE_AUTHORITY_HOST");
    options.tenant_id = variable("AZURE_TENANT_ID");
    options.client_id = variable("AZURE_CLIENT_ID");
    options.client_secret = util::Secret(variable("AZURE_CLIENT_SECRET"));
    LPAZ_TRY(
        credential,
        auth::ClientSecretCredential::create(std::move(options), token_pipeline, cache, clock));
    const std::string endpoint = variable("LPAZ_GRAPH_ENDPOINT");
    auto bearer =
        std::make_unique<auth::BearerTokenPolicy>(*credential,
                                                  std::vector<std::string>{endpoint + "/.default"},
                                                  util::parse_url(endpoint, "Graph").value());
    pipeline = std::make_unique<http::HttpPipeline>(
        http::standard_policies({}, std::move(bearer), clock, log), transport);
    return graph::GraphClient(*pipeline, clock, {endpoint});
  }

  SharedClock& clock;
  SilentLog log;
  http::CurlTransport transport{{}};
  http::HttpPipeline token_pipeline;
  auth::TokenCache cache;
  std::unique_ptr<auth::ClientSecretCredential> credential;
  std::unique_ptr<http::HttpPipeline> pipeline;
};

Result<std::size_t> block_all(Service& service, const std::vector<std::string>& names)
{
  LPAZ_TRY(auto client, service.client());
  admin::UserPlanOptions options;
  options.names = names;
  LPAZ_TRY(const auto plan,
           admin::plan_user_change(client, admin::UserChange::block, options, service.log));
  auto journal = bulk::Journal::in_memory(service.clock);
  std::size_t done = 0;
  for (const auto& outcome : bulk::carry_out(plan.writes, journal, client, {})) {
    done += outcome.status ? 1 : 0;
    LPAZ_CHECK(outcome.status);
  }
  return done;
}

} // namespace

int main()
{
  std::vector<std::string> names;
  for (std::string line; std::getline(std::cin, line);) {
    names.push_back(line);
  }
  Control control;
  SharedClock clock(control);
  Service service(clock);
  control.call(http::HttpMethod::post, "/throttle", {{"throttle", "on"}});
  const auto done = block_all(service, names);
  if (!done) {
    std::fputs(fmt::format("{}\n", done.error().message).c_str(), stderr);
    return 1;
  }
  const auto counts = control.call(http::HttpMethod::get, "/throttle", nullptr);
  const auto& writes = counts.at("quotas").at("writes");
  const double granted = writes.at("granted").get<double>();
  const double refused = writes.at("refused").get<double>();
  const double used =
      writes.at("grantedUnits").get<double>() / writes.at("permittedUnits").get<double>();
  fmt::print("{}\t{:.0f}\t{:.3f}\t{:.4f}\n",
             *done,
             std::chrono::duration<double>(clock.waited()).count(),
             used,
             refused / (granted + refused));
  return 0;
}
