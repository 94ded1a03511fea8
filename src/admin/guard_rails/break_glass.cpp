#include "lpaz/admin/guard_rail.hpp"
#include "lpaz/util/text.hpp"

#include <algorithm>

namespace lpaz::admin {
namespace {

// Emergency accounts, from protectedUsers of the configuration.
class BreakGlassRail : public GuardRail {
public:
  std::string_view override_option() const override { return "--include-protected"; }

  std::vector<Refusal> check(const GuardRailFacts& facts) const override
  {
    std::vector<Refusal> refusals;
    for (const graph::User& user : facts.users) {
      if (facts.change != UserChange::unblock && is_protected(user, facts.protected_names)) {
        refusals.push_back(
            {user.user_principal_name, "is a protected account of your configuration"});
      }
    }
    return refusals;
  }

private:
  static bool is_protected(const graph::User& user, const std::vector<std::string>& names)
  {
    return std::any_of(names.begin(), names.end(), [&user](const std::string& name) {
      return util::equals_ignoring_case(name, user.id) ||
             util::equals_ignoring_case(name, user.user_principal_name);
    });
  }
};

} // namespace

std::unique_ptr<GuardRail> break_glass_rail()
{
  return std::make_unique<BreakGlassRail>();
}

} // namespace lpaz::admin
