#include "lpaz/admin/guard_rail.hpp"

namespace lpaz::admin {
namespace {

// The local Active Directory is the master of a synced account: it undoes the change half an hour
// later.
class SyncedUserRail : public GuardRail {
public:
  std::string_view override_option() const override { return "--include-synced"; }

  std::vector<Refusal> check(const GuardRailFacts& facts) const override
  {
    std::vector<Refusal> refusals;
    for (const graph::User& user : facts.users) {
      if (user.on_premises_sync_enabled) {
        refusals.push_back({user.user_principal_name,
                            "is synced from the local Active Directory; make the change there, for "
                            "the next sync undoes it here"});
      }
    }
    return refusals;
  }
};

} // namespace

std::unique_ptr<GuardRail> synced_user_rail()
{
  return std::make_unique<SyncedUserRail>();
}

} // namespace lpaz::admin
