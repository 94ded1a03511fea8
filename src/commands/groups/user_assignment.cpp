#include "commands/groups/user_assignment.hpp"

#include "commands/groups/assignment_rows.hpp"

#include "lpaz/admin/app.hpp"
#include "lpaz/admin/user_lookup.hpp"
#include "lpaz/util/text.hpp"

#include <nlohmann/json.hpp>

namespace lpaz::commands {

Result<UserAssignments> user_assignments(const UserChangeOptions& options,
                                         const std::vector<std::string>& names,
                                         runtime::Context& context)
{
  LPAZ_TRY(graph::GraphClient * client, context.graph());
  UserAssignments found;
  LPAZ_TRY(found.app, admin::find_app(*client, context.settings().app.value));
  LPAZ_TRY(found.users, admin::find_users(*client, names));
  LPAZ_CHECK(check_count(options, found.users));
  LPAZ_TRY(found.all, assignments_of(*client, found.app));
  for (const auto& assignment : found.all) {
    found.ids[assignment.principal_id].push_back(assignment.id);
  }
  return found;
}

std::string journal_target(runtime::Context& context)
{
  return "app " + util::to_lower(context.settings().app.value);
}

} // namespace lpaz::commands
