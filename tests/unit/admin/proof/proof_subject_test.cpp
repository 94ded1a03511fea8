#include "proof_watch_fixture.hpp"

using namespace lpaz;
using namespace lpaz::test;
using admin::PendingCause;

// To whom and to what a proof is bound.

TEST_CASE_FIXTURE(ProofWatchFixture,
                  "every account that the log names must be as awaited, each by its last word")
{
  add("a");
  options.time_limit = seconds(0);
  graph.always(k_job, 200, proof_job());
  auto other = entry("a", "create", "success", 3);
  other["targetIdentity"]["id"] = "t-2";
  SUBCASE("one is enabled")
  {
    log({entry("a", "disable", "success", 9), other});
    CHECK_FALSE(watch().proofs.at(0).verified);
  }
  SUBCASE("both are disabled in the end")
  {
    auto later = entry("a", "disable", "success", 7);
    later["targetIdentity"]["id"] = "t-2";
    log({entry("a", "disable", "success", 9), later, other});
    CHECK(watch().proofs.at(0).verified);
  }
}

TEST_CASE_FIXTURE(ProofWatchFixture, "an entry of another job, app or object is no witness")
{
  add("a");
  options.time_limit = seconds(0);
  graph.always(k_job, 200, proof_job());
  auto strange = entry("a", "disable", "success", 5);
  SUBCASE("job")
  {
    strange["jobId"] = "scim.2";
  }
  SUBCASE("no job")
  {
    strange.erase("jobId");
  }
  SUBCASE("app")
  {
    strange["servicePrincipal"]["id"] = "sp2";
  }
  SUBCASE("group")
  {
    strange["sourceIdentity"]["identityType"] = "Group";
  }
  SUBCASE("no account")
  {
    strange["targetIdentity"]["id"] = "";
  }
  log({strange});
  CHECK_FALSE(watch().proofs.at(0).verified);
}

TEST_CASE_FIXTURE(ProofWatchFixture,
                  "whose last change is not known is not proven by the log, and is not waited for")
{
  add("a");
  subjects[0].since.reset();
  const auto report = watch();
  CHECK(report.proofs.at(0).cause == PendingCause::undated);
  CHECK(graph.http_requests() == 0);
  CHECK(clock.sleeps().empty());
}

TEST_CASE_FIXTURE(ProofWatchFixture,
                  "LastPass proves the state of now, whenever the person was changed")
{
  add("a");
  subjects[0].since.reset();
  api = last_pass.api(clock);
  last_pass.accounts = {{"a@x", true}};
  graph.always(k_job, 200, proof_job());
  log({entry("a", "create", "success", -100)});
  CHECK(watch().proofs.at(0).verified);
}

TEST_CASE_FIXTURE(ProofWatchFixture, "an earlier run's proof counts like an entry of its time")
{
  add("a");
  subjects[0].earlier = admin::EarlierProof{
      std::string(admin::k_by_provisioning_log), clock.now() + seconds(2), "then"};
  options.time_limit = seconds(0);
  graph.always(k_job, 200, proof_job());
  SUBCASE("it stands")
  {
    log(json::array());
    const auto report = watch();
    CHECK(report.proofs.at(0).verified);
    CHECK(report.proofs.at(0).evidence == "then");
  }
  SUBCASE("the log has a later word")
  {
    auto enabled = entry("a", "update", "success", 9);
    enabled["modifiedProperties"] =
        json::array({{{"displayName", "active"}, {"newValue", "True"}}});
    log({enabled});
    CHECK_FALSE(watch().proofs.at(0).verified);
  }
  SUBCASE("the person was changed since")
  {
    subjects[0].since = clock.now() + seconds(3);
    log(json::array());
    CHECK_FALSE(watch().proofs.at(0).verified);
  }
}

TEST_CASE_FIXTURE(ProofWatchFixture,
                  "two words of one second that contradict each other prove nothing")
{
  add("a");
  options.time_limit = seconds(0);
  graph.always(k_job, 200, proof_job());
  log({entry("a", "disable", "success", 5), entry("a", "create", "success", 5)});
  CHECK_FALSE(watch().proofs.at(0).verified);
}

TEST_CASE_FIXTURE(ProofWatchFixture,
                  "300 people whom LastPass shows enabled are none of them verified")
{
  json entries = json::array();
  for (int i = 0; i < 300; ++i) {
    add(fmt::format("u{}", i));
    entries.push_back(entry(fmt::format("u{}", i), "disable", "success", 3));
    last_pass.accounts[fmt::format("u{}@x", i)] = false;
  }
  api = last_pass.api(clock);
  options.time_limit = seconds(0);
  graph.always(k_job, 200, proof_job());
  log(entries);
  const auto report = watch();
  CHECK(report.verified == 0);
  CHECK(report.proofs.at(299).cause == PendingCause::contradicted);
  CHECK(last_pass.asked.size() == 2); // pages of 200
}

TEST_CASE_FIXTURE(
    ProofWatchFixture,
    "an entry of before the change tells what an account is called, and not how it is")
{
  add("a");
  subjects[0].mail = "mail@x";
  api = last_pass.api(clock);
  last_pass.accounts = {{"mail@x", true}};
  options.time_limit = seconds(0);
  graph.always(k_job, 200, proof_job());
  auto before = entry("a", "create", "success", -3600);
  before["provisioningSteps"] = json::array({{{"name", "EntryExportAdd"},
                                              {"provisioningStepType", "export"},
                                              {"status", "success"},
                                              {"details", {{"userName", "mail@x"}}}}});
  SUBCASE("told")
  {
    log({before});
    CHECK(watch().proofs.at(0).verified);
  }
  SUBCASE("not told")
  {
    log(json::array());
    CHECK(watch().proofs.at(0).cause == PendingCause::no_account);
  }
  CHECK(graph.call_texts().at(0).find("gt 2026-01-01T03:04:05Z") != std::string::npos); // a day
}
