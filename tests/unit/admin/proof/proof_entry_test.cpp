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
  made.skip_reason = made.status == "skipped" ? code : std::string();
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

// A skip that tells what the service compared.
ProvisioningObjectSummary redundant(std::string action, bool active, bool assigned)
{
  auto made = entry(std::move(action), "skipped", "RedundantExport");
  made.is_active = active;
  made.is_assigned = assigned;
  made.target_was_read = true;
  return made;
}

EntryMeaning meaning(const ProvisioningObjectSummary& given, AwaitedState state)
{
  return judge_entry(given, state).meaning;
}

constexpr auto k_proof = EntryMeaning::proof;
constexpr auto k_opposite = EntryMeaning::opposite;
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
           {entry("disable", "success"), k_proof, k_opposite, k_opposite, k_opposite},
           {entry("Disable", "Success"), k_proof, k_opposite, k_opposite, k_opposite},
           {entry("delete", "success"), k_proof, k_opposite, k_opposite, k_proof},
           {entry("create", "success"), k_opposite, k_proof, k_proof, k_opposite},
           {entry("update", "success"), k_nothing, k_nothing, k_nothing, k_nothing},
           {setting_active(false), k_proof, k_opposite, k_opposite, k_opposite},
           {setting_active(true), k_opposite, k_proof, k_proof, k_opposite},
           {entry("other", "success"), k_nothing, k_nothing, k_nothing, k_nothing}}) {
    CAPTURE(row.entry.action);
    CAPTURE(row.entry.set_active.value_or(false));
    CHECK(meaning(row.entry, AwaitedState::disabled) == row.disabled);
    CHECK(meaning(row.entry, AwaitedState::enabled) == row.enabled);
    CHECK(meaning(row.entry, AwaitedState::present) == row.present);
    CHECK(meaning(row.entry, AwaitedState::gone) == row.gone);
  }
}

TEST_CASE("an update of another attribute shows the account as it was read")
{
  auto update = entry("update", "success");
  update.target_active = false;
  CHECK(meaning(update, AwaitedState::disabled) == k_proof);
  CHECK(meaning(update, AwaitedState::present) == k_opposite);
  update.target_active = true;
  CHECK(meaning(update, AwaitedState::disabled) == k_opposite);
  CHECK(meaning(update, AwaitedState::present) == k_proof);
}

TEST_CASE("an entry that contradicts itself, or what the service saw of the person, proves nothing")
{
  auto disable = entry("disable", "success");
  disable.set_active = true;
  CHECK(meaning(disable, AwaitedState::disabled) == k_nothing);
  disable.set_active = false;
  disable.is_active = true;
  disable.is_assigned = true;
  CHECK(meaning(disable, AwaitedState::disabled) == k_nothing);
  disable.is_active = false;
  CHECK(meaning(disable, AwaitedState::disabled) == k_proof);
}

TEST_CASE("nothing to send is a proof, if the entry tells what was compared and read")
{
  CHECK(meaning(redundant("other", false, true), AwaitedState::disabled) == k_proof);
  CHECK(meaning(redundant("create", true, false), AwaitedState::disabled) == k_proof);
  CHECK(meaning(redundant("other", true, true), AwaitedState::disabled) == k_nothing);
  CHECK(meaning(redundant("other", true, true), AwaitedState::enabled) == k_proof);
  CHECK(meaning(redundant("other", true, true), AwaitedState::present) == k_proof);
  CHECK(meaning(redundant("other", false, true), AwaitedState::enabled) == k_nothing);
  CHECK(meaning(redundant("delete", false, false), AwaitedState::gone) == k_opposite);

  CHECK(meaning(entry("disable", "skipped", "RedundantExport"), AwaitedState::disabled) ==
        k_nothing);
  for (const auto forget : {0, 1, 2}) {
    auto skip = redundant("other", false, false);
    (forget == 0 ? skip.is_active : skip.is_assigned).reset();
    skip.target_was_read = forget != 2;
    CHECK(meaning(skip, AwaitedState::disabled) == k_nothing);
  }
}

TEST_CASE("a skip or a failure that read the account as it should not be stands against a proof")
{
  auto skip = redundant("other", false, true);
  skip.target_active = true;
  CHECK(meaning(skip, AwaitedState::disabled) == k_opposite);
  auto failure = entry("disable", "failure", "Timeout");
  failure.target_was_read = true;
  failure.target_active = true;
  const auto verdict = judge_entry(failure, AwaitedState::disabled);
  CHECK(verdict.meaning == k_opposite);
  CHECK(verdict.setback.cause == PendingCause::failed);
  failure.target_active = false;
  CHECK(meaning(failure, AwaitedState::disabled) == k_setback);
}

TEST_CASE("the reason of a skip is looked for where tenants write it")
{
  auto nothing_to_do = entry("other", "skipped");
  nothing_to_do.skip_reason = "RedundantExport";
  nothing_to_do.is_active = false;
  nothing_to_do.is_assigned = true;
  nothing_to_do.target_was_read = true;
  CHECK(meaning(nothing_to_do, AwaitedState::disabled) == k_proof);
  auto not_entitled = entry("create", "skipped");
  not_entitled.skip_reason = "NotEffectivelyEntitled";
  CHECK(judge_entry(not_entitled, AwaitedState::disabled).setback.cause ==
        PendingCause::out_of_scope);
  auto missing = entry("create", "skipped", "", "The property name.familyName is missing");
  missing.skip_reason = "AttributeValidationFailed";
  const auto verdict = judge_entry(missing, AwaitedState::present);
  CHECK(verdict.setback.reason ==
        "AttributeValidationFailed: The property name.familyName is missing");
  CHECK(verdict.setback.hint.find("fill in") != std::string::npos);
}

TEST_CASE("an update that was made before an assignment was seen does not prove it")
{
  auto before = setting_active(true);
  before.is_active = true;
  before.is_assigned = false;
  CHECK(meaning(before, AwaitedState::present) == k_nothing);
}

TEST_CASE("blocked, but assigned, is not out of scope: there was no account to disable")
{
  auto skip = entry("create", "skipped", "NotEffectivelyEntitled");
  skip.is_active = false;
  skip.is_assigned = true;
  CHECK(judge_entry(skip, AwaitedState::disabled).setback.cause == PendingCause::no_account);
  skip.is_assigned = false;
  CHECK(judge_entry(skip, AwaitedState::disabled).setback.cause == PendingCause::out_of_scope);
}

TEST_CASE(
    "whether the service knew of the change is told by what it saw of the person, or not at all")
{
  auto disable = entry("disable", "success");
  CHECK_FALSE(judge_entry(disable, AwaitedState::disabled).knows_change.has_value());
  disable.is_active = false;
  CHECK(judge_entry(disable, AwaitedState::disabled).knows_change == true);
  auto enable = setting_active(true);
  enable.is_active = true;
  enable.is_assigned = true;
  CHECK(judge_entry(enable, AwaitedState::disabled).knows_change == false);
  CHECK(judge_entry(entry("delete", "success"), AwaitedState::gone).knows_change == true);
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
    const bool is_held_back = row.cause == PendingCause::held_back;
    CHECK(verdict.meaning == (is_held_back ? k_opposite : k_setback));
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
