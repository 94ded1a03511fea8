#include "lpaz/admin/guard_rail.hpp"

#include "lpaz/util/text.hpp"

#include <fmt/format.h>

namespace lpaz::admin {
namespace {

std::string describe(const Refusal& refusal)
{
  return util::make_visible(
      refusal.user_principal_name.empty()
          ? refusal.reason
          : fmt::format("{} {}", refusal.user_principal_name, refusal.reason));
}

} // namespace

std::vector<std::unique_ptr<GuardRail>> all_guard_rails()
{
  std::vector<std::unique_ptr<GuardRail>> rails;
  rails.push_back(own_account_rail());
  rails.push_back(last_global_administrator_rail());
  rails.push_back(directory_role_rail());
  rails.push_back(break_glass_rail());
  rails.push_back(synced_user_rail());
  rails.push_back(guest_rail());
  rails.push_back(max_users_rail());
  return rails;
}

Status check_guard_rails(const GuardRailFacts& facts, const std::set<std::string>& overrides)
{
  std::vector<std::string> reasons;
  std::vector<std::string> options;
  for (const auto& rail : all_guard_rails()) {
    const std::string option(rail->override_option());
    if (overrides.contains(option)) {
      continue;
    }
    const auto refusals = rail->check(facts);
    for (const Refusal& refusal : refusals) {
      reasons.push_back(describe(refusal));
    }
    if (!refusals.empty()) {
      options.push_back(option);
    }
  }
  if (reasons.empty()) {
    return {};
  }
  return fail(ErrorKind::refused,
              "nothing was changed: " + util::join(reasons, "\n  "),
              fmt::format("leave them out, or override with {}", util::join(options, " ")));
}

} // namespace lpaz::admin
