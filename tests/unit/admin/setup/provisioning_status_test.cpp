#include "support/fake_graph.hpp"
#include "support/recorded_input.hpp"

#include "lpaz/admin/setup/provisioning_status.hpp"
#include "lpaz/util/time.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace lpaz;
using test::FakeGraphFixture;
using test::json;

namespace {

const std::string k_base = "GET /servicePrincipals/sp/";
const std::string k_jobs = k_base + "synchronization/jobs";
const std::string k_secrets = k_base + "synchronization/secrets";
const std::string k_assigned = k_base + "appRoleAssignedTo";
const std::string k_log = "GET /auditLogs/provisioning";

json refused_read()
{
  return {{"error", {{"code", "Forbidden"}, {"message", "no"}}}};
}

json active_job()
{
  return json::parse(R"({
    "id": "scim.t.j", "templateId": "scim",
    "schedule": {"interval": "PT40M", "state": "Active"},
    "status": {
      "code": "Active", "quarantine": null,
      "lastExecution": {"state": "Succeeded", "timeBegan": "2026-01-02T02:55:00Z",
                        "timeEnded": "2026-01-02T03:00:00Z"}}})");
}

json assignment(std::string kind)
{
  return {{"id", "a"}, {"principalType", std::move(kind)}};
}

struct ProvisioningStatusFixture : FakeGraphFixture {
  json job = active_job();
  json secrets = test::list_of({{{"key", "SecretToken"}, {"value", "*"}}});

  ProvisioningStatusFixture()
  {
    graph.on("GET /servicePrincipals",
             200,
             test::list_of({{{"id", "sp"}, {"displayName", "LastPass"}}}));
  }

  void script(int log_status = 200, json log = test::list_of(json::array()))
  {
    graph.on(k_jobs, 200, test::list_of(job.is_null() ? json::array() : json::array({job})));
    graph.on(k_assigned,
             200,
             test::list_of({assignment("Group"), assignment("User"), assignment("user")}));
    graph.on(k_secrets, 200, secrets);
    if (log_status != 0) {
      graph.on(k_log, log_status, std::move(log));
    }
  }

  Result<admin::ProvisioningStatus> read()
  {
    return admin::provisioning_status(client, "LastPass");
  }
};

std::string next_cycle(const admin::ProvisioningStatus& status)
{
  return status.next_cycle ? util::format_rfc3339(*status.next_cycle) : "";
}

} // namespace

TEST_CASE("The status of an app takes three requests and tells all that there is")
{
  ProvisioningStatusFixture f;
  f.script();
  const auto status = f.read();
  REQUIRE(status);
  CHECK(f.graph.http_requests() == 3);
  CHECK(status->app.id == "sp");
  REQUIRE(status->job);
  CHECK(status->job->id == "scim.t.j");
  CHECK(status->assigned_groups == 1);
  CHECK(status->assigned_users == 2);
  REQUIRE(status->secrets);
  CHECK(status->secrets->has_secret_token);
  CHECK(status->log_readable);
  CHECK(status->problems.empty());
  CHECK(status->healthy());
}

TEST_CASE("The next cycle is the end of the last one plus the interval")
{
  ProvisioningStatusFixture f;
  f.script();
  CHECK(next_cycle(*f.read()) == "2026-01-02T03:40:00Z");
}

TEST_CASE("In quarantine the next cycle is when the service tries again")
{
  ProvisioningStatusFixture f;
  f.job["status"]["code"] = "Quarantine";
  f.job["status"]["quarantine"] = {{"reason", "TooManyDeletes"},
                                   {"nextAttempt", "2026-01-02T09:00:00Z"}};
  f.script();
  const auto status = f.read();
  CHECK(next_cycle(*status) == "2026-01-02T09:00:00Z");
  CHECK_FALSE(status->healthy());
}

TEST_CASE("Where no next cycle can be known none is told")
{
  struct Row {
    std::string pointer;
    json value;
  };
  for (const Row& row : {
           Row{"/schedule/state", "Disabled"},
           Row{"/status/code", "Paused"},
           Row{"/schedule/interval", "P10675199DT2H48M5.4775807S"},
           Row{"/schedule/interval", "soon"},
           Row{"/status/lastExecution/timeEnded", "0001-01-01T00:00:00Z"},
           Row{"/status/lastExecution/timeEnded", nullptr},
           Row{"/status/quarantine", {{"nextAttempt", "0001-01-01T00:00:00Z"}}},
       }) {
    ProvisioningStatusFixture f;
    f.job[json::json_pointer(row.pointer)] = row.value;
    f.script();
    INFO(row.pointer);
    CHECK(next_cycle(*f.read()).empty());
  }
}

TEST_CASE("The log is asked for the last cycle of this job, and not at all without one")
{
  ProvisioningStatusFixture f;
  f.script();
  CHECK(f.read());
  CHECK(f.graph.calls().back().text.find(
            "jobId eq 'scim.t.j' and activityDateTime gt 2026-01-02T02:55:00Z") !=
        std::string::npos);
  for (const json& never : {json("0001-01-01T00:00:00Z"), json("' or 1 eq 1"), json()}) {
    ProvisioningStatusFixture other;
    other.job["status"]["lastExecution"]["timeBegan"] = never;
    other.job["status"]["lastExecution"]["timeEnded"] = never;
    other.script(0);
    CHECK(other.read());
  }
  ProvisioningStatusFixture fresh;
  fresh.job["status"]["lastExecution"] = nullptr;
  fresh.script(0);
  CHECK(fresh.read());
}

TEST_CASE("Without the begin of the last cycle the log is asked since an interval before its end")
{
  struct Row {
    json began;
    const char* interval;
  };
  for (const Row& row :
       {Row{"0001-01-01T00:00:00Z", "PT40M"}, Row{"' or 1 eq 1", "PT40M"}, Row{json(), "soon"}}) {
    ProvisioningStatusFixture f;
    f.job["status"]["lastExecution"]["timeBegan"] = row.began;
    f.job["schedule"]["interval"] = row.interval;
    f.script();
    REQUIRE(f.read());
    CHECK(f.graph.calls().back().text.find("activityDateTime gt 2026-01-02T02:20:00Z") !=
          std::string::npos);
  }
}

TEST_CASE("A recorded job before its first cycle is healthy and has no log yet")
{
  ProvisioningStatusFixture f;
  f.job = test::recorded("job_started");
  f.script(0);
  const auto status = f.read();
  REQUIRE(status);
  CHECK(status->healthy());
  CHECK(next_cycle(*status).empty());
  CHECK(admin::describe_job_state(status->job) == "started: the first cycle has not finished");
}

TEST_CASE("A recorded new job is stopped, and that alone is its problem")
{
  ProvisioningStatusFixture f;
  f.job = test::recorded("job_new");
  f.script(0);
  const auto status = f.read();
  REQUIRE(status);
  REQUIRE(status->problems.size() == 1);
  CHECK(status->problems[0].find("does not run") != std::string::npos);
}

TEST_CASE("Failures of the last cycle are problems")
{
  ProvisioningStatusFixture f;
  f.script(
      200,
      test::list_of({{{"provisioningStatusInfo",
                       {{"status", "failure"},
                        {"errorInformation", {{"errorCode", "Conflict"}, {"reason", "taken"}}}}},
                      {"sourceIdentity", {{"id", "1"}, {"displayName", "Ann"}}}}}));
  const auto status = f.read();
  CHECK(status->problems ==
        std::vector<std::string>{
            "Conflict of 1 object: taken (such as Ann); the person or group is in LastPass "
            "twice, or in another LastPass company: remove one of them"});
  CHECK_FALSE(status->healthy());
}

TEST_CASE("A log that may not be read is a fact, not an error and not a problem")
{
  ProvisioningStatusFixture f;
  f.script(403, refused_read());
  const auto status = f.read();
  REQUIRE(status);
  CHECK_FALSE(status->log_readable);
  CHECK(status->healthy());
}

TEST_CASE("A log that fails for another reason fails the status")
{
  ProvisioningStatusFixture f;
  f.script(503, refused_read());
  CHECK(f.read().error().kind == ErrorKind::unavailable);
}

TEST_CASE("Secrets that may not be read are unknown")
{
  ProvisioningStatusFixture f;
  f.graph.on(k_jobs, 200, test::list_of({f.job}));
  f.graph.on(k_assigned, 200, test::list_of(json::array()));
  f.graph.on(k_secrets, 403, refused_read());
  f.graph.on(k_log, 200, test::list_of(json::array()));
  const auto status = f.read();
  REQUIRE(status);
  CHECK_FALSE(status->secrets);
}

TEST_CASE("Jobs or assignments that may not be read fail the status")
{
  for (const int refused : {0, 1}) {
    ProvisioningStatusFixture f;
    f.graph.on(
        k_jobs, refused == 0 ? 403 : 200, refused == 0 ? refused_read() : test::list_of({f.job}));
    f.graph.on(
        k_assigned, refused == 1 ? 403 : 200, refused == 1 ? refused_read() : test::list_of({}));
    f.graph.on(k_secrets, 200, f.secrets);
    CHECK(f.read().error().kind == ErrorKind::permission);
  }
}

TEST_CASE("An app without a job is not healthy, and its log is not read")
{
  ProvisioningStatusFixture f;
  f.job = nullptr;
  f.script(0);
  const auto status = f.read();
  REQUIRE(status);
  CHECK_FALSE(status->job);
  CHECK_FALSE(status->healthy());
}

TEST_CASE("An app that is not there has no status")
{
  FakeGraphFixture f;
  f.graph.on("GET /servicePrincipals", 200, test::list_of(json::array()));
  CHECK(admin::provisioning_status(f.client, "x").error().kind == ErrorKind::not_found);
}

TEST_CASE("Assignments of several pages are all counted")
{
  ProvisioningStatusFixture f;
  json first = test::list_of({assignment("Group")});
  first["@odata.nextLink"] =
      "https://graph.example/v1.0/servicePrincipals/sp/appRoleAssignedTo?$skiptoken=x";
  f.graph.on(k_assigned + "?$top", 200, first);
  f.graph.on(k_assigned + "?$skiptoken=x", 200, test::list_of({assignment("Group")}));
  f.graph.on(k_jobs, 200, test::list_of(json::array()));
  f.graph.on(k_secrets, 200, f.secrets);
  CHECK(f.read()->assigned_groups == 2);
}

TEST_CASE("The state of a job is told in words")
{
  struct Row {
    std::string code;
    std::string schedule;
    std::string interval;
    std::string words;
  };
  for (const Row& row : {
           Row{"Active", "Active", "PT40M", "active: a cycle runs every 40 min"},
           Row{"active", "active", "", "active"},
           Row{"NotRun", "Active", "PT40M", "started: the first cycle has not finished"},
           Row{"Paused", "Active", "PT40M", "paused: nothing is sent to LastPass"},
           Row{"Active", "Disabled", "PT40M", "paused: nothing is sent to LastPass"},
           Row{"NotConfigured", "Disabled", "", "not configured: the connection was never saved"},
           Row{"Quarantine", "Active", "PT40M", "in quarantine: LastPass is not kept up to date"},
           Row{"SomethingNew", "Active", "PT40M", "SomethingNew"},
       }) {
    graph::SynchronizationJob job;
    job.status_code = row.code;
    job.schedule_state = row.schedule;
    job.schedule_interval = row.interval;
    CHECK(admin::describe_job_state(job) == row.words);
  }
  CHECK(admin::describe_job_state(std::nullopt) ==
        "not set up: the app has no synchronization job");
}
