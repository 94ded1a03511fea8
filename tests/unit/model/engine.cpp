#include "model/engine.hpp"

#include <chrono>

namespace lpaz::model {

using std::chrono::milliseconds;

void Engine::run()
{
  Job& job = m_world.job;
  if (job.paused) {
    return;
  }
  m_began = m_world.now;
  m_world.now += milliseconds(500);
  job.began = m_began;
  ++job.cycles;
  if (!job.token_valid) {
    // Nothing in the log tells of an expired token.
    job.quarantined_at = job.quarantined ? job.quarantined_at : m_world.now;
    job.quarantined = true;
    job.ended = m_world.now;
    return;
  }
  job.quarantined = false;
  for (std::size_t i = 0; i < m_world.people.size(); ++i) {
    if (m_world.people[i].dirty) {
      m_world.now += milliseconds(400 + m_world.upto(2600));
      follow(static_cast<int>(i));
    }
  }
  job.ended = m_world.now;
}

void Engine::follow(int who)
{
  Person& person = m_world.people[static_cast<std::size_t>(who)];
  person.dirty = false;
  if (person.account < 0) {
    follow_unlinked(who);
  } else {
    follow_linked(who);
  }
}

// The service never creates an account for somebody who is not active.
void Engine::follow_unlinked(int who)
{
  const Person& person = m_world.people[static_cast<std::size_t>(who)];
  if (person.purged) {
    return;
  }
  if (!person.should_be_active()) {
    skip(who, "NotEffectivelyEntitled", false);
    return;
  }
  const int found = m_world.find_account(m_world.mapped_name(person));
  if (found < 0) {
    create(who);
    return;
  }
  for (std::size_t i = 0; i < m_world.people.size(); ++i) {
    if (static_cast<int>(i) != who && m_world.people[i].account == found) {
      fails(who, {.action = "create", .step = "EntryExportAdd"}, "DuplicateSourceEntries");
      return;
    }
  }
  link(who, found);
  bring_in_line(who, true);
}

void Engine::link(int who, int account)
{
  m_world.people[static_cast<std::size_t>(who)].account = account;
  Account& linked = m_world.accounts[static_cast<std::size_t>(account)];
  linked.owner = who;
  linked.owners.insert(who);
}

void Engine::create(int who)
{
  Person& person = m_world.people[static_cast<std::size_t>(who)];
  if (person.surname.empty()) {
    skip(who, "AttributeValidationFailed", false);
    return;
  }
  const Export done{.action = "create", .step = "EntryExportAdd", .shows = Shows::enabled};
  if (m_world.chance(m_world.setup.failing_percent) && fails(who, done, {})) {
    return;
  }
  link(who, m_world.add_account(m_world.mapped_name(person)));
  note_word(person.account);
  write(person, done, {});
}

void Engine::follow_linked(int who)
{
  Person& person = m_world.people[static_cast<std::size_t>(who)];
  Account& account = m_world.accounts[static_cast<std::size_t>(person.account)];
  if (person.purged) {
    erase(who);
    return;
  }
  if (!account.exists) {
    // Deleted by hand: the service does not find it by its id any more.
    if (person.assigned) {
      fails(who, {.action = "update", .step = "EntryExportUpdate"}, "InvalidAnchor");
    } else {
      person.account = -1;
      skip(who, "NotEffectivelyEntitled", false);
    }
    return;
  }
  bring_in_line(who, person.should_be_active());
}

void Engine::erase(int who)
{
  Person& person = m_world.people[static_cast<std::size_t>(who)];
  Account& account = m_world.accounts[static_cast<std::size_t>(person.account)];
  const Export done{.action = "delete", .step = "EntryExportDelete", .shows = Shows::gone};
  if (!account.exists) {
    person.account = -1;
    return;
  }
  if (m_world.chance(m_world.setup.failing_percent) && fails(who, done, {})) {
    return;
  }
  account.exists = false;
  note_word(person.account);
  write(person, done, {});
  person.account = -1;
}

void Engine::bring_in_line(int who, bool active)
{
  Person& person = m_world.people[static_cast<std::size_t>(who)];
  Account& account = m_world.accounts[static_cast<std::size_t>(person.account)];
  const std::string& name = m_world.mapped_name(person);
  const bool renames = m_world.setup.renames_accounts && active && account.user_name != name &&
                       m_world.find_account(name) < 0;
  if (account.disabled == !active && !renames) {
    skip(who, "RedundantExport", true);
  } else {
    const Export done{.action = active ? "update" : "disable",
                      .step = "EntryExportUpdate",
                      .shows = active ? Shows::enabled : Shows::disabled,
                      .skip_reason = {},
                      .was_disabled = account.disabled,
                      .was_read = true};
    if (m_world.chance(m_world.setup.failing_percent) && fails(who, done, {})) {
      return;
    }
    account.disabled = !active;
    account.user_name = renames ? name : account.user_name;
    note_word(person.account);
    write(person, done, {});
  }
  if (!person.assigned) {
    person.account = -1; // disabled once, then no longer managed
  }
}

void Engine::skip(int who, const std::string& reason, bool reads)
{
  const Person& person = m_world.people[static_cast<std::size_t>(who)];
  Export done{.action = reads ? "other" : "create", .step = "EntrySynchronizationSkip"};
  done.skip_reason = reason;
  if (reads) {
    done.was_read = true;
    done.was_disabled = m_world.accounts[static_cast<std::size_t>(person.account)].disabled;
    done.shows = done.was_disabled ? Shows::disabled : Shows::enabled;
    note_word(person.account);
  }
  write(person, done, {});
}

// The service tries it again in its next cycle.
bool Engine::fails(int who, const Export& attempt, const std::string& code)
{
  Person& person = m_world.people[static_cast<std::size_t>(who)];
  Export failed = attempt;
  failed.shows = Shows::nothing;
  write(person,
        failed,
        code.empty() ? "SystemForCrossDomainIdentityManagementServiceIncompatibleFiltering" : code);
  person.dirty = true;
  person.escrowed = true;
  return true;
}

void Engine::note_word(int account)
{
  Account& noted = m_world.accounts[static_cast<std::size_t>(account)];
  noted.word_at = m_world.now;
  noted.word_exists = noted.exists;
  noted.word_disabled = noted.disabled;
}

void World::second_app_writes(int who)
{
  now += milliseconds(300);
  Engine(*this).write_of_second_app(people[static_cast<std::size_t>(who)]);
}

} // namespace lpaz::model
