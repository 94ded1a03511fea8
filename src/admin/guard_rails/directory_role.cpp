#include "lpaz/admin/guard_rail.hpp"
#include "lpaz/util/text.hpp"

#include <fmt/format.h>

namespace lpaz::admin {
namespace {

// Holders of directory roles, active or eligible. If the roles cannot be read, everybody may be
// one.
class DirectoryRoleRail : public GuardRail {
public:
  std::string_view override_option() const override { return "--include-admins"; }

  std::vector<Refusal> check(const GuardRailFacts& facts) const override
  {
    if (facts.change == UserChange::unblock || facts.change == UserChange::purge) {
      return {};
    }
    if (!facts.roles.known()) {
      return {{"",
               fmt::format("who holds a directory role is not known: {}",
                           util::join(facts.roles.warnings(), "; "))}};
    }
    std::vector<Refusal> refusals;
    for (const graph::User& user : facts.users) {
      const auto roles = facts.roles.roles_of(user.id);
      if (!roles.empty()) {
        refusals.push_back(
            {user.user_principal_name, fmt::format("holds the role {}", util::join(roles, ", "))});
      }
    }
    return refusals;
  }
};

} // namespace

std::unique_ptr<GuardRail> directory_role_rail()
{
  return std::make_unique<DirectoryRoleRail>();
}

} // namespace lpaz::admin
