#include "lpaz/admin/guard_rail.hpp"

namespace lpaz::admin {
namespace {

// A guest's sign-in belongs to the home tenant: sessions cannot be revoked from here.
class GuestRail : public GuardRail {
public:
  std::string_view override_option() const override { return "--include-guests"; }

  std::vector<Refusal> check(const GuardRailFacts& facts) const override
  {
    std::vector<Refusal> refusals;
    for (const graph::User& user : facts.users) {
      if (facts.change != UserChange::unblock && user.is_guest()) {
        refusals.push_back(
            {user.user_principal_name, "is a guest, whose sessions end only in the home tenant"});
      }
    }
    return refusals;
  }
};

} // namespace

std::unique_ptr<GuardRail> guest_rail()
{
  return std::make_unique<GuestRail>();
}

} // namespace lpaz::admin
