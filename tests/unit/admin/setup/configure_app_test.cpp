#include "configure_app_fixture.hpp"

#include "lpaz/admin/setup/configure_app.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <chrono>
#include <string>
#include <vector>

using namespace lpaz;
using namespace std::chrono_literals;
using test::json;
using Fixture = test::ConfigureAppFixture;
using Texts = std::vector<std::string>;

namespace {

const std::string k_synchronization = "/servicePrincipals/sp1/synchronization";

} // namespace

TEST_CASE("The first run makes everything, in order, and says so step by step")
{
  Fixture f;
  const auto app = f.run();
  REQUIRE(app);
  REQUIRE(app->has_value());
  CHECK((*app)->id == "sp1");
  CHECK(f.outcomes() == Texts{"app: created",
                              "template: found",
                              "job: created",
                              "notification: skipped",
                              "credentials: accepted",
                              "connection: saved",
                              "start: started"});
  CHECK(f.tenant.writes ==
        Texts{"POST /applicationTemplates/8adf8e6e-67b2-4cf2-a259-e3dc5476c621/instantiate",
              "POST " + k_synchronization + "/jobs",
              "PUT " + k_synchronization + "/secrets",
              "POST " + k_synchronization + "/jobs/scim.t.j/start"});
  CHECK(f.tenant.running);
  CHECK(f.tenant.secrets.at("SyncAll") == "false");
}

TEST_CASE("The second run changes nothing and says so, step by step")
{
  Fixture f;
  f.configure();
  REQUIRE(f.run());
  CHECK(f.tenant.writes.empty());
  CHECK_FALSE(f.changed());
  CHECK(f.outcomes() == Texts{"app: found",
                              "template: found",
                              "job: found",
                              "notification: skipped",
                              "credentials: accepted",
                              "connection: unchanged",
                              "start: unchanged"});
}

TEST_CASE(
    "Killed at any request, before or after it was carried out, the next run finishes the work")
{
  Fixture complete;
  complete.options.notify = "it@x";
  REQUIRE(complete.run());
  const std::size_t requests = complete.tenant.calls.size();
  REQUIRE(requests > 8);
  for (std::size_t kill_at = 1; kill_at <= requests; ++kill_at) {
    for (const bool before : {false, true}) {
      INFO("request " << kill_at << (before ? " lost" : " answered unheard"));
      Fixture f;
      f.options.notify = "it@x";
      f.tenant.kill_at = kill_at;
      f.tenant.kill_before = before;
      f.tenant.unseen_searches = 2;
      CHECK_FALSE(f.run());
      f.tenant.forget_calls();
      CHECK(f.run());
      CHECK(f.tenant.apps == 1);
      CHECK(f.tenant.jobs == 1);
      CHECK(f.tenant.running);
      CHECK(f.tenant.starts == 1);
      CHECK(f.tenant.secrets == complete.tenant.secrets);
      f.tenant.forget_calls();
      REQUIRE(f.run());
      CHECK(f.tenant.writes.empty());
    }
  }
}

TEST_CASE("A dry run of nothing names every step that it would take, and writes nothing")
{
  Fixture f;
  f.options.dry_run = true;
  const auto app = f.run();
  REQUIRE(app);
  CHECK_FALSE(app->has_value());
  CHECK(f.tenant.writes.empty());
  CHECK(f.outcomes() == Texts{"app: would be created",
                              "job: would be created",
                              "connection: would be validated and saved",
                              "start: would be started"});
  REQUIRE(f.planned.size() == 4);
  CHECK(f.planned[0].starts_with("POST /applicationTemplates/"));
  CHECK(f.planned[1].starts_with("POST /servicePrincipals/NEW_APP/synchronization/jobs ("));
  CHECK(f.planned[2].starts_with("PUT /servicePrincipals/NEW_APP/synchronization/secrets ("));
  CHECK(f.planned[3] == "POST /servicePrincipals/NEW_APP/synchronization/jobs/NEW_JOB/start");
  CHECK(f.changed());
  CHECK_FALSE(f.intent().is_recent());
}

TEST_CASE("A dry run of an app without a job writes nothing")
{
  Fixture f;
  f.tenant.apps = 1;
  f.options.dry_run = true;
  REQUIRE(f.run());
  CHECK(f.tenant.writes.empty());
  CHECK(f.outcomes() == Texts{"app: found",
                              "template: found",
                              "job: would be created",
                              "notification: skipped",
                              "connection: would be saved",
                              "start: would be started"});
}

TEST_CASE("The requests that a dry run plans for an app that is there are exactly those then sent")
{
  for (const bool has_job : {false, true}) {
    Fixture f;
    f.tenant.apps = 1;
    f.tenant.jobs = has_job ? 1 : 0;
    f.options.notify = "it@x";
    f.options.dry_run = true;
    REQUIRE(f.run());
    Texts planned = f.planned;
    f.tenant.forget_calls();
    f.options.dry_run = false;
    REQUIRE(f.run());
    CHECK(planned.size() == (has_job ? 2 : 3));
    if (!has_job) { // whose id only Graph knows
      CHECK(planned.back() == "POST " + k_synchronization + "/jobs/NEW_JOB/start");
      planned.back() = "POST " + k_synchronization + "/jobs/scim.t.j/start";
    }
    CHECK(planned == f.tenant.sent_writes());
    CHECK(planned == f.planned);
  }
}

TEST_CASE("No request to the synchronization service travels in a $batch")
{
  Fixture f;
  REQUIRE(f.run());
  CHECK(f.tenant.batched ==
        Texts{"POST /applicationTemplates/8adf8e6e-67b2-4cf2-a259-e3dc5476c621/instantiate"});
}

TEST_CASE(
    "A write to the synchronization service whose answer is lost is looked for, and done once")
{
  Fixture complete;
  REQUIRE(complete.run());
  for (const std::string& call : complete.tenant.writes) {
    if (call.find("/synchronization/") == std::string::npos) {
      continue;
    }
    const auto place = std::ranges::find(complete.tenant.calls, call);
    for (const bool before : {false, true}) {
      CAPTURE(call);
      CAPTURE(before);
      Fixture f;
      f.tenant.cut_at = static_cast<std::size_t>(place - complete.tenant.calls.begin()) + 1;
      f.tenant.cut_before = before;
      if (before && call.ends_with("/jobs")) { // a second job would do harm: no second try
        CHECK(f.run().error().kind == ErrorKind::unavailable);
        CHECK(f.tenant.jobs == 0);
        continue;
      }
      REQUIRE(f.run());
      CHECK(f.tenant.jobs == 1);
      CHECK(f.tenant.starts == 1);
      CHECK(f.tenant.secrets == complete.tenant.secrets);
      CHECK(f.outcomes() == complete.outcomes());
      CHECK(f.detail_of("job") == "scim.t.j");
      CHECK(f.tenant.batched.size() == 1); // the creation of the app
    }
  }
}

TEST_CASE("A dry run of a finished set-up finds nothing to do, of a paused one the start")
{
  Fixture f;
  f.configure();
  f.options.dry_run = true;
  REQUIRE(f.run());
  CHECK_FALSE(f.changed());
  f.tenant.running = false;
  REQUIRE(f.run());
  CHECK(f.outcomes().back() == "start: would be started");
  CHECK(f.tenant.writes.empty());
}

TEST_CASE("An app that cannot be provisioned is refused before anything is written")
{
  Fixture f;
  f.tenant.apps = 1;
  f.tenant.has_template = false;
  const auto app = f.run();
  REQUIRE_FALSE(app);
  CHECK(app.error().message == "the app \"LastPass\" has no provisioning template \"scim\"");
  CHECK(app.error().hint.find("app registration") != std::string::npos);
  CHECK(f.tenant.writes.empty());
}

TEST_CASE("A job that is there is adopted")
{
  Fixture f;
  f.tenant.apps = 1;
  f.tenant.jobs = 1;
  REQUIRE(f.run());
  CHECK(f.tenant.jobs == 1);
  CHECK(f.detail_of("job") == "scim.t.j");
}

TEST_CASE("A job that runs is never started again, for the service may stop it for that")
{
  Fixture f;
  f.configure();
  for (int i = 0; i < 3; ++i) {
    REQUIRE(f.run());
  }
  CHECK(f.tenant.starts == 1);
}

TEST_CASE("A job in quarantine is started, which ends the quarantine")
{
  Fixture f;
  f.configure();
  f.tenant.in_quarantine = true;
  REQUIRE(f.run());
  CHECK(f.tenant.starts == 2);
  CHECK(f.outcomes().back() == "start: started");
}

TEST_CASE("Without start the job stays as it is")
{
  Fixture f;
  f.options.start = false;
  REQUIRE(f.run());
  CHECK_FALSE(f.tenant.running);
  CHECK(f.outcomes().back() == "start: left alone");
}

TEST_CASE("While the directory replicates a new app, refusals are waited out with growing pauses")
{
  Fixture f;
  f.tenant.refusals = {404, 403, 409, 404};
  REQUIRE(f.run());
  CHECK(f.clock.sleeps() == std::vector<std::chrono::milliseconds>{2s, 4s, 8s, 15s});
  CHECK(f.tenant.jobs == 1);
}

TEST_CASE("A real refusal for a new app is told when the time for replication is over")
{
  Fixture f;
  f.options.replication_limit = 60s;
  f.tenant.refusals = std::vector<int>(50, 403);
  const auto app = f.run();
  REQUIRE_FALSE(app);
  CHECK(app.error().kind == ErrorKind::permission);
  std::chrono::milliseconds waited{0};
  for (const auto sleep : f.clock.sleeps()) {
    waited += sleep;
  }
  CHECK(waited <= 60s);
}

TEST_CASE("A refusal for an app that was there is told at once")
{
  for (const int status : {403, 404, 409}) {
    Fixture f;
    f.configure();
    f.clock.advance(1h);
    f.tenant.refusals = {status};
    CHECK_FALSE(f.run());
    CHECK(f.clock.sleeps().empty());
  }
}

TEST_CASE("Other errors of a new app are told at once")
{
  for (const int status : {400, 401, 500}) {
    Fixture f;
    f.tenant.refusals = {status};
    CHECK_FALSE(f.run());
    CHECK(f.clock.sleeps().empty());
  }
}

TEST_CASE("The user can stop the wait for replication")
{
  Fixture f;
  f.tenant.refusals = std::vector<int>(50, 404);
  f.clock.interrupt_sleep(2);
  CHECK(f.run().error().kind == ErrorKind::interrupted);
}

TEST_CASE("A connected app is reached by its object id")
{
  Fixture f;
  f.tenant.apps = 1;
  f.options.app = "aaaaaaaa-0000-4000-8000-000000000001";
  REQUIRE(f.run());
  CHECK(f.called("GET /servicePrincipals") == 0);
  CHECK(f.tenant.apps == 1);
}
