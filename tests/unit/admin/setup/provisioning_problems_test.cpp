#include "admin/setup/provisioning_problems.hpp"
#include "support/recorded_input.hpp"

#include "lpaz/util/time.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <chrono>
#include <string>
#include <vector>

using namespace lpaz;
using namespace std::chrono_literals;
using nlohmann::json;

namespace {

const util::TimePoint k_now = *util::parse_rfc3339("2026-01-02T03:04:05Z");

admin::ProvisioningStatus healthy()
{
  admin::ProvisioningStatus status;
  status.job.emplace();
  status.job->template_id = "scim";
  status.job->status_code = "Active";
  status.job->schedule_state = "Active";
  status.job->schedule_interval = "PT40M";
  status.job->last_execution.emplace();
  status.job->last_execution->state = "Succeeded";
  status.next_cycle = k_now + 10min;
  return status;
}

std::vector<std::string> problems(admin::ProvisioningStatus status)
{
  admin::add_job_problems(status, k_now);
  return status.problems;
}

void check_one(const admin::ProvisioningStatus& status, const std::string& text)
{
  const auto found = problems(status);
  REQUIRE(found.size() == 1);
  INFO(found[0]);
  CHECK(found[0].find(text) != std::string::npos);
}

json entry(std::string status, std::string code, std::string id, std::string name = "")
{
  return {{"id", "entry"},
          {"provisioningStatusInfo",
           {{"status", std::move(status)},
            {"errorInformation", {{"errorCode", std::move(code)}, {"reason", "why"}}}}},
          {"sourceIdentity", {{"id", std::move(id)}, {"displayName", std::move(name)}}}};
}

std::vector<std::string> failures(json entries)
{
  std::vector<std::string> found;
  admin::add_failures({{"value", std::move(entries)}}, found);
  return found;
}

} // namespace

TEST_CASE("A job whose cycles run and succeed has no problem")
{
  CHECK(problems(healthy()).empty());
}

TEST_CASE("A quarantine is a problem with its reason, its meaning and its fix")
{
  auto status = healthy();
  status.job->status_code = "Quarantine";
  status.job->quarantine.emplace();
  status.job->quarantine->reason = "TooManyDeletes";
  const auto advice = admin::quarantine_advice(*status.job->quarantine);
  check_one(status, "quarantine (TooManyDeletes): " + advice.meaning + "; " + advice.fix);
}

TEST_CASE("A quarantine without details is a problem all the same")
{
  auto status = healthy();
  status.job->status_code = "Quarantine";
  check_one(status, "quarantine (no reason given)");
}

TEST_CASE("A job that does not run is a problem, whichever state says so")
{
  for (const std::string code : {"Paused", "NotConfigured", "paused"}) {
    auto status = healthy();
    status.job->status_code = code;
    check_one(status, "does not run");
  }
  auto status = healthy();
  status.job->schedule_state = "Disabled";
  check_one(status, "does not run");
}

TEST_CASE("A job of the unsupported generation is a problem")
{
  auto status = healthy();
  status.job->template_id = "CustomAppSSO";
  check_one(status, "customappsso");
}

TEST_CASE("Errors that the service dropped are a problem")
{
  auto status = healthy();
  status.job->escrows_pruned = true;
  check_one(status, "dropped");
}

TEST_CASE("A last cycle that failed is a problem, with its error or without one")
{
  auto status = healthy();
  status.job->last_execution->error_code = "E";
  status.job->last_execution->error_message = "broken";
  check_one(status, "the last cycle failed: E broken");
  status = healthy();
  status.job->last_execution->error_message = "broken";
  check_one(status, "the last cycle failed: broken");
  status = healthy();
  status.job->last_execution->state = "Failed";
  check_one(status, "the last cycle failed: no reason given");
}

TEST_CASE("Changes that failed and wait for another try are a problem with their number")
{
  auto status = healthy();
  status.job->last_execution->state = "EntryLevelErrors";
  status.job->last_execution->count_escrowed = 2;
  check_one(status, "2 changes failed");
  status.job->last_execution->count_escrowed = 1;
  check_one(status, "1 change failed");
}

TEST_CASE("Unassigned people who keep their account are a problem")
{
  auto status = healthy();
  status.secrets.emplace();
  CHECK(problems(status).empty());
  status.secrets->skip_out_of_scope_deletions = true;
  check_one(status, "SkipOutOfScopeDeletions");
}

TEST_CASE("A running job without a cycle for three intervals has stopped without saying so")
{
  auto status = healthy();
  status.next_cycle = k_now - 80min;
  CHECK(problems(status).empty());
  status.next_cycle = k_now - 81min;
  check_one(status, "the last cycle is 1 h 21 min overdue");
}

TEST_CASE("Short intervals are not called overdue within five minutes")
{
  auto status = healthy();
  status.job->schedule_interval = "PT5S";
  status.next_cycle = k_now - 4min;
  CHECK(problems(status).empty());
  status.next_cycle = k_now - 6min;
  CHECK(problems(status).size() == 1);
}

TEST_CASE("Nothing is overdue in quarantine, without a known interval or without an estimate")
{
  auto status = healthy();
  status.next_cycle = k_now - 24h;
  status.job->schedule_interval = "P10675199DT2H48M5.4775807S";
  CHECK(problems(status).empty());
  status = healthy();
  status.next_cycle.reset();
  CHECK(problems(status).empty());
  status = healthy();
  status.next_cycle = k_now - 24h;
  status.job->quarantine.emplace();
  CHECK(problems(status).size() == 1);
}

TEST_CASE("A job without any cycle yet has no problem")
{
  auto status = healthy();
  status.job->status_code = "NotRun";
  status.job->last_execution.reset();
  status.next_cycle.reset();
  CHECK(problems(status).empty());
}

TEST_CASE("Several problems are all told")
{
  auto status = healthy();
  status.job->status_code = "Paused";
  status.job->escrows_pruned = true;
  status.job->last_execution->count_escrowed = 3;
  CHECK(problems(status).size() == 3);
}

TEST_CASE("Each error of the log is told once, with the number of objects it hit and an example")
{
  const auto found = failures({entry("failure", "Conflict", "1", "Ann"),
                               entry("Failure", "Conflict", "2", "Bob"),
                               entry("failure", "Conflict", "1", "Ann"),
                               entry("failure", "Timeout", "3")});
  CHECK(
      found ==
      std::vector<std::string>{
          "Conflict of 2 objects: why (such as Ann); the person or group is in "
          "LastPass twice, or in another LastPass company: remove one of them",
          "Timeout of 1 object: why (such as 3); LastPass was too slow or unavailable: the service "
          "tries again",
      });
}

TEST_CASE("A recorded conflict is told on one line, with what to do about it")
{
  CHECK(failures(json::array({test::recorded("log_entry_failed")})) ==
        std::vector<std::string>{
            "SystemForCrossDomainIdentityManagementServiceIncompatibleFiltering of 1 object: "
            "LastPass answered 409 Conflict: belongs to another company (such as Mary "
            "Somerville); the person or group is in LastPass twice, or in another LastPass "
            "company: remove one of them"});
}

TEST_CASE("What was done, skipped or only warned about is no failure")
{
  CHECK(failures({entry("success", "", "1"),
                  entry("skipped", "RedundantExport", "2"),
                  entry("warning", "x", "3"),
                  json::object(),
                  1,
                  nullptr})
            .empty());
}

TEST_CASE("A failure without a code is still told")
{
  CHECK(failures({entry("failure", "", "1", "Ann")}) ==
        std::vector<std::string>{"failure of 1 object: why (such as Ann)"});
}

TEST_CASE("A log of a wrong shape has no failures")
{
  for (const json& page : {json(), json::object(), json::array(), json{{"value", "x"}}}) {
    std::vector<std::string> found;
    admin::add_failures(page, found);
    CHECK(found.empty());
  }
}
