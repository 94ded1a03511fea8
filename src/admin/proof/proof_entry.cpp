#include "proof_entry.hpp"

#include "admin/setup/log_error_hint.hpp"
#include "admin/setup/log_reason.hpp"

#include "lpaz/util/text.hpp"

#include <fmt/format.h>

namespace lpaz::admin {
namespace {

using graph::ProvisioningObjectSummary;
using Entry = ProvisioningObjectSummary;

constexpr std::string_view k_redundant = "RedundantExport";
constexpr std::string_view k_not_entitled = "NotEffectivelyEntitled";

bool is(std::string_view word, std::string_view expected)
{
  return util::equals_ignoring_case(word, expected);
}

// Whether the service took the person for one who must have an enabled account. Nothing if the
// entry does not tell: one "no" is enough for no, but a yes needs both.
std::optional<bool> saw_entitled(const Entry& entry)
{
  if (entry.is_active == false || entry.is_assigned == false) {
    return false;
  }
  return entry.is_active == true && entry.is_assigned == true ? std::optional(true) : std::nullopt;
}

// The state of the account after the entry, of one that was carried out.
std::optional<bool> active_after(const Entry& entry)
{
  if (entry.set_active) {
    return entry.set_active;
  }
  if (is(entry.action, "disable")) {
    return false;
  }
  if (is(entry.action, "create")) {
    return true;
  }
  return entry.target_active; // it was read, and not changed
}

bool is_deletion(const Entry& entry)
{
  return is(entry.action, "delete");
}

// What a change that was carried out did to the account. What contradicts itself, or what the
// service saw of the person, is not believed.
EntryMeaning meaning_of_success(const Entry& entry, AwaitedState state)
{
  if (is_deletion(entry)) {
    const bool contradicts_itself =
        entry.set_active.has_value(); // nothing is set of what is deleted
    return contradicts_itself  ? EntryMeaning::nothing
           : is_to_stay(state) ? EntryMeaning::opposite
                               : EntryMeaning::proof;
  }
  const auto active = active_after(entry);
  if (!active || (is(entry.action, "disable") && *active)) {
    return EntryMeaning::nothing;
  }
  if (state == AwaitedState::gone || *active != is_to_stay(state)) {
    return EntryMeaning::opposite;
  }
  const auto entitled = saw_entitled(entry);
  return entitled && *entitled != *active ? EntryMeaning::nothing : EntryMeaning::proof;
}

// The service read the account, and it was not as awaited.
bool read_otherwise(const Entry& entry, AwaitedState state)
{
  return entry.target_was_read &&
         (state == AwaitedState::gone ||
          entry.target_active.value_or(is_to_stay(state)) != is_to_stay(state));
}

// There was nothing to send, for the account was so already: a proof only if the entry tells what
// the service compared, and that it read the account. One that read another state than is awaited
// is the opposite.
EntryMeaning meaning_of_skip(const Entry& entry, AwaitedState state)
{
  if (read_otherwise(entry, state)) {
    return EntryMeaning::opposite;
  }
  if (state == AwaitedState::gone || !entry.target_was_read) {
    return EntryMeaning::nothing;
  }
  const bool to_stay = is_to_stay(state);
  const bool is_known = entry.is_active && entry.is_assigned;
  const bool agrees =
      is(entry.skip_reason, k_redundant) && is_known && saw_entitled(entry) == to_stay;
  return agrees ? EntryMeaning::proof : EntryMeaning::nothing;
}

Setback out_of_scope(AwaitedState state)
{
  return {
      PendingCause::out_of_scope,
      "not in scope: provisioning does not manage an account of this person, so nothing is sent "
      "to LastPass",
      is_to_stay(state) ? std::string(log_error_hint(k_not_entitled))
                        : "look in the LastPass Admin Console whether there is an account"};
}

// Blocked, but assigned: it is in scope, and the log tells of nothing that was disabled.
Setback nothing_to_disable()
{
  return {PendingCause::no_account,
          "provisioning skipped this person as not entitled, and disabled no account",
          "look in the LastPass Admin Console whether there is an account"};
}

Setback not_entitled(const Entry& entry, AwaitedState state)
{
  const bool is_blocked = entry.is_active == false && entry.is_assigned == true;
  return is_blocked && state == AwaitedState::disabled ? nothing_to_disable() : out_of_scope(state);
}

Setback held_back()
{
  return {PendingCause::held_back,
          "held back: more accounts would be disabled in one cycle than the threshold allows",
          "review the staged deletions; then allow them, or assign the people again and restart"};
}

Setback failure_of(const Entry& entry)
{
  const std::string& code = entry.error_code.empty() ? entry.skip_reason : entry.error_code;
  const std::string& what = code.empty() ? entry.status : code;
  const std::string reason = brief_log_reason(entry.reason);
  return {PendingCause::failed,
          reason.empty() ? what : fmt::format("{}: {}", what, reason),
          std::string(log_error_hint(code))};
}

Setback opposite()
{
  return {PendingCause::waiting,
          "the last that is known of the LastPass account is the opposite",
          "look at who changed the person, the assignment or the account since"};
}

std::optional<bool> knows_change(const Entry& entry, AwaitedState state)
{
  if (state == AwaitedState::gone) {
    return is_deletion(entry);
  }
  const auto entitled = saw_entitled(entry);
  return entitled ? std::optional(*entitled == is_to_stay(state)) : std::nullopt;
}

EntryVerdict verdict_of(EntryMeaning meaning, const Entry& entry, AwaitedState state)
{
  return {meaning,
          meaning == EntryMeaning::opposite ? opposite() : Setback{},
          knows_change(entry, state)};
}

// The account is as it was: as awaited or not, where the entry tells.
EntryVerdict verdict_of_failure(const Entry& entry, AwaitedState state)
{
  return {read_otherwise(entry, state) ? EntryMeaning::opposite : EntryMeaning::setback,
          failure_of(entry),
          knows_change(entry, state)};
}

} // namespace

EntryVerdict judge_entry(const Entry& entry, AwaitedState state)
{
  if (is(entry.action, "stagedDelete")) {
    return {EntryMeaning::opposite, held_back(), knows_change(entry, state)};
  }
  if (is(entry.status, "success") && entry.error_code.empty()) {
    return verdict_of(meaning_of_success(entry, state), entry, state);
  }
  if (is(entry.status, "skipped")) {
    const EntryMeaning meaning = meaning_of_skip(entry, state);
    if (meaning != EntryMeaning::nothing) {
      return verdict_of(meaning, entry, state);
    }
    if (is(entry.skip_reason, k_not_entitled)) {
      return {EntryMeaning::setback, not_entitled(entry, state)};
    }
    if (is(entry.skip_reason, k_redundant)) {
      return {}; // of the time before the change was seen, or it does not tell enough
    }
  }
  return verdict_of_failure(entry, state);
}

} // namespace lpaz::admin
