#include "lpaz/admin/guard_rail.hpp"
#include "lpaz/util/text.hpp"

namespace lpaz::admin {
namespace {

// Whoever blocks the account that lpaz runs as ends the run, and perhaps the only way back.
class OwnAccountRail : public GuardRail {
public:
  std::string_view override_option() const override { return "--include-self"; }

  std::vector<Refusal> check(const GuardRailFacts& facts) const override
  {
    std::vector<Refusal> refusals;
    for (const graph::User& user : facts.users) {
      if (facts.change != UserChange::unblock && !facts.signed_in_object_id.empty() &&
          util::equals_ignoring_case(user.id, facts.signed_in_object_id)) {
        refusals.push_back({user.user_principal_name, "this is the account lpaz is signed in as"});
      }
    }
    return refusals;
  }
};

} // namespace

std::unique_ptr<GuardRail> own_account_rail()
{
  return std::make_unique<OwnAccountRail>();
}

} // namespace lpaz::admin
