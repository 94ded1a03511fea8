#include "lpaz/admin/guard_rail.hpp"

#include <algorithm>

namespace lpaz::admin {
namespace {

// A tenant whose last Global Administrator is blocked can be opened again only by Microsoft.
class LastGlobalAdministratorRail : public GuardRail {
public:
  std::string_view override_option() const override { return "--include-last-admin"; }

  std::vector<Refusal> check(const GuardRailFacts& facts) const override
  {
    if (facts.change == UserChange::unblock || facts.change == UserChange::purge) {
      return {};
    }
    std::set<std::string> left = facts.roles.global_administrators();
    std::vector<Refusal> refusals;
    for (const graph::User& user : facts.users) {
      if (left.erase(user.id) > 0) {
        refusals.push_back(
            {user.user_principal_name, "no Global Administrator would be left in the tenant"});
      }
    }
    return left.empty() ? refusals : std::vector<Refusal>{};
  }
};

} // namespace

std::unique_ptr<GuardRail> last_global_administrator_rail()
{
  return std::make_unique<LastGlobalAdministratorRail>();
}

} // namespace lpaz::admin
