#include "admin/setup/job_state.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace lpaz;

namespace {

graph::SynchronizationJob job_with(std::string code, std::string schedule)
{
  graph::SynchronizationJob result;
  result.status_code = std::move(code);
  result.schedule_state = std::move(schedule);
  return result;
}

} // namespace

TEST_CASE("A job is stopped when it is paused, not configured or without an active schedule")
{
  struct Row {
    std::string code;
    std::string schedule;
    bool stopped;
  };
  for (const Row& row : {
           Row{"Active", "Active", false},
           Row{"NotRun", "Active", false},
           Row{"Quarantine", "Active", false},
           Row{"active", "active", false},
           Row{"Paused", "Active", true},
           Row{"PAUSED", "Active", true},
           Row{"NotConfigured", "Active", true},
           Row{"Active", "Disabled", true},
           Row{"NotRun", "Disabled", true},
           Row{"Active", "Paused", true},
           Row{"Active", "", true},
           Row{"", "", true},
       }) {
    INFO(row.code << " " << row.schedule);
    CHECK(admin::is_stopped(job_with(row.code, row.schedule)) == row.stopped);
  }
}

TEST_CASE("A job is in quarantine when either its code or its details say so")
{
  CHECK(admin::is_in_quarantine(job_with("quarantine", "Active")));
  auto with_details = job_with("Active", "Active");
  CHECK_FALSE(admin::is_in_quarantine(with_details));
  with_details.quarantine.emplace();
  CHECK(admin::is_in_quarantine(with_details));
}
