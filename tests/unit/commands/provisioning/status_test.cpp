#include "support/command_fixture.hpp"
#include "support/golden_file.hpp"
#include "support/sample_tenant.hpp"

#include <doctest/doctest.h>

#include <algorithm>

using namespace lpaz;
using namespace lpaz::test;

namespace {

const std::string k_jobs = "GET " + k_app_path + "/synchronization/jobs";

Json quarantine()
{
  return {{"code", "Quarantine"},
          {"quarantine",
           {{"reason", "EncounteredQuarantineException"},
            {"currentBegan", "2026-01-01T12:00:00Z"},
            {"nextAttempt", "2026-01-02T12:00:00Z"},
            {"seriesCount", 4},
            {"error",
             {{"code", "SystemForCrossDomainIdentityManagementCredentialValidationUnavailable"},
              {"message", "HTTP 401 Unauthorized"}}}}}};
}

Json log_entry(std::string_view status, const std::string& id = k_ada_id)
{
  return {
      {"id", "l-1"},
      {"activityDateTime", "2026-01-02T02:58:30Z"},
      {"provisioningAction", "create"},
      {"provisioningStatusInfo",
       {{"status", status},
        {"errorInformation", {{"errorCode", "DuplicateTargetEntries"}, {"reason", "two fit"}}}}},
      {"sourceIdentity", {{"id", id}, {"displayName", "Ada Lovelace"}}}};
}

class StatusFixture : public CommandFixture {
public:
  void script(const Json& job_json, std::initializer_list<Json> log = {})
  {
    script_app(tenant);
    script_round(job_json, log);
  }
  // What one look reads when the app is known.
  void script_round(const Json& job_json, std::initializer_list<Json> log = {})
  {
    script_status(tenant, job_json, {assignment(pilot(), "Group"), assignment(ada(), "User")}, log);
  }
  void script_without_job()
  {
    script_app(tenant);
    tenant.on(k_jobs, 200, list_of({}));
    tenant.on("GET " + k_app_path + "/appRoleAssignedTo*", 200, list_of({}));
    tenant.on("GET " + k_app_path + "/synchronization/secrets", 200, list_of({}));
  }
  std::size_t lines() const
  {
    return static_cast<std::size_t>(std::count(out.begin(), out.end(), '\n'));
  }
};

} // namespace

TEST_CASE_FIXTURE(StatusFixture, "status prints how provisioning stands, in three requests")
{
  script(job());
  run({"status"});
  CHECK_MESSAGE(code == 0, err);
  CHECK(err.empty());
  CHECK(tenant.requests() <= 3);
  CHECK(tenant.writes().empty());
  check_golden("status_table.txt", out);
}

TEST_CASE_FIXTURE(StatusFixture, "status prints one object with stable names in JSON")
{
  script(job());
  run({"status", "-o", "json"});
  CHECK_MESSAGE(code == 0, err);
  check_golden("status_json.txt", out);
  CHECK(json()["healthy"] == true);
  CHECK(json()["nextCycle"] == "2026-01-02T03:39:00Z");
  CHECK(json()["assignedGroups"] == 1);
  CHECK(json()["assignedUsers"] == 1);
}

TEST_CASE_FIXTURE(StatusFixture, "status says what a quarantine means and how to end it")
{
  script(job(quarantine()));
  run({"status"});
  CHECK_MESSAGE(code == 0, err);
  check_golden("status_quarantine.txt", out);
}

TEST_CASE_FIXTURE(StatusFixture, "status --exit-code ends with 10 when something needs attention")
{
  script(job());
  run({"status", "--exit-code"});
  CHECK_MESSAGE(code == 0, err);
  script(job(quarantine()));
  run({"status", "--exit-code", "-o", "json"});
  CHECK(code == 10);
  CHECK(json()["healthy"] == false);
  CHECK(error()["kind"] == "unhealthy");
  CHECK(error()["message"].get<std::string>().find("lpaz configure-app") != std::string::npos);
  script_without_job();
  run({"status", "--exit-code"});
  CHECK(code == 10);
  CHECK(prints("no synchronization job"));
}

TEST_CASE_FIXTURE(StatusFixture, "status tells a paused, a fresh and a missing job apart")
{
  struct Row {
    Json status;
    const char* state;
  };
  const Row rows[] = {{{{"code", "Paused"}}, "paused"},
                      {{{"code", "NotRun"}, {"lastExecution", nullptr}}, "started"},
                      {{{"code", "NotConfigured"}, {"lastExecution", nullptr}}, "not configured"}};
  for (const Row& row : rows) {
    CAPTURE(row.state);
    script_app(tenant);
    tenant.on(k_jobs, 200, list_of({job(row.status)}));
    tenant.on("GET " + k_app_path + "/appRoleAssignedTo*", 200, list_of({}));
    tenant.on("GET " + k_app_path + "/synchronization/secrets", 403, graph_error("x", "y"));
    if (!row.status.contains("lastExecution")) {
      tenant.on("GET /auditLogs/provisioning*", 200, list_of({}));
    }
    run({"status", "-o", "json"});
    CHECK_MESSAGE(code == 0, err);
    CHECK(json()["state"].get<std::string>().starts_with(row.state));
    CHECK(json()["nextCycle"] == nullptr);
  }
  script_without_job();
  run({"status", "-o", "json"});
  CHECK_MESSAGE(code == 0, err);
  CHECK(json()["state"].get<std::string>().starts_with("not set up"));
  CHECK(json()["jobId"] == nullptr);
  CHECK(json()["healthy"] == false);
}

TEST_CASE_FIXTURE(StatusFixture, "status --exit-code ends with 0 before the first cycle has run")
{
  const Json never = {{"state", "Failed"},
                      {"timeBegan", "0001-01-01T00:00:00Z"},
                      {"timeEnded", "0001-01-01T00:00:00Z"},
                      {"error", {{"code", "None"}, {"message", ""}}}};
  script_app(tenant);
  tenant.on(k_jobs, 200, list_of({job({{"code", "NotRun"}, {"lastExecution", never}})}));
  tenant.on("GET " + k_app_path + "/appRoleAssignedTo*", 200, list_of({}));
  tenant.on("GET " + k_app_path + "/synchronization/secrets", 200, saved_secrets());
  run({"status", "--exit-code", "-o", "json"});
  CHECK_MESSAGE(code == 0, err);
  CHECK(json()["state"].get<std::string>().starts_with("started"));
  CHECK(json()["lastCycleResult"] == nullptr);
  CHECK(json()["healthy"] == true);
}

TEST_CASE_FIXTURE(StatusFixture, "status counts what is synchronized by the type of its source")
{
  const auto count = [](const char* key, int value) {
    return Json{{"key", key}, {"value", value}};
  };
  script(job({{"synchronizedEntryCountByType",
               Json::array({count("group to Group", 1),
                            count("User to urn:ietf:params:scim:schemas:core:2.0:User", 11),
                            count("urn:ietf:params:scim:schemas:core:2.0:Group", 2)})}}));
  run({"status", "-o", "json"});
  CHECK(json()["synchronized"] == OrderedJson::array({"1 Group", "11 User", "2 Group"}));
}

TEST_CASE_FIXTURE(StatusFixture, "status shows the failures of the last cycle by their cause")
{
  script(job(),
         {log_entry("failure"), log_entry("failure", k_grace_id), log_entry("success", "x")});
  run({"status", "-o", "json"});
  CHECK_MESSAGE(code == 0, err);
  CHECK(json()["problems"] ==
        OrderedJson::array({"DuplicateTargetEntries of 2 objects: two fit (such as Ada Lovelace); "
                            "the person or group is in LastPass twice, or in another LastPass "
                            "company: remove one of them"}));
  CHECK(json()["healthy"] == false);
}

TEST_CASE_FIXTURE(StatusFixture,
                  "status goes on without the provisioning log and says what is missing")
{
  script_app(tenant);
  tenant.on(k_jobs, 200, list_of({job()}));
  tenant.on("GET " + k_app_path + "/appRoleAssignedTo*", 200, list_of({}));
  tenant.on("GET " + k_app_path + "/synchronization/secrets", 200, saved_secrets());
  tenant.on("GET /auditLogs/provisioning*", 403, graph_error("Authorization_RequestDenied", "no"));
  run({"status", "-o", "json"});
  CHECK_MESSAGE(code == 0, err);
  CHECK(says("warning: the provisioning log could not be read"));
  CHECK(json()["healthy"] == true);
}

TEST_CASE_FIXTURE(StatusFixture, "status --quiet prints the result and nothing else")
{
  script_app(tenant);
  tenant.on(k_jobs, 200, list_of({job()}));
  tenant.on("GET " + k_app_path + "/appRoleAssignedTo*", 200, list_of({}));
  tenant.on("GET " + k_app_path + "/synchronization/secrets", 200, saved_secrets());
  tenant.on("GET /auditLogs/provisioning*", 403, graph_error("Authorization_RequestDenied", "no"));
  run({"status", "--quiet"});
  CHECK(code == 0);
  CHECK(err.empty());
  CHECK(prints("active"));
}

TEST_CASE_FIXTURE(StatusFixture, "status of an app that is not there ends with 8")
{
  tenant.on("GET /servicePrincipals?*displayName eq 'LastPass EU'", 200, list_of({}));
  run({"status", "--app", "LastPass EU", "-o", "json"});
  CHECK(code == 8);
  CHECK(out.empty());
  CHECK(error()["message"] == "no enterprise app is called \"LastPass EU\"");
}

TEST_CASE_FIXTURE(StatusFixture, "status lists the candidates if several apps have the name")
{
  const std::string other = "d0000000-0000-0000-0000-00000000000b";
  tenant.on(k_app_lookup, 200, list_of({app(), app({{"id", other}})}));
  run({"status"});
  CHECK(code == 2);
  CHECK(says(k_app_id));
  CHECK(says(other));
  CHECK(says("--app"));
}

TEST_CASE_FIXTURE(StatusFixture, "status takes the object id of the app")
{
  tenant.on("GET " + k_app_path + "?*", 200, app());
  script_round(job());
  run({"status", "--app", k_app_id, "--columns", "app,code", "-o", "csv"});
  CHECK_MESSAGE(code == 0, err);
  CHECK(out == "app,code\r\n" + k_app_name + ",Active\r\n");
}

TEST_CASE_FIXTURE(StatusFixture,
                  "status --watch prints a block, and another when something changed")
{
  script(job());
  script_round(job());
  script_round(job({{"code", "Paused"}}));
  clock.interrupt_sleep(3);
  run({"status", "--watch", "--columns", "state,problems"});
  CHECK(code == 130);
  CHECK(says("interrupted"));
  check_golden("status_watch.txt", out);
  CHECK(clock.sleeps() == std::vector<std::chrono::milliseconds>(3, std::chrono::seconds(10)));
  CHECK(tenant.requests() == 7);
}

TEST_CASE_FIXTURE(StatusFixture, "status --watch prints a line each in JSON lines, and flushes it")
{
  script(job());
  script_round(job({{"code", "Paused"}}));
  clock.interrupt_sleep(2);
  run({"status", "--watch", "--interval", "1m", "-o", "jsonl"});
  CHECK(code == 130);
  CHECK(lines() == 2);
  CHECK(OrderedJson::parse(out.substr(0, out.find('\n')))["code"] == "Active");
  CHECK(streams.out().flushes >= 2);
  CHECK(clock.sleeps()[0] == std::chrono::minutes(1));
  CHECK(error()["kind"] == "interrupted");
}

TEST_CASE_FIXTURE(StatusFixture, "status --watch looks at the chosen columns only")
{
  script(job());
  script_round(
      job({{"countSuccessiveCompleteFailures", 1}, {"synchronizedEntryCountByType", nullptr}}));
  script_round(job({{"code", "Paused"}}));
  clock.interrupt_sleep(3);
  run({"status", "--watch", "--columns", "code", "-o", "csv"});
  CHECK(code == 130);
  CHECK(out == "code\r\nActive\r\nPaused\r\n");
}

TEST_CASE_FIXTURE(StatusFixture, "status --watch outlasts a service that is away for a while")
{
  script(job());
  tenant.on(k_jobs, 500, graph_error("InternalServerError", "trouble"));
  tenant.on("GET " + k_app_path + "/appRoleAssignedTo*", 200, list_of({}));
  tenant.on("GET " + k_app_path + "/synchronization/secrets", 200, saved_secrets());
  script_round(job({{"code", "Paused"}}));
  clock.interrupt_sleep(3);
  run({"status", "--watch", "-o", "jsonl"});
  CHECK(code == 130);
  CHECK(lines() == 2);
  CHECK(says("warning: trouble; looking again later"));
}

TEST_CASE_FIXTURE(StatusFixture, "status --watch ends for a reason that waiting does not mend")
{
  script(job());
  tenant.on(k_jobs, 403, graph_error("Authorization_RequestDenied", "no"));
  tenant.on("GET " + k_app_path + "/appRoleAssignedTo*", 200, list_of({}));
  tenant.on("GET " + k_app_path + "/synchronization/secrets", 200, saved_secrets());
  run({"status", "--watch", "-o", "jsonl"});
  CHECK(code == 9);
  CHECK(lines() == 1);
}

TEST_CASE_FIXTURE(StatusFixture, "status --watch ends with 8 when the app does not exist")
{
  tenant.on(k_app_lookup, 200, list_of({}));
  run({"status", "--watch"});
  CHECK(code == 8);
  CHECK(out.empty());
}

TEST_CASE_FIXTURE(StatusFixture,
                  "status --watch does not go with JSON, --exit-code or a tiny interval")
{
  run({"status", "--watch", "-o", "json"});
  CHECK(code == 2);
  CHECK(error()["hint"].get<std::string>().find("jsonl") != std::string::npos);
  const std::vector<std::vector<std::string>> wrong = {{"status", "--watch", "--exit-code"},
                                                       {"status", "--watch", "--interval", "0s"},
                                                       {"status", "--watch", "--interval", "often"},
                                                       {"status", "--interval", "5s"}};
  for (const auto& words : wrong) {
    CAPTURE(words.back());
    run(words);
    CHECK(code == 2);
    CHECK(out.empty());
  }
  CHECK(tenant.requests() == 0);
}
