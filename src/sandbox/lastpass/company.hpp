#pragma once

#include "lpaz/util/clock.hpp"
#include "lpaz/util/json.hpp"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace lpaz::sandbox::lastpass {

struct Account {
  std::string id;        // of SCIM
  std::uint64_t uid = 0; // of the Enterprise API
  std::string user_name;
  std::string display_name; // of the document
  std::string document; // the SCIM attributes as JSON text, but for id, meta, groups and schemas
  bool active = true;
  bool has_logged_in = false;
  bool is_admin = false;
  util::TimePoint created;
  util::TimePoint modified;
  std::optional<util::TimePoint> disabled_since;
  std::optional<util::TimePoint> reinvited; // the last time, if ever
  std::set<std::string> groups;             // ids

  // As the Admin Console shows it: Invited, Expired invitation, Active, Disabled.
  std::string_view status(util::TimePoint now) const;
};

struct Group {
  std::string id;
  std::string display_name;
  std::string document; // as for accounts, and without members
  util::TimePoint created;
  util::TimePoint modified;
  std::unordered_set<std::string> members; // ids of accounts
};

struct DeletedAccount {
  std::string user_name;
  util::TimePoint when;
};

// The accounts and groups of the LastPass company. Takes no lock.
class Company {
public:
  Company() = default;
  // From a saved state; the ids of Account::groups are read from Group::members. Ids that
  // lead nowhere, or occur twice, must have been ruled out before.
  Company(std::vector<Account> accounts,
          std::vector<Group> groups,
          std::deque<DeletedAccount> deleted,
          std::uint64_t next_uid);

  const Account* find_account(std::string_view id) const;
  const Account* find_account_by_name(std::string_view user_name) const; // any case
  // Those that may have this value (userName, externalId or an e-mail address); nothing if no
  // index knows the attribute.
  std::optional<std::vector<const Account*>> candidates(std::string_view attribute,
                                                        std::string_view value) const;
  std::size_t account_count() const { return m_accounts_by_id.size(); }
  template <typename F>
  void for_each_account(F&& visit) const; // in the order of their creation
  // `resource` must have an unused userName.
  const Account& add_account(const util::Json& resource, util::TimePoint now);
  void replace_account(std::string_view id, const util::Json& resource, util::TimePoint now);
  void set_active(std::string_view id, bool active, util::TimePoint now);
  void set_logged_in(std::string_view id);
  void reinvite(std::string_view id, util::TimePoint now);
  void delete_account(std::string_view id, util::TimePoint now);

  const Group* find_group(std::string_view id) const;
  const Group* find_group_by_name(std::string_view display_name) const; // any case
  const std::vector<std::unique_ptr<Group>>& groups() const { return m_groups; }
  const Group& add_group(const util::Json& resource, util::TimePoint now);
  void replace_group(std::string_view id, const util::Json& resource, util::TimePoint now);
  void delete_group(std::string_view id);
  bool add_member(std::string_view group, std::string_view account); // false: no such account
  void remove_member(std::string_view group, std::string_view account);
  void clear_members(std::string_view group);

  // The newest ten thousand, oldest first.
  const std::deque<DeletedAccount>& deleted() const { return m_deleted; }
  std::uint64_t next_uid() const { return m_next_uid; }

private:
  Account* edit(std::string_view id);
  Group* edit_group(std::string_view id);
  void take_over(Account& account, const util::Json& resource, util::TimePoint now);
  void index(Account& account, const util::Json& resource);
  void unindex(const Account& account);

  std::vector<std::unique_ptr<Account>> m_accounts; // null where one was deleted
  std::unordered_map<std::string, std::size_t> m_accounts_by_id;
  std::unordered_multimap<std::string, Account*> m_index;
  std::unordered_map<const Account*, std::vector<std::string>> m_keys; // of m_index
  std::vector<std::unique_ptr<Group>> m_groups;
  std::deque<DeletedAccount> m_deleted;
  std::uint64_t m_next_uid = 10'000'001;
};

template <typename F>
void Company::for_each_account(F&& visit) const
{
  for (const auto& account : m_accounts) {
    if (account) {
      visit(*account);
    }
  }
}

} // namespace lpaz::sandbox::lastpass
