#include "support/recorded_input.hpp"

#include "lpaz/graph/synchronization_job.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

using namespace lpaz;
using http::HttpMethod;
using nlohmann::json;

namespace {

json full_job()
{
  return json::parse(R"({
    "id": "scim.t.j", "templateId": "scim",
    "schedule": {"expiration": null, "interval": "PT40M", "state": "Active"},
    "status": {
      "code": "Quarantine", "countSuccessiveCompleteFailures": 3, "escrowsPruned": true,
      "lastExecution": {
        "state": "Failed", "timeBegan": "2026-01-01T01:00:00.1234567Z",
        "timeEnded": "2026-01-01T01:10:00Z", "countImported": 5, "countExported": 4,
        "countEscrowed": 2, "error": {"code": "E1", "message": "one"}},
      "lastSuccessfulExecution": {"state": "Succeeded", "timeEnded": "2025-12-31T00:00:00Z"},
      "progress": [{"completedUnits": 2, "totalUnits": 8}, {"completedUnits": 1, "totalUnits": 2}],
      "quarantine": {
        "currentBegan": "2026-01-01T00:00:00Z", "nextAttempt": "2026-01-01T06:00:00Z",
        "reason": "EncounteredQuarantineException", "seriesBegan": "2025-12-31T00:00:00Z",
        "seriesCount": 7, "error": {"code": "E2", "message": "two"}},
      "steadyStateFirstAchievedTime": "2025-12-01T00:00:00Z",
      "synchronizedEntryCountByType": [{"key": "User", "value": 12}, {"key": "Group", "value": 3}]},
    "synchronizationJobSettings": [{"name": "QuarantineTooManyDeletesThreshold", "value": "500"}]})");
}

} // namespace

TEST_CASE("A job is read with its schedule, its last cycles and its quarantine")
{
  const auto job = graph::parse_synchronization_job(full_job());
  CHECK(job.id == "scim.t.j");
  CHECK(job.template_id == "scim");
  CHECK(job.schedule_state == "Active");
  CHECK(job.schedule_interval == "PT40M");
  CHECK(job.status_code == "Quarantine");
  CHECK(job.escrows_pruned);
  REQUIRE(job.last_execution);
  CHECK(job.last_execution->state == "Failed");
  CHECK(job.last_execution->time_began == "2026-01-01T01:00:00.1234567Z");
  CHECK(job.last_execution->time_ended == "2026-01-01T01:10:00Z");
  CHECK(job.last_execution->count_imported == 5);
  CHECK(job.last_execution->count_exported == 4);
  CHECK(job.last_execution->count_escrowed == 2);
  CHECK(job.last_execution->error_code == "E1");
  CHECK(job.last_execution->error_message == "one");
  REQUIRE(job.quarantine);
  CHECK(job.quarantine->reason == "EncounteredQuarantineException");
  CHECK(job.quarantine->current_began == "2026-01-01T00:00:00Z");
  CHECK(job.quarantine->next_attempt == "2026-01-01T06:00:00Z");
  CHECK(job.quarantine->error_code == "E2");
  CHECK(job.quarantine->error_message == "two");
}

TEST_CASE("The execution that the service shows before the first cycle is none")
{
  const json started = test::recorded("job_started");
  const auto job = graph::parse_synchronization_job(started);
  CHECK(job.status_code == "NotRun");
  CHECK(job.schedule_state == "Active");
  CHECK_FALSE(job.last_execution);
  CHECK_FALSE(graph::parse_synchronization_job(test::recorded("job_new")).last_execution);

  struct Row {
    const char* pointer;
    json value;
  };
  for (const Row& row : {Row{"/timeEnded", "2026-11-02T08:02:04.7488681Z"},
                         Row{"/timeBegan", "2026-11-02T08:00:01Z"},
                         Row{"/error/code", "Timeout"},
                         Row{"/error/code", nullptr},
                         Row{"/error/message", "broken"},
                         Row{"/error", nullptr}}) {
    CAPTURE(row.pointer);
    json other = started;
    other["status"]["lastExecution"][json::json_pointer(row.pointer)] = row.value;
    REQUIRE(graph::parse_synchronization_job(other).last_execution);
    CHECK(graph::parse_synchronization_job(other).last_execution->state == "Failed");
  }
}

TEST_CASE("A recorded success without a begin and a quarantine are read")
{
  json body = test::recorded("job_succeeded");
  body["status"]["lastExecution"] = body["status"]["lastSuccessfulExecution"];
  const auto succeeded = graph::parse_synchronization_job(body);
  REQUIRE(succeeded.last_execution);
  CHECK(succeeded.last_execution->state == "Succeeded");
  CHECK(succeeded.last_execution->time_ended == "2026-11-02T08:02:04.8855027Z");
  CHECK(succeeded.last_execution->error_code.empty());
  CHECK(succeeded.synchronized_entry_counts[1].first == "user to User");
  const auto quarantined = graph::parse_synchronization_job(test::recorded("job_quarantine"));
  REQUIRE(quarantined.quarantine);
  CHECK(quarantined.quarantine->error_code ==
        "SystemForCrossDomainIdentityManagementInvalidCredentials");
  CHECK(quarantined.last_execution->state == "Failed");
}

TEST_CASE("The error code None is no error")
{
  json body = full_job();
  body["status"]["lastExecution"]["error"] = {{"code", "None"}, {"message", ""}};
  CHECK(graph::parse_synchronization_job(body).last_execution->error_code.empty());
}

TEST_CASE("Counts and settings of a job are pairs of texts and numbers")
{
  const auto job = graph::parse_synchronization_job(full_job());
  REQUIRE(job.synchronized_entry_counts.size() == 2);
  CHECK(job.synchronized_entry_counts[0] == std::pair<std::string, std::int64_t>("User", 12));
  CHECK(job.synchronized_entry_counts[1] == std::pair<std::string, std::int64_t>("Group", 3));
  REQUIRE(job.settings.size() == 1);
  CHECK(job.settings[0].first == "QuarantineTooManyDeletesThreshold");
  CHECK(job.settings[0].second == "500");
}

TEST_CASE("A new job has neither a last cycle nor a quarantine")
{
  json body = full_job();
  body["status"]["lastExecution"] = nullptr;
  body["status"]["quarantine"] = nullptr;
  const auto job = graph::parse_synchronization_job(body);
  CHECK_FALSE(job.last_execution);
  CHECK_FALSE(job.quarantine);
}

TEST_CASE("A job of a wrong shape is an empty job")
{
  for (const json& body :
       {json::object(),
        json(1),
        json{{"id", 1}, {"schedule", "Active"}, {"status", "Active"}},
        json{{"schedule", {{"state", 1}}}, {"status", {{"code", {}}, {"quarantine", "yes"}}}},
        json{{"status", {{"lastExecution", 1}, {"progress", {}}, {"escrowsPruned", "yes"}}}},
        json{{"synchronizationJobSettings", {{"name", "x"}}}}}) {
    const auto job = graph::parse_synchronization_job(body);
    CHECK(job.id.empty());
    CHECK(job.status_code.empty());
    CHECK(job.schedule_state.empty());
    CHECK_FALSE(job.quarantine);
    CHECK_FALSE(job.last_execution);
    CHECK_FALSE(job.escrows_pruned);
    CHECK(job.settings.empty());
  }
}

TEST_CASE("Numbers of a job that are texts or too large count as 0")
{
  const auto job = graph::parse_synchronization_job(
      {{"status",
        {{"lastExecution", {{"countImported", "3"}, {"countExported", 18446744073709551615U}}},
         {"synchronizedEntryCountByType", {{{"key", "User"}, {"value", 1.5}}, 7}}}}});
  REQUIRE(job.last_execution);
  CHECK(job.last_execution->count_imported == 0);
  CHECK(job.last_execution->count_exported == 0);
  REQUIRE(job.synchronized_entry_counts.size() == 2);
  CHECK(job.synchronized_entry_counts[0].second == 0);
}

TEST_CASE("The dots of a job id stay, everything else in it is encoded")
{
  const std::string base = "/servicePrincipals/sp/synchronization/jobs";
  CHECK(graph::list_jobs_request("sp").path == base);
  CHECK(graph::get_job_request("sp", "scim.0a1b.2c-3d").path == base + "/scim.0a1b.2c-3d");
  CHECK(graph::get_job_request("sp", "a/b?c#d").path == base + "/a%2Fb%3Fc%23d");
  CHECK(graph::start_job_request("sp", "scim.0a1b.2c").path == base + "/scim.0a1b.2c/start");
}

TEST_CASE("Creating and starting a job are never repeated blindly")
{
  const auto create = graph::create_job_request("sp", "scim");
  CHECK(create.method == HttpMethod::post);
  CHECK(json::parse(create.body) == json{{"templateId", "scim"}});
  CHECK_FALSE(create.idempotent);
  const auto start = graph::start_job_request("sp", "j");
  CHECK(start.method == HttpMethod::post);
  CHECK(start.body.empty());
  CHECK_FALSE(start.idempotent);
}

TEST_CASE("Every request about jobs names its least permission")
{
  CHECK(graph::list_jobs_request("sp").permission == "Synchronization.Read.All");
  CHECK(graph::get_job_request("sp", "j").permission == "Synchronization.Read.All");
  CHECK(graph::create_job_request("sp", "scim").permission == "Synchronization.ReadWrite.All");
  CHECK(graph::start_job_request("sp", "j").permission == "Synchronization.ReadWrite.All");
}
