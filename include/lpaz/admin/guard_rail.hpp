#pragma once

#include "lpaz/admin/directory_roles.hpp"
#include "lpaz/graph/user.hpp"

#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace lpaz::admin {

// Who is purged holds no role any more: rails about roles do not hold then.
enum class UserChange { block, unblock, remove, purge };

// Everything that guard-rails look at. Gathered before the first write.
struct GuardRailFacts {
  UserChange change = UserChange::block;
  std::vector<graph::User> users;           // who the run is about
  std::string signed_in_object_id;          // of the token, empty if unknown
  std::vector<std::string> protected_names; // break-glass accounts: ids or user principal names
  DirectoryRoles roles;
  std::size_t max_users = 0; // 0 = no limit
};

// Why a run must not go on, and about whom (empty: about the run as a whole).
struct Refusal {
  std::string user_principal_name;
  std::string reason;
};

// A rule that holds before the first write ("Guard-rails for bulk block / delete"). Each has its
// own override, named in the refusal; one file each in src/admin/guard_rails.
class GuardRail {
public:
  virtual ~GuardRail() = default;
  // "--include-guests"
  virtual std::string_view override_option() const = 0;
  virtual std::vector<Refusal> check(const GuardRailFacts& facts) const = 0;
};

std::unique_ptr<GuardRail> own_account_rail();
std::unique_ptr<GuardRail> last_global_administrator_rail();
std::unique_ptr<GuardRail> directory_role_rail();
std::unique_ptr<GuardRail> break_glass_rail();
std::unique_ptr<GuardRail> synced_user_rail();
std::unique_ptr<GuardRail> guest_rail();
std::unique_ptr<GuardRail> max_users_rail();

// All of them, in the order in which people want to read about them.
std::vector<std::unique_ptr<GuardRail>> all_guard_rails();

// Runs all but those whose override was given. ErrorKind::refused names every refusal.
Status check_guard_rails(const GuardRailFacts& facts, const std::set<std::string>& overrides);

} // namespace lpaz::admin
