#pragma once

#include "lpaz/admin/people/directory_roles.hpp"
#include "lpaz/graph/user.hpp"
#include "lpaz/util/result.hpp"

#include <cstddef>
#include <initializer_list>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace lpaz::admin {

// The rules that hold before the first write ("Guard-rails for bulk block / delete"), in the order
// in which people want to read about them.
enum class Rail {
  own_account,
  last_global_administrator,
  directory_role,
  unknown_roles,
  break_glass,
  synced_user,
  guest,
  reused_name,
  max_users,
};
inline constexpr std::size_t k_rail_count = 9;

class RailSet {
public:
  constexpr RailSet() = default;
  constexpr RailSet(std::initializer_list<Rail> rails)
  {
    for (const Rail rail : rails) {
      m_bits |= bit(rail);
    }
  }
  static constexpr RailSet all()
  {
    RailSet set;
    set.m_bits = (1U << k_rail_count) - 1;
    return set;
  }
  constexpr bool contains(Rail rail) const { return (m_bits & bit(rail)) != 0; }
  constexpr RailSet without(Rail rail) const
  {
    RailSet set = *this;
    set.m_bits &= ~bit(rail);
    return set;
  }

private:
  static constexpr unsigned bit(Rail rail) { return 1U << static_cast<unsigned>(rail); }
  unsigned m_bits = 0;
};

// The rails of commands that take away a living person's sign-in. Names are reused only of people
// in the recycle bin.
inline constexpr RailSet k_sign_in_rails = RailSet::all().without(Rail::reused_name);

// A living person who has a name now that somebody in the recycle bin had.
struct ReusedName {
  std::string deleted_id;
  std::string living_id;
  std::string living_name; // user principal name
};

// Everything that guard-rails look at. Gathered before the first write.
struct GuardRailFacts {
  std::vector<graph::User> users;           // whom the run is about
  std::string signed_in_object_id;          // of the token; empty if unknown
  std::vector<std::string> protected_names; // break-glass accounts: ids or user principal names
  std::set<std::string> protected_ids;      // of those
  DirectoryRoles roles;
  std::vector<ReusedName> reused_names;
  std::size_t max_users = 0; // 0 = no limit
  bool ends_sign_in = true;  // otherwise a membership or an assignment
};

// Why a run must not go on, and about whom (empty: about the run as a whole).
struct Refusal {
  std::string user_principal_name;
  std::string reason;
};

struct GuardRail {
  Rail rail;
  std::string_view override_option; // "--include-guests"
  std::string_view help;            // of the option
  std::vector<Refusal> (*check)(const GuardRailFacts& facts);
};

// One row for each Rail, in their order.
std::span<const GuardRail> guard_rails();

// Holds those of `rails`. ErrorKind::refused names every refusal and every override.
Status check_guard_rails(const GuardRailFacts& facts, RailSet rails);

// The rail max_users alone, for a number of users who are not known one by one.
Status check_user_count(std::size_t count, std::size_t max_users);

} // namespace lpaz::admin
