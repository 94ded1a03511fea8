#pragma once

#include "lpaz/util/clock.hpp"

#include <chrono>
#include <cstddef>
#include <random>
#include <set>
#include <string>
#include <string_view>
#include <vector>

// A small model of a tenant, its provisioning service and LastPass. It was written apart from lpaz
// and from lpaz-sandbox, after what real tenants send, so that a mistake of theirs is not its own.
namespace lpaz::model {

using util::TimePoint;

// What is fixed for one sequence of events.
struct Setup {
  unsigned seed = 1;
  int people = 3;
  bool mixed = false; // who is blocked, assigned or without an account varies with the seed
  bool enterprise_api = false;   // lpaz can ask LastPass itself
  bool name_from_mail = false;   // the mapping sends mail as userName, else the principal name
  bool renames_accounts = true;  // LastPass follows a rename, else it keeps the name it had
  bool revoking_touches = false; // revoking sessions makes the service read the person again
  int skew_minutes = 0;          // the client's clock minus the service's
  int late_minutes = 0;          // log entries become visible this late at most
  int failing_percent = 0;       // of the exports fail and are tried again
  int terse_percent = 0;         // of the log entries lack the details of their scoping step
  int page = 100;                // entries and accounts a page
  int cycle_minutes = 20;
  bool shifting = false; // accounts of others come and go while they are listed
};

struct Person {
  std::string id;
  std::string given_name;
  std::string surname; // empty: the service cannot create an account
  std::string principal_name;
  std::string mail;
  bool enabled = true;
  bool deleted = false; // in the recycle bin
  bool purged = false;
  bool assigned = false; // kept through the recycle bin, as Entra does
  TimePoint deleted_at;
  TimePoint sessions_valid_from;
  TimePoint changed_at;        // the last change that LastPass has to follow
  TimePoint changed_before_it; // the one before
  // What the provisioning service holds:
  int account = -1; // the account that it manages for this person, by index
  bool dirty = false;
  bool escrowed = false; // the last export failed

  bool is_living() const { return !deleted && !purged; }
  // Blocked, deleted or unassigned people are not active in LastPass.
  bool should_be_active() const { return enabled && is_living() && assigned; }
};

// An account in LastPass.
struct Account {
  std::string scim_id;
  std::string key;
  std::string user_name;
  bool exists = true;
  bool disabled = false;
  int owner = -1;       // the person whom the service gave it to last
  std::set<int> owners; // all of them
  TimePoint manual_at;  // the last change by an admin of LastPass
  // What the service's last log entry about it shows:
  TimePoint word_at;
  bool word_exists = true;
  bool word_disabled = false;
};

enum class Shows { nothing, enabled, disabled, gone };

struct LogEntry {
  std::string id;
  std::string job_id;
  std::string app_id;
  std::string cycle_id;
  std::string source_id;
  std::string account_name;
  std::string action;
  std::string status;
  TimePoint at;
  TimePoint visible_at;
  bool twice = false; // the log lists it twice
  Shows shows = Shows::nothing;
  std::string json;
};

struct Audit {
  std::string id;
  std::string activity;
  std::string target_id;
  std::string target_name;
  TimePoint at;
  std::string json;
};

struct Job {
  bool paused = false;
  bool token_valid = true;
  bool quarantined = false;
  int cycles = 0;
  TimePoint next_cycle;
  TimePoint began;
  TimePoint ended;
  TimePoint quarantined_at;
};

inline const std::string k_app_name = "LastPass Provisioning App";
inline const std::string k_app_id = "5e5e5e5e-0000-4000-8000-000000000001";
inline const std::string k_second_app_id = "5e5e5e5e-0000-4000-8000-000000000002";
inline const std::string k_tenant = "0d9b7c55-aaaa-4bbb-8ccc-111111111111";
inline const std::string k_job_id =
    "scim.0d9b7c55aaaa4bbb8ccc111111111111.7a6b5c4d-2222-4333-8444-555555555555";
inline const std::string k_second_job_id =
    "scim.0d9b7c55aaaa4bbb8ccc111111111111.7a6b5c4d-2222-4333-8444-666666666666";

class World {
public:
  explicit World(const Setup& chosen);

  // Time goes on; cycles run when they are due.
  void advance(std::chrono::milliseconds duration);
  // One cycle of the provisioning service, now.
  void run_cycle();

  int upto(int limit); // 0 … limit-1
  bool chance(int percent) { return upto(100) < percent; }

  // Changes in the tenant. They return whether there was something to change.
  bool set_enabled(int who, bool enabled);
  bool revoke(int who);
  bool remove(int who);
  bool restore(int who); // not while somebody else has the name
  bool purge(int who);
  bool rename(int who);
  bool add_namesake(); // somebody new gets a name that is free again
  bool set_assigned(int who, bool assigned);

  // Changes by an admin of LastPass.
  bool set_disabled_by_hand(int who, bool disabled);
  bool delete_by_hand(int who);
  // A stranger's account that is called as the person's mail.
  bool add_stranger(int who);
  void second_app_writes(int who);
  int add_account(const std::string& user_name);
  // Everybody in scope is read again; what was not yet done about the purged is lost.
  void restart_job();

  int find_living(std::string_view name_or_id) const; // -1: nobody
  int find_deleted(std::string_view id) const;
  int find_account(std::string_view user_name) const;
  int find_person(std::string_view id) const;
  // The user name that the mapping sends for this person.
  const std::string& mapped_name(const Person& person) const;
  std::string bin_name(const Person& person) const;

  Setup setup;
  std::mt19937 random;
  TimePoint now;
  std::vector<Person> people;
  std::vector<Account> accounts;
  std::vector<LogEntry> log;
  std::vector<Audit> audits;
  Job job;

private:
  friend class Engine;
  void add_person(const std::string& name, const std::string& mail);
  void settle_first_people();
  void changed(int who, std::string_view activity, std::string_view also_target = {});
  void note_change(int who);
  void audit(int who,
             std::string_view activity,
             std::string_view also_target,
             std::string_view modified_properties = "[]");

  std::size_t m_names = 0;
};

} // namespace lpaz::model
