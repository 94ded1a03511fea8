#include "admin/proof/proof_entry.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace lpaz;
using admin::AwaitedState;
using admin::EntryMeaning;
using admin::judge_entry;
using admin::PendingCause;
using graph::ProvisioningObjectSummary;

namespace {

ProvisioningObjectSummary
entry(std::string action, std::string status, std::string code = {}, std::string reason = {})
{
  ProvisioningObjectSummary made;
  made.action = std::move(action);
  made.status = std::move(status);
  made.error_code = std::move(code);
  made.reason = std::move(reason);
  return made;
}

ProvisioningObjectSummary setting_active(bool active)
{
  auto made = entry("update", "success");
  made.set_active = active;
  return made;
}

ProvisioningObjectSummary redundant(std::string action, bool active, bool assigned)
{
  auto made = entry(std::move(action), "skipped", "RedundantExport");
  made.is_active = active;
  made.is_assigned = assigned;
  return made;
}

EntryMeaning meaning(const ProvisioningObjectSummary& given, AwaitedState state)
{
  return judge_entry(given, state).meaning;
}

constexpr auto k_proof = EntryMeaning::proof;
constexpr auto k_setback = EntryMeaning::setback;
constexpr auto k_nothing = EntryMeaning::nothing;

} // namespace

TEST_CASE("what was carried out proves the state that it leads to, and no other")
{
  struct Row {
    ProvisioningObjectSummary entry;
    EntryMeaning disabled;
    EntryMeaning enabled;
    EntryMeaning present;
    EntryMeaning gone;
  };
  for (const auto& row : std::initializer_list<Row>{
           {entry("disable", "success"), k_proof, k_setback, k_setback, k_nothing},
           {entry("Disable", "Success"), k_proof, k_setback, k_setback, k_nothing},
           {entry("delete", "success"), k_proof, k_setback, k_setback, k_proof},
           {entry("create", "success"), k_setback, k_proof, k_proof, k_setback},
           {entry("update", "success"), k_nothing, k_nothing, k_proof, k_nothing},
           {setting_active(false), k_proof, k_setback, k_setback, k_nothing},
           {setting_active(true), k_setback, k_proof, k_proof, k_setback},
           {entry("other", "success"), k_nothing, k_nothing, k_nothing, k_nothing}}) {
    CAPTURE(row.entry.action);
    CAPTURE(row.entry.set_active.value_or(false));
    CHECK(meaning(row.entry, AwaitedState::disabled) == row.disabled);
    CHECK(meaning(row.entry, AwaitedState::enabled) == row.enabled);
    CHECK(meaning(row.entry, AwaitedState::present) == row.present);
    CHECK(meaning(row.entry, AwaitedState::gone) == row.gone);
  }
}

TEST_CASE("nothing to send is a proof, if the service had seen the change by then")
{
  CHECK(meaning(entry("disable", "skipped", "RedundantExport"), AwaitedState::disabled) == k_proof);
  CHECK(meaning(entry("update", "skipped", "", "RedundantExport: nothing to do"),
                AwaitedState::disabled) == k_proof);
  CHECK(meaning(redundant("update", false, true), AwaitedState::disabled) == k_proof);
  CHECK(meaning(redundant("update", true, false), AwaitedState::disabled) == k_proof);
  CHECK(meaning(redundant("update", true, true), AwaitedState::disabled) == k_nothing);
  CHECK(meaning(redundant("update", true, true), AwaitedState::enabled) == k_proof);
  CHECK(meaning(redundant("update", true, true), AwaitedState::present) == k_proof);
  CHECK(meaning(redundant("update", false, true), AwaitedState::enabled) == k_nothing);
  CHECK(meaning(redundant("update", true, true), AwaitedState::gone) == k_nothing);
  CHECK(meaning(redundant("delete", false, false), AwaitedState::gone) == k_proof);
}

TEST_CASE("an update that was made before an assignment was seen does not prove it")
{
  auto before = entry("update", "success");
  before.is_active = true;
  before.is_assigned = false;
  CHECK(meaning(before, AwaitedState::present) == k_nothing);
}

TEST_CASE("what was not done says why, and what to do")
{
  struct Row {
    ProvisioningObjectSummary entry;
    PendingCause cause;
    const char* reason;
    const char* hint;
  };
  for (const auto& row : std::initializer_list<Row>{
           {entry("disable", "failure", "InvalidAnchor", "it is gone"),
            PendingCause::failed,
            "InvalidAnchor: it is gone",
            "scope Full"},
           {entry("disable", "failure"), PendingCause::failed, "failure", ""},
           {entry("other", "skipped", "NotEffectivelyEntitled", "x"),
            PendingCause::out_of_scope,
            "not in scope",
            "Admin Console"},
           {entry("other", "skipped", "", "NotEffectivelyEntitled: x"),
            PendingCause::out_of_scope,
            "not in scope",
            "Admin Console"},
           {entry("stagedDelete", "skipped"), PendingCause::held_back, "threshold", "staged"},
           {entry("stageddelete", "success"), PendingCause::held_back, "threshold", "staged"},
           {entry("disable", "skipped", "NotSupported", "no"),
            PendingCause::failed,
            "NotSupported: no",
            "allow updates"},
           {entry("disable", "warning", "Timeout", "slow"),
            PendingCause::failed,
            "Timeout: slow",
            "tries again"}}) {
    CAPTURE(row.entry.error_code);
    const auto verdict = judge_entry(row.entry, AwaitedState::disabled);
    CHECK(verdict.meaning == k_setback);
    CHECK(verdict.setback.cause == row.cause);
    CHECK(verdict.setback.reason.find(row.reason) != std::string::npos);
    CHECK(verdict.setback.hint.find(row.hint) != std::string::npos);
  }
}

TEST_CASE("who is not in scope for an account is to be assigned")
{
  const auto verdict =
      judge_entry(entry("other", "skipped", "NotEffectivelyEntitled"), AwaitedState::present);
  CHECK(verdict.setback.cause == PendingCause::out_of_scope);
  CHECK(verdict.setback.hint.find("assign") != std::string::npos);
}
