#include "model/oracle.hpp"

#include "lpaz/util/text.hpp"
#include "lpaz/util/time.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

namespace lpaz::model {
namespace {

struct State {
  bool exists = true;
  bool disabled = false;
};

bool is_word_older(const Account& account)
{
  return account.manual_at > account.word_at;
}

State true_state(const Account& account)
{
  return {account.exists, account.disabled};
}

// What the service has said last. A change by hand is no excuse for not having waited until the
// service has followed the person's last change.
State told_state(const World& world, int who, TimePoint change, const Account& account)
{
  const Person& person = world.people[static_cast<std::size_t>(who)];
  const bool managed =
      person.account >= 0 && &world.accounts[static_cast<std::size_t>(person.account)] == &account;
  const bool has_followed = account.word_at >= change;
  return is_word_older(account) && (has_followed || !managed)
             ? State{account.word_exists, account.word_disabled}
             : true_state(account);
}

template <typename StateOf>
bool is_as_claimed(const World& world, int who, Shows claim, const StateOf& state_of)
{
  const Person& person = world.people[static_cast<std::size_t>(who)];
  bool any_enabled = false;
  for (std::size_t i = 0; i < world.accounts.size(); ++i) {
    const Account& account = world.accounts[i];
    const State state = state_of(account);
    if (claim == Shows::gone && account.owners.contains(who) && state.exists) {
      return false;
    }
    if (claim == Shows::disabled && account.owner == who && state.exists && !state.disabled) {
      return false;
    }
    const bool managed = person.account == static_cast<int>(i);
    if (claim == Shows::enabled && managed && (!state.exists || state.disabled)) {
      return false;
    }
    const bool is_theirs =
        managed || account.owner == who ||
        (person.account < 0 &&
         util::equals_ignoring_case(account.user_name, world.mapped_name(person)));
    any_enabled = any_enabled || (is_theirs && state.exists && !state.disabled);
  }
  return claim != Shows::enabled || any_enabled;
}

// An entry since the last change shows it, and none after it shows something else.
bool log_shows(const World& world, const Person& person, Shows claim)
{
  const auto changed = std::chrono::floor<std::chrono::seconds>(person.changed_at);
  const LogEntry* newest = nullptr;
  for (const LogEntry& entry : world.log) {
    if (entry.source_id == person.id && entry.job_id == k_job_id && entry.visible_at <= world.now &&
        entry.shows != Shows::nothing && (newest == nullptr || entry.at >= newest->at)) {
      newest = &entry;
    }
  }
  return newest != nullptr && newest->at > changed && newest->shows == claim;
}

// The names under which lpaz can know to look for the person's accounts.
std::vector<std::string> names_of(const World& world, const Person& person)
{
  std::vector<std::string> names = {person.principal_name, person.mail};
  for (const LogEntry& entry : world.log) {
    if (entry.source_id == person.id && entry.job_id == k_job_id && entry.visible_at <= world.now) {
      names.push_back(entry.account_name);
    }
  }
  return names;
}

std::string_view word_of(Shows shows)
{
  switch (shows) {
  case Shows::enabled:
    return "enabled";
  case Shows::disabled:
    return "disabled";
  case Shows::gone:
    return "gone";
  case Shows::nothing:
    break;
  }
  return "nothing";
}

std::string time_of(TimePoint time)
{
  return util::format_rfc3339(time).substr(11, 8);
}

} // namespace

Shows claim_of(Command command, const Row& row)
{
  switch (command) {
  case Command::unblock:
  case Command::assign:
    return Shows::enabled;
  case Command::purge:
    return Shows::gone;
  case Command::restore: // somebody who was blocked stays so
    return row.last_pass.find("disabled") == std::string::npos ? Shows::enabled : Shows::disabled;
  case Command::block:
  case Command::remove:
  case Command::offboard:
  case Command::unassign:
    break;
  }
  return Shows::disabled;
}

TimePoint followed_change(Command command, const Row& row, const Person& person)
{
  const bool deleted_after = command == Command::offboard && row.result == "deleted";
  return deleted_after ? person.changed_before_it : person.changed_at;
}

bool may_be_verified(const World& world, int who, Shows claim, TimePoint change)
{
  if (is_as_claimed(world, who, claim, true_state)) {
    return true;
  }
  return !world.setup.enterprise_api &&
         is_as_claimed(world, who, claim, [&](const Account& account) {
           return told_state(world, who, change, account);
         });
}

bool must_be_verified(const World& world, int who, Shows claim)
{
  const Person& person = world.people[static_cast<std::size_t>(who)];
  if (!is_as_claimed(world, who, claim, true_state)) {
    return false;
  }
  if (claim == Shows::gone) {
    return log_shows(world, person, claim);
  }
  const auto names = names_of(world, person);
  const auto is_known = [&](const Account& account) {
    return std::ranges::any_of(names, [&](const std::string& name) {
      return util::equals_ignoring_case(name, account.user_name);
    });
  };
  // With two accounts, or a stranger's under one of the names, a person has to look.
  int count = 0;
  for (const Account& account : world.accounts) {
    if (!account.exists || (account.owner != who && !is_known(account))) {
      continue;
    }
    ++count;
    if (account.owner != who || !is_known(account)) {
      return false;
    }
  }
  return count == 1 && (world.setup.enterprise_api || log_shows(world, person, claim));
}

std::string facts_about(const World& world, int who)
{
  const Person& person = world.people[static_cast<std::size_t>(who)];
  std::string text = fmt::format("  now {}; {}: {}, {}, {}, last change {}\n",
                                 time_of(world.now),
                                 person.principal_name,
                                 person.enabled ? "enabled" : "blocked",
                                 person.purged    ? "purged"
                                 : person.deleted ? "deleted"
                                                  : "living",
                                 person.assigned ? "assigned" : "unassigned",
                                 time_of(person.changed_at));
  for (const Account& account : world.accounts) {
    if (account.owners.contains(who) ||
        util::equals_ignoring_case(account.user_name, person.principal_name) ||
        util::equals_ignoring_case(account.user_name, person.mail)) {
      text += fmt::format("  account {}: {}, {}; last word {} at {}; by hand at {}\n",
                          account.user_name,
                          !account.exists    ? "gone"
                          : account.disabled ? "disabled"
                                             : "enabled",
                          account.owner == who ? "theirs" : "somebody else's",
                          account.word_disabled ? "disabled" : "enabled",
                          time_of(account.word_at),
                          time_of(account.manual_at));
    }
  }
  for (const LogEntry& entry : world.log) {
    if (entry.source_id == person.id) {
      text += fmt::format("  log {} {} {}{}, shows {}{}\n",
                          time_of(entry.at),
                          entry.action,
                          entry.status,
                          entry.job_id == k_job_id ? "" : " (another app)",
                          word_of(entry.shows),
                          entry.visible_at <= world.now ? "" : ", not yet visible");
    }
  }
  return text;
}

std::optional<Finding> judge(const World& world, Command command, bool waited, const RunResult& run)
{
  if (!run.unknown.empty()) {
    return Finding{"unknown request", run.unknown};
  }
  bool all = true;
  for (const Row& row : run.rows) {
    const int who = world.find_person(row.id);
    const bool verified = row.verified == true;
    all = all && verified;
    if (!verified || who < 0) {
      continue;
    }
    const Shows claim = claim_of(command, row);
    const TimePoint change =
        followed_change(command, row, world.people[static_cast<std::size_t>(who)]);
    if (!may_be_verified(world, who, claim, change)) {
      return Finding{"false proof",
                     fmt::format("{} says of {} that it is verified: {}\n{}",
                                 command_word(command),
                                 row.name,
                                 word_of(claim),
                                 facts_about(world, who))};
    }
  }
  if (waited && !run.rows.empty() && all != (run.code == 0)) {
    return Finding{"exit code",
                   fmt::format("{} ended with {} although {}\n  {}",
                               command_word(command),
                               run.code,
                               all ? "all rows are verified" : "a row is not verified",
                               run.err)};
  }
  return std::nullopt;
}

} // namespace lpaz::model
