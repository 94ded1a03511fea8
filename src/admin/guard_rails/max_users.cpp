#include "lpaz/admin/guard_rail.hpp"
#include "lpaz/util/text.hpp"

#include <fmt/format.h>

namespace lpaz::admin {
namespace {

class MaxUsersRail : public GuardRail {
public:
  std::string_view override_option() const override { return "--max-users"; }

  std::vector<Refusal> check(const GuardRailFacts& facts) const override
  {
    const std::size_t count = facts.users.size();
    if (facts.max_users == 0 || count <= facts.max_users) {
      return {};
    }
    return {{"",
             fmt::format("{} are more than the {} that one run may change",
                         util::plural(static_cast<long long>(count), "user"),
                         facts.max_users)}};
  }
};

} // namespace

std::unique_ptr<GuardRail> max_users_rail()
{
  return std::make_unique<MaxUsersRail>();
}

} // namespace lpaz::admin
