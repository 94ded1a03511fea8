#include "model/world.hpp"

#include "model/engine.hpp"
#include "model/json_text.hpp"

#include "lpaz/util/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace lpaz::model {
namespace {

using namespace std::chrono_literals;
using std::chrono::milliseconds;

struct Name {
  const char* given;
  const char* surname;
};

constexpr std::array k_names = {Name{"mary", "Somerville"},
                                Name{"emmy", "Noether"},
                                Name{"lise", "Meitner"},
                                Name{"hedy", "Lamarr"},
                                Name{"ida", "Rhodes"},
                                Name{"jean", "Bartik"}};

// 2026-11-02T08:00:00Z
constexpr TimePoint k_start{std::chrono::seconds(1793606400)};

} // namespace

World::World(const Setup& chosen) : setup(chosen), random(chosen.seed), now(k_start)
{
  for (int i = 0; i < setup.people; ++i) {
    const Name& name = k_names[static_cast<std::size_t>(i) % k_names.size()];
    const std::string principal = fmt::format("{}@contoso.example", name.given);
    add_person(principal,
               i % 2 == 0 ? principal : fmt::format("{}.mail@contoso.example", name.given));
  }
  settle_first_people();
  now += 30min;
  job.began = now;
  job.ended = now;
  job.next_cycle = now + std::chrono::minutes(setup.cycle_minutes);
  for (LogEntry& entry : log) {
    entry.visible_at = now;
  }
}

void World::add_person(const std::string& name, const std::string& mail)
{
  Person person;
  person.id = fmt::format("10000000-0000-4000-8000-{:012}", people.size() + 1);
  const Name& known = k_names[people.size() % k_names.size()];
  person.given_name = known.given;
  person.surname = known.surname;
  person.principal_name = name;
  person.mail = mail;
  person.sessions_valid_from = now;
  person.changed_at = now;
  people.push_back(std::move(person));
}

// All of them are assigned and have accounts; in a mixed tenant some have another past.
void World::settle_first_people()
{
  for (Person& person : people) {
    person.assigned = true;
    person.dirty = true;
  }
  run_cycle();
  if (!setup.mixed) {
    return;
  }
  for (int i = 0; i < setup.people; ++i) {
    const int past = upto(10);
    if (past == 0) {
      set_enabled(i, false);
    } else if (past == 1) {
      set_assigned(i, false);
    }
  }
  add_person("nora@contoso.example", "nora@contoso.example");
  people.back().surname = chance(30) ? "" : people.back().surname;
  if (chance(50)) {
    set_assigned(static_cast<int>(people.size()) - 1, true);
  }
  now += 1min;
  run_cycle();
}

int World::upto(int limit)
{
  return static_cast<int>(random() % static_cast<unsigned>(std::max(limit, 1)));
}

void World::advance(milliseconds duration)
{
  const TimePoint end = now + duration;
  while (job.next_cycle <= end) {
    now = std::max(now, job.next_cycle);
    run_cycle();
    job.next_cycle = now + std::chrono::minutes(setup.cycle_minutes);
  }
  now = std::max(now, end);
}

void World::run_cycle()
{
  Engine(*this).run();
}

void World::changed(int who, std::string_view activity, std::string_view also_target)
{
  note_change(who);
  audit(who, activity, also_target);
}

void World::note_change(int who)
{
  Person& person = people[static_cast<std::size_t>(who)];
  person.changed_before_it = person.changed_at;
  person.changed_at = now;
  person.dirty = true;
}

void World::audit(int who,
                  std::string_view activity,
                  std::string_view also_target,
                  std::string_view modified_properties)
{
  const Person& person = people[static_cast<std::size_t>(who)];
  Audit entry;
  entry.id = fmt::format("Directory_{:08x}_ABCDE_{}", audits.size() + 1, 100000 + audits.size());
  entry.activity = activity;
  entry.target_id = person.id;
  entry.target_name = person.principal_name;
  entry.at = now;
  const std::string user = object({{"id", json_string(person.id)},
                                   {"displayName", "null"},
                                   {"type", "\"User\""},
                                   {"userPrincipalName", json_string(bin_name(person))},
                                   {"groupType", "null"},
                                   {"modifiedProperties", std::string(modified_properties)}});
  const std::string app = also_target.empty() ? ""
                                              : object({{"id", json_string(also_target)},
                                                        {"displayName", json_string(k_app_name)},
                                                        {"type", "\"ServicePrincipal\""},
                                                        {"userPrincipalName", "null"},
                                                        {"groupType", "null"},
                                                        {"modifiedProperties", "[]"}}) +
                                                    ",";
  entry.json = object(
      {{"id", json_string(entry.id)},
       {"category", "\"UserManagement\""},
       {"correlationId", json_string(person.id)},
       {"result", "\"success\""},
       {"resultReason", "\"\""},
       {"activityDisplayName", json_string(activity)},
       {"activityDateTime", json_string(util::format_rfc3339(now).substr(0, 19) + ".1234567Z")},
       {"loggedByService", "\"Core Directory\""},
       {"operationType", "\"Update\""},
       {"initiatedBy", "{\"user\":null,\"app\":null}"},
       {"targetResources", "[" + app + user + "]"},
       {"additionalDetails", "[]"}});
  audits.push_back(std::move(entry));
}

bool World::set_enabled(int who, bool enabled)
{
  Person& person = people[static_cast<std::size_t>(who)];
  if (!person.is_living() || person.enabled == enabled) {
    return false;
  }
  person.enabled = enabled;
  changed(who, enabled ? "Enable account" : "Disable account");
  return true;
}

bool World::revoke(int who)
{
  Person& person = people[static_cast<std::size_t>(who)];
  if (!person.is_living()) {
    return false;
  }
  person.sessions_valid_from = now;
  person.dirty = person.dirty || setup.revoking_touches;
  audit(who, "Update StsRefreshTokenValidFrom Timestamp", {});
  return true;
}

bool World::remove(int who)
{
  Person& person = people[static_cast<std::size_t>(who)];
  if (!person.is_living()) {
    return false;
  }
  person.deleted = true;
  person.deleted_at = now;
  changed(who, "Delete user");
  return true;
}

bool World::restore(int who)
{
  Person& person = people[static_cast<std::size_t>(who)];
  if (!person.deleted || person.purged || find_living(person.principal_name) >= 0) {
    return false;
  }
  person.deleted = false;
  changed(who, "Restore user");
  return true;
}

bool World::purge(int who)
{
  Person& person = people[static_cast<std::size_t>(who)];
  if (!person.deleted || person.purged) {
    return false;
  }
  person.purged = true;
  changed(who, "Hard Delete user");
  return true;
}

bool World::rename(int who)
{
  Person& person = people[static_cast<std::size_t>(who)];
  if (!person.is_living()) {
    return false;
  }
  ++m_names;
  const std::string old_name = person.principal_name;
  person.principal_name = fmt::format("{}{}@contoso.example", person.given_name, m_names + 1);
  note_change(who);
  audit(who,
        "Update user",
        {},
        "[" +
            object({{"displayName", "\"UserPrincipalName\""},
                    {"oldValue", json_string("[" + json_string(old_name) + "]")},
                    {"newValue", json_string("[" + json_string(person.principal_name) + "]")}}) +
            "]");
  return true;
}

bool World::add_namesake()
{
  for (std::size_t i = 0; i < people.size(); ++i) {
    const std::string name = people[i].principal_name;
    const std::string first = fmt::format("{}@contoso.example", people[i].given_name);
    for (const std::string& freed : {name, first}) {
      if (find_living(freed) < 0) {
        add_person(freed, freed);
        audit(static_cast<int>(people.size()) - 1, "Add user", {});
        return true;
      }
    }
  }
  return false;
}

bool World::set_assigned(int who, bool assigned)
{
  Person& person = people[static_cast<std::size_t>(who)];
  if (!person.is_living() || person.assigned == assigned) {
    return false;
  }
  person.assigned = assigned;
  changed(who,
          assigned ? "Add app role assignment grant to user"
                   : "Remove app role assignment from user",
          k_app_id);
  return true;
}

void World::restart_job()
{
  job.quarantined = false;
  for (Person& person : people) {
    if (person.purged) {
      person.dirty = false;
      person.account = -1;
    } else {
      person.dirty = person.dirty || person.assigned;
    }
    if (person.account >= 0 && !accounts[static_cast<std::size_t>(person.account)].exists) {
      person.account = -1; // a link that leads nowhere is broken
    }
    person.escrowed = false;
  }
}

bool World::set_disabled_by_hand(int who, bool disabled)
{
  const int index = people[static_cast<std::size_t>(who)].account;
  if (index < 0) {
    return false;
  }
  Account& account = accounts[static_cast<std::size_t>(index)];
  if (!account.exists || account.disabled == disabled) {
    return false;
  }
  account.disabled = disabled;
  account.manual_at = now;
  return true;
}

bool World::delete_by_hand(int who)
{
  const int index = people[static_cast<std::size_t>(who)].account;
  if (index < 0 || !accounts[static_cast<std::size_t>(index)].exists) {
    return false;
  }
  accounts[static_cast<std::size_t>(index)].exists = false;
  accounts[static_cast<std::size_t>(index)].manual_at = now;
  return true;
}

bool World::add_stranger(int who)
{
  const Person& person = people[static_cast<std::size_t>(who)];
  if (find_account(person.mail) >= 0) {
    return false;
  }
  Account& account = accounts[static_cast<std::size_t>(add_account(person.mail))];
  account.disabled = chance(50);
  account.manual_at = now;
  return true;
}

int World::add_account(const std::string& user_name)
{
  Account account;
  account.scim_id = std::to_string(4711 + accounts.size());
  account.key = std::to_string(90000001 + accounts.size());
  account.user_name = user_name;
  accounts.push_back(std::move(account));
  return static_cast<int>(accounts.size()) - 1;
}

int World::find_living(std::string_view name_or_id) const
{
  const auto found = std::ranges::find_if(people, [&](const Person& person) {
    return person.is_living() && (person.id == name_or_id ||
                                  util::equals_ignoring_case(person.principal_name, name_or_id));
  });
  return found == people.end() ? -1 : static_cast<int>(found - people.begin());
}

int World::find_deleted(std::string_view id) const
{
  const int who = find_person(id);
  return who >= 0 && people[static_cast<std::size_t>(who)].deleted &&
                 !people[static_cast<std::size_t>(who)].purged
             ? who
             : -1;
}

int World::find_person(std::string_view id) const
{
  const auto found = std::ranges::find(people, id, &Person::id);
  return found == people.end() ? -1 : static_cast<int>(found - people.begin());
}

int World::find_account(std::string_view user_name) const
{
  const auto found = std::ranges::find_if(accounts, [&](const Account& account) {
    return account.exists && util::equals_ignoring_case(account.user_name, user_name);
  });
  return found == accounts.end() ? -1 : static_cast<int>(found - accounts.begin());
}

const std::string& World::mapped_name(const Person& person) const
{
  return setup.name_from_mail ? person.mail : person.principal_name;
}

std::string World::bin_name(const Person& person) const
{
  if (!person.deleted) {
    return person.principal_name;
  }
  std::string prefix = person.id;
  std::erase(prefix, '-');
  return prefix + person.principal_name;
}

} // namespace lpaz::model
