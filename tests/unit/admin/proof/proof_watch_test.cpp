#include "proof_watch_fixture.hpp"

using namespace lpaz;
using namespace lpaz::test;
using admin::AwaitedState;
using admin::PendingCause;

TEST_CASE_FIXTURE(ProofWatchFixture, "a disable in the log after the change is the proof")
{
  add("a");
  graph.always(k_job, 200, proof_job());
  log(json::array());
  log({entry("A", "Disable", "Success", 7)});
  const auto report = watch();
  const Proof& proof = report.proofs.at(0);
  CHECK(proof.verified);
  CHECK(proof.by == admin::k_by_provisioning_log);
  CHECK(proof.action == "Disable");
  CHECK(proof.evidence == "e-A-7");
  CHECK(util::format_rfc3339(proof.at.value()) == "2026-01-02T03:04:12Z");
  CHECK(proof.cause == PendingCause::none);
  CHECK(verified == std::vector<std::string>{"a"});
  CHECK(clock.sleeps() == std::vector<std::chrono::milliseconds>{seconds(5)});
  CHECK(notices.empty());
}

TEST_CASE_FIXTURE(ProofWatchFixture,
                  "one request a poll serves everybody, and asks from the change on")
{
  for (int i = 0; i < 50; ++i) {
    add(fmt::format("u{}", i));
  }
  json entries = json::array();
  for (int i = 49; i >= 0; --i) {
    entries.push_back(entry(fmt::format("u{}", i), "disable", "success", 3));
  }
  graph.always(k_job, 200, proof_job());
  log(entries);
  CHECK(watch().verified == 50);
  CHECK(graph.http_requests() == 1);
  CHECK(graph.call_texts().at(0).find("jobId eq 'scim.1' and activityDateTime gt "
                                      "2026-01-02T03:04:04Z") != std::string::npos);
}

TEST_CASE_FIXTURE(
    ProofWatchFixture,
    "what happened before the change proves nothing; in the very second of the change "
    "only what shows that it knew of it does")
{
  for (const char* id : {"a", "b", "c"}) {
    add(id);
    subjects.back().since = clock.now() + std::chrono::milliseconds(700);
  }
  options.time_limit = seconds(0);
  graph.always(k_job, 200, proof_job());
  auto knowing = entry("b", "disable", "success", 0);
  knowing["provisioningSteps"] =
      json::array({{{"name", "EntrySynchronizationScoping"},
                    {"provisioningStepType", "scoping"},
                    {"status", "success"},
                    {"details", {{"Active in the source system", "False"}}}}});
  log({knowing, entry("c", "disable", "success", 0), entry("a", "disable", "success", -1)});
  const auto report = watch();
  CHECK_FALSE(report.proofs.at(0).verified);
  CHECK(report.proofs.at(0).cause == PendingCause::waiting);
  CHECK(report.proofs.at(1).verified);
  CHECK_FALSE(report.proofs.at(2).verified);
}

TEST_CASE_FIXTURE(ProofWatchFixture,
                  "a failure says why as long as nothing was done, and takes no proof away")
{
  add("a");
  add("b");
  options.time_limit = seconds(0);
  graph.always(k_job, 200, proof_job());
  log({entry("a", "disable", "failure", 20, "InvalidAnchor"),
       entry("b", "disable", "failure", 20, "Timeout"),
       entry("a", "create", "success", 10),
       entry("b", "disable", "success", 10)});
  const auto report = watch();
  CHECK(report.proofs.at(0).cause == PendingCause::failed);
  CHECK(report.proofs.at(0).reason == "InvalidAnchor: why");
  CHECK(report.proofs.at(0).hint.find("scope Full") != std::string::npos);
  CHECK(report.proofs.at(1).verified);
}

TEST_CASE_FIXTURE(ProofWatchFixture, "a failure is remembered until a later cycle mends it")
{
  add("a");
  graph.always(k_job, 200, proof_job());
  log({entry("a", "disable", "failure", 2, "Timeout")});
  log({entry("a", "disable", "success", 6), entry("a", "disable", "failure", 2, "Timeout")});
  CHECK(watch().proofs.at(0).verified);
}

TEST_CASE_FIXTURE(ProofWatchFixture, "polls grow from 5 to 30 seconds and end with the time limit")
{
  add("a");
  options.time_limit = seconds(100);
  graph.always(k_job, 200, proof_job());
  graph.always(k_read_log, 200, log_page(json::array()));
  const auto report = watch();
  std::chrono::milliseconds slept{0};
  auto longest = slept;
  for (const auto pause : clock.sleeps()) {
    slept += pause;
    longest = std::max(longest, pause);
  }
  CHECK(clock.sleeps().front() == seconds(5));
  CHECK(longest == seconds(30));
  CHECK(slept == seconds(100));
  CHECK(log_calls() == clock.sleeps().size() + 1);
  const Proof& proof = report.proofs.at(0);
  CHECK(proof.cause == PendingCause::waiting);
  CHECK(proof.reason ==
        "not in the provisioning log yet; next cycle at about 2026-01-02T03:40:00Z");
  CHECK(util::format_rfc3339(report.next_cycle.value()) == "2026-01-02T03:40:00Z");
}

TEST_CASE_FIXTURE(ProofWatchFixture,
                  "later polls ask only for what is new, with an overlap; the last for all")
{
  add("a");
  options.time_limit = seconds(10);
  graph.always(k_job, 200, proof_job());
  graph.always(k_read_log, 200, log_page({entry("other", "update", "success", 600)}));
  watch();
  const auto calls = graph.call_texts();
  CHECK(calls.front().find("gt 2026-01-02T03:04:04Z") != std::string::npos);
  CHECK(calls.at(2).find("gt 2026-01-02T03:09:05Z") != std::string::npos); // 5 min before 03:14:05
  std::string last;
  for (const auto& call : calls) {
    last = call.starts_with(k_read_log) ? call : last;
  }
  CHECK(last.find("gt 2026-01-02T03:04:04Z") != std::string::npos);
}

TEST_CASE_FIXTURE(ProofWatchFixture, "all pages are read, within the quota for reports")
{
  for (int i = 0; i < 7; ++i) {
    add(fmt::format("u{}", i));
  }
  graph.always(k_job, 200, proof_job());
  log({entry("u0", "disable", "success", 5)}, "/auditLogs/provisioning?$skiptoken=1");
  for (int i = 1; i < 7; ++i) {
    log({entry(fmt::format("u{}", i), "disable", "success", 5)},
        i == 6 ? std::string() : fmt::format("/auditLogs/provisioning?$skiptoken={}", i + 1));
  }
  CHECK(watch().verified == 7);
  CHECK(log_calls() == 7);
  CHECK(clock.sleeps() == std::vector<std::chrono::milliseconds>{seconds(10)});
}

TEST_CASE_FIXTURE(ProofWatchFixture, "who is not in scope, or held back, is told apart")
{
  add("a");
  add("b");
  options.time_limit = seconds(0);
  graph.always(k_job, 200, proof_job());
  log({entry("a", "other", "skipped", 5, "NotEffectivelyEntitled"),
       entry("b", "stagedDelete", "skipped", 5)});
  const auto report = watch();
  CHECK(report.proofs.at(0).cause == PendingCause::out_of_scope);
  CHECK(report.proofs.at(1).cause == PendingCause::held_back);
}

TEST_CASE_FIXTURE(ProofWatchFixture, "a job that stands still is the reason, and is said at once")
{
  add("a");
  options.time_limit = seconds(20);
  graph.always(k_read_log, 200, log_page(json::array()));
  PendingCause cause = PendingCause::none;
  const char* reason = "";
  SUBCASE("paused")
  {
    graph.always(k_job, 200, proof_job("Paused"));
    cause = PendingCause::paused;
    reason = "paused";
  }
  SUBCASE("quarantined")
  {
    graph.always(
        k_job, 200, proof_job("Quarantine", {{"reason", "TooManyDeletes"}, {"nextAttempt", ""}}));
    cause = PendingCause::quarantined;
    reason = "TooManyDeletes";
  }
  const auto report = watch();
  CHECK(report.proofs.at(0).cause == cause);
  CHECK(report.proofs.at(0).reason.find(reason) != std::string::npos);
  CHECK_FALSE(report.proofs.at(0).hint.empty());
  REQUIRE(notices.size() == 1);
  CHECK(notices[0].find(reason) != std::string::npos);
}

TEST_CASE_FIXTURE(ProofWatchFixture,
                  "an older account is no reason of its own: the job that stands still is")
{
  add("a");
  add("b");
  options.time_limit = seconds(0);
  graph.always(k_job, 200, proof_job("Paused"));
  log({entry("a", "create", "success", 4), entry("b", "create", "success", 0)});
  const auto report = watch();
  CHECK(report.proofs.at(0).cause == PendingCause::paused);
  CHECK(report.proofs.at(1).cause == PendingCause::paused);
}

TEST_CASE_FIXTURE(ProofWatchFixture, "without a job there is nothing to wait for")
{
  add("a");
  options.job_id.clear();
  const auto report = watch();
  CHECK(report.proofs.at(0).cause == PendingCause::no_job);
  CHECK(graph.http_requests() == 0);
  CHECK(clock.sleeps().empty());
}

TEST_CASE_FIXTURE(ProofWatchFixture, "a log that may not be read ends the wait at once and says so")
{
  add("a");
  graph.always(k_job, 200, proof_job());
  graph.on(k_read_log, 403, refused_log());
  const auto report = watch();
  CHECK(report.proofs.at(0).cause == PendingCause::unreadable);
  CHECK(report.proofs.at(0).reason.find("not allowed") != std::string::npos);
  CHECK(report.proofs.at(0).hint.find("ProvisioningLog.Read.All") != std::string::npos);
  CHECK(clock.sleeps().empty());
}

TEST_CASE_FIXTURE(ProofWatchFixture,
                  "trouble of the service passes, and a job that cannot be read is no matter")
{
  add("a");
  graph.always(k_job, 403, refused_log());
  graph.on(k_read_log, 400, refused_log());
  log({entry("a", "disable", "success", 5)});
  CHECK(watch().proofs.at(0).verified);
  CHECK(notices.size() == 1);
}

TEST_CASE_FIXTURE(ProofWatchFixture, "an interrupt ends the wait with what is known by then")
{
  add("a");
  add("b");
  graph.always(k_job, 200, proof_job());
  log({entry("a", "disable", "success", 5)});
  clock.interrupt_sleep(1);
  const auto report = watch();
  CHECK(report.interrupted);
  CHECK(report.proofs.at(0).verified);
  CHECK(report.proofs.at(1).cause == PendingCause::waiting);
}

TEST_CASE_FIXTURE(ProofWatchFixture, "a proof that cannot be kept ends the watch with that error")
{
  add("a");
  graph.always(k_job, 200, proof_job());
  log({entry("a", "disable", "success", 5)});
  options.on_verified = [](const Proof&) -> Status {
    return fail(ErrorKind::failed, "the disk is full");
  };
  const auto report = admin::watch_for_proof(client, nullptr, subjects, options);
  REQUIRE_FALSE(report);
  CHECK(report.error().message == "the disk is full");
}

TEST_CASE_FIXTURE(ProofWatchFixture, "nobody to wait for asks nobody")
{
  CHECK(watch().proofs.empty());
  CHECK(graph.http_requests() == 0);
}

TEST_CASE_FIXTURE(ProofWatchFixture, "LastPass itself proves what the log does not show yet")
{
  add("a");
  add("b");
  api = last_pass.api(clock);
  last_pass.accounts = {{"a@x", true}, {"b@x", false}};
  options.time_limit = seconds(0);
  graph.always(k_job, 200, proof_job());
  log(json::array());
  const auto report = watch();
  CHECK(report.proofs.at(0).verified);
  CHECK(report.proofs.at(0).by == admin::k_by_enterprise_api);
  CHECK(report.proofs.at(0).at == clock.now());
  CHECK(report.proofs.at(0).evidence.empty());
  CHECK(report.proofs.at(1).cause == PendingCause::waiting);
}

TEST_CASE_FIXTURE(ProofWatchFixture, "where both have seen it, the time is that of the log")
{
  add("a");
  api = last_pass.api(clock);
  last_pass.accounts = {{"a@x", true}};
  graph.always(k_job, 200, proof_job());
  log({entry("a", "disable", "success", 5)});
  const auto report = watch();
  CHECK(report.proofs.at(0).by == admin::k_by_enterprise_api);
  CHECK(report.proofs.at(0).evidence == "e-a-5");
  CHECK(util::format_rfc3339(report.proofs.at(0).at.value()) == "2026-01-02T03:04:10Z");
}

TEST_CASE_FIXTURE(ProofWatchFixture,
                  "LastPass wins over the log, also where it knows no account of that name")
{
  add("a");
  add("b");
  api = last_pass.api(clock);
  last_pass.accounts = {{"a@x", false}};
  options.time_limit = seconds(0);
  graph.always(k_job, 200, proof_job());
  log({entry("a", "disable", "success", 5), entry("b", "disable", "success", 5)});
  const auto report = watch();
  CHECK(report.proofs.at(0).cause == PendingCause::contradicted);
  CHECK(report.proofs.at(1).cause == PendingCause::no_account);
}

TEST_CASE_FIXTURE(ProofWatchFixture,
                  "who could not be asked for in LastPass is not verified, whatever the log says")
{
  add("a");
  api = last_pass.api(clock);
  last_pass.answer_instead = "<lastpass rc=\"Authorization Error\"/>";
  graph.always(k_job, 200, proof_job());
  log({entry("a", "disable", "success", 6)});
  const auto report = watch();
  CHECK(report.proofs.at(0).cause == PendingCause::unreadable);
  CHECK(report.proofs.at(0).reason.find("LastPass Enterprise API") != std::string::npos);
  CHECK(clock.sleeps().empty()); // another try cannot mend it
  CHECK(last_pass.asked.size() == 1);
  REQUIRE(notices.size() == 1);
  CHECK(notices[0].find("LastPass Enterprise API cannot be read") != std::string::npos);
}

TEST_CASE_FIXTURE(ProofWatchFixture,
                  "LastPass is enough where the log may not be read or there is no job")
{
  add("a");
  api = last_pass.api(clock);
  last_pass.accounts = {{"a@x", false}};
  SUBCASE("log")
  {
    graph.always(k_job, 200, proof_job());
    graph.on(k_read_log, 403, refused_log());
  }
  SUBCASE("job")
  {
    options.job_id.clear();
  }
  options.state = AwaitedState::enabled;
  CHECK(watch().proofs.at(0).verified);
}

TEST_CASE("each cause has a word of its own")
{
  std::vector<std::string> words;
  for (int i = 0; i <= static_cast<int>(PendingCause::unreadable); ++i) {
    words.emplace_back(admin::cause_word(static_cast<PendingCause>(i)));
  }
  CHECK(words == std::vector<std::string>{"",
                                          "waiting",
                                          "noJob",
                                          "paused",
                                          "quarantined",
                                          "outOfScope",
                                          "failed",
                                          "heldBack",
                                          "contradicted",
                                          "noAccount",
                                          "undated",
                                          "unreadable"});
}
