#pragma once

#include "fake_tenant.hpp"
#include "support/fake_clock.hpp"
#include "support/temp_dir.hpp"

#include "lpaz/admin/setup/configure_app.hpp"

#include <algorithm>
#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace lpaz::test {

// Runs the stages of configure-app against a FakeTenant, as often as wanted, each time as a new
// process would.
struct ConfigureAppFixture {
  FakeTenant tenant;
  FakeClock clock;
  TempDir folder;
  admin::ConfigureAppOptions options;
  std::function<Result<util::Secret>()> ask_token; // a person at the terminal, if there is one
  std::vector<admin::ConfigureStep> steps;         // of the last run
  std::vector<std::string> planned;                // "POST /…/jobs (21 bytes)", of the last run

  ConfigureAppFixture()
  {
    options.app = "LastPass";
    options.connection_url = FakeTenant::k_url;
    options.provisioning_token = util::Secret(FakeTenant::k_token);
  }

  admin::CreationIntent intent() { return {folder.path(), "tenant\nLastPass", clock}; }

  Result<std::optional<graph::ServicePrincipal>> run()
  {
    planned.clear();
    http::HttpPipeline pipeline({}, tenant);
    graph::GraphClient client(pipeline, clock, {"https://graph.example"});
    auto remembered = intent();
    admin::ConfigureApp work(client, remembered, options);
    const Status status = run_stages(work);
    steps = work.steps();
    if (!status) {
      return fail(status.error());
    }
    return work.app();
  }

  // A finished run, forgotten by the tenant's list of calls.
  void configure()
  {
    const auto app = run();
    REQUIRE(app);
    tenant.forget_calls();
  }

  // "step: outcome" of the last run.
  std::vector<std::string> outcomes() const
  {
    std::vector<std::string> result;
    for (const auto& step : steps) {
      result.push_back(step.step + ": " + step.outcome);
    }
    return result;
  }

  bool changed() const { return std::ranges::any_of(steps, &admin::ConfigureStep::changed); }

  std::string detail_of(std::string_view step) const
  {
    const auto found = std::ranges::find(steps, step, &admin::ConfigureStep::step);
    return found == steps.end() ? std::string() : found->detail;
  }

  json notification() const
  {
    return json::parse(tenant.secrets.value("SyncNotificationSettings", "null"));
  }

  long called(std::string_view call) const { return std::ranges::count(tenant.calls, call); }

private:
  Status run_stages(admin::ConfigureApp& work)
  {
    while (!work.is_finished()) {
      LPAZ_CHECK(work.look());
      const auto lines = bulk::request_lines(work.plan());
      planned.insert(planned.end(), lines.begin(), lines.end());
      if (options.dry_run) {
        continue;
      }
      if (work.wants_token() && ask_token) {
        LPAZ_TRY(auto token, ask_token());
        work.give_token(std::move(token));
      }
      LPAZ_CHECK(work.write());
    }
    return {};
  }
};

} // namespace lpaz::test
