#pragma once

#include "fake_last_pass.hpp"
#include "support/fake_graph.hpp"

#include "lpaz/admin/proof/proof_watch.hpp"
#include "lpaz/util/time.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <string>
#include <vector>

namespace lpaz::test {

using admin::Proof;
using admin::ProofReport;
using std::chrono::seconds;

inline const std::string k_read_log = "GET /auditLogs/provisioning";
inline const std::string k_job = "GET /servicePrincipals/sp/synchronization/jobs/scim.1";

inline json log_page(json entries, std::string next = {})
{
  json made = {{"value", std::move(entries)}};
  if (!next.empty()) {
    made["@odata.nextLink"] = "https://graph.example/v1.0" + next;
  }
  return made;
}

inline json proof_job(std::string code = "Active", json quarantine = nullptr)
{
  return {{"id", "scim.1"},
          {"schedule", {{"interval", "PT40M"}, {"state", "Active"}}},
          {"status",
           {{"code", std::move(code)},
            {"quarantine", std::move(quarantine)},
            {"lastExecution", {{"timeEnded", "2026-01-02T03:00:00Z"}}}}}};
}

inline json refused_log()
{
  return {{"error", {{"code", "Forbidden"}, {"message", "not allowed"}}}};
}

struct ProofWatchFixture : FakeGraphFixture {
  FakeLastPass last_pass;
  std::unique_ptr<lastpass::EnterpriseApi> api; // null: not configured
  std::vector<admin::ProofSubject> subjects;
  admin::ProofWatchOptions options;
  std::vector<std::string> verified;
  std::vector<std::string> notices;

  ProofWatchFixture()
  {
    options.service_principal_id = "sp";
    options.job_id = "scim.1";
    options.time_limit = seconds(60);
    options.on_verified = [this](const Proof& proof) -> Status {
      verified.push_back(proof.id);
      return {};
    };
    options.on_notice = [this](const std::string& text) { notices.push_back(text); };
  }

  void add(std::string id) { subjects.push_back({id, id + "@x", "", {}, clock.now(), {}}); }

  // `after` seconds after the beginning.
  json
  entry(std::string id, std::string action, std::string status, int after, std::string code = {})
  {
    const auto at = util::TimePoint(seconds(1767323045 + after));
    json made = {{"id", fmt::format("e-{}-{}", id, after)},
                 {"activityDateTime", util::format_rfc3339(at)},
                 {"jobId", "scim.1"},
                 {"servicePrincipal", {{"id", "sp"}}},
                 {"provisioningAction", std::move(action)},
                 {"provisioningStatusInfo", {{"status", std::move(status)}}},
                 {"targetIdentity", {{"id", "t-" + id}}},
                 {"sourceIdentity", {{"id", std::move(id)}, {"identityType", "User"}}}};
    if (!code.empty()) {
      made["provisioningStatusInfo"]["errorInformation"] = {{"errorCode", std::move(code)},
                                                            {"reason", "why"}};
    }
    return made;
  }

  void log(json entries, std::string next = {})
  {
    graph.on(k_read_log, 200, log_page(std::move(entries), std::move(next)));
  }

  ProofReport watch()
  {
    auto report = admin::watch_for_proof(client, api.get(), subjects, options);
    REQUIRE(report);
    CHECK(report->verified == verified.size());
    return *std::move(report);
  }

  std::size_t log_calls() const
  {
    std::size_t count = 0;
    for (const auto& text : graph.call_texts()) {
      count += text.starts_with(k_read_log) ? 1U : 0U;
    }
    return count;
  }
};

} // namespace lpaz::test
