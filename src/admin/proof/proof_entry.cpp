#include "proof_entry.hpp"

#include "admin/setup/log_error_hint.hpp"

#include "lpaz/util/text.hpp"

#include <fmt/format.h>

namespace lpaz::admin {
namespace {

using graph::ProvisioningObjectSummary;

constexpr std::string_view k_redundant = "RedundantExport";
constexpr std::string_view k_not_entitled = "NotEffectivelyEntitled";

bool is(std::string_view word, std::string_view expected)
{
  return util::equals_ignoring_case(word, expected);
}

// "NotEffectivelyEntitled" is the code in some entries and stands in the reason of others.
bool says(const ProvisioningObjectSummary& entry, std::string_view word)
{
  return is(entry.error_code, word) || entry.reason.find(word) != std::string::npos;
}

// Whether the service saw the person as one who must not have an account, or as one who must, when
// it made the entry. An entry without that detail is taken as it stands.
bool saw_entitled(const ProvisioningObjectSummary& entry, bool expected)
{
  const bool entitled = entry.is_active.value_or(true) && entry.is_assigned.value_or(true);
  const bool known = entry.is_active || entry.is_assigned;
  return !known || entitled == expected;
}

// What a change that was carried out did to the account.
bool reached(const ProvisioningObjectSummary& entry, AwaitedState state)
{
  const bool made = is(entry.action, "create");
  const bool updated = is(entry.action, "update");
  switch (state) {
  case AwaitedState::disabled:
    return is(entry.action, "disable") || is(entry.action, "delete") || entry.set_active == false;
  case AwaitedState::enabled:
    return (made && entry.set_active != false) || (updated && entry.set_active == true);
  case AwaitedState::present:
    return (made || updated) && entry.set_active != false && saw_entitled(entry, true);
  case AwaitedState::gone:
    return is(entry.action, "delete");
  }
  return false;
}

bool is_opposite(const ProvisioningObjectSummary& entry, AwaitedState state)
{
  const bool to_stay = state == AwaitedState::enabled || state == AwaitedState::present;
  return reached(entry, to_stay ? AwaitedState::disabled : AwaitedState::enabled);
}

// There was nothing to send, for the account was so already.
bool was_so(const ProvisioningObjectSummary& entry, AwaitedState state)
{
  if (!is(entry.status, "skipped") || !says(entry, k_redundant)) {
    return false;
  }
  switch (state) {
  case AwaitedState::disabled:
    return saw_entitled(entry, false);
  case AwaitedState::enabled:
  case AwaitedState::present:
    return saw_entitled(entry, true) && !is(entry.action, "disable");
  case AwaitedState::gone:
    return is(entry.action, "delete");
  }
  return false;
}

Setback out_of_scope(AwaitedState state)
{
  const bool to_stay = state == AwaitedState::enabled || state == AwaitedState::present;
  return {
      PendingCause::out_of_scope,
      "not in scope: provisioning does not manage an account of this person, so nothing is sent "
      "to LastPass",
      to_stay ? std::string(log_error_hint(k_not_entitled))
              : "look in the LastPass Admin Console whether there is an account"};
}

Setback held_back()
{
  return {PendingCause::held_back,
          "held back: more accounts would be disabled in one cycle than the threshold allows",
          "review the staged deletions; then allow them, or assign the people again and restart"};
}

Setback failure_of(const ProvisioningObjectSummary& entry)
{
  const std::string what = entry.error_code.empty() ? entry.status : entry.error_code;
  return {PendingCause::failed,
          entry.reason.empty() ? what : fmt::format("{}: {}", what, entry.reason),
          std::string(log_error_hint(entry.error_code))};
}

} // namespace

EntryVerdict judge_entry(const ProvisioningObjectSummary& entry, AwaitedState state)
{
  if (is(entry.action, "stagedDelete")) {
    return {EntryMeaning::setback, held_back()};
  }
  if (is(entry.status, "success")) {
    if (reached(entry, state)) {
      return {EntryMeaning::proof, {}};
    }
    return is_opposite(entry, state)
               ? EntryVerdict{EntryMeaning::setback,
                              {PendingCause::waiting,
                               "the last thing that was sent to LastPass was the opposite",
                               "look at who changed the person or the assignment since"}}
               : EntryVerdict{};
  }
  if (was_so(entry, state)) {
    return {EntryMeaning::proof, {}};
  }
  if (says(entry, k_not_entitled)) {
    return {EntryMeaning::setback, out_of_scope(state)};
  }
  if (says(entry, k_redundant)) {
    return {}; // of the time before the change was seen
  }
  return {EntryMeaning::setback, failure_of(entry)};
}

} // namespace lpaz::admin
