#pragma once

#include "sandbox/store/object_id.hpp"

#include "lpaz/util/clock.hpp"

#include <span>
#include <string_view>

namespace lpaz::sandbox::store {

// A built-in role of the directory. `template_id` is Microsoft's and the same in every tenant; it
// is also the id of the role definition.
struct RoleDefinition {
  ObjectId template_id;
  std::string_view display_name;
  std::string_view description;
  bool is_privileged = false; // its holders can only be changed by privileged callers
};

std::span<const RoleDefinition> role_definitions();
const RoleDefinition* find_role_definition(const ObjectId& template_id);
// 62e90394-69f5-4237-9190-012177145e10
ObjectId global_administrator();

// A principal that holds a role (or may activate it, for an eligibility) in the whole directory.
struct RoleAssignment {
  ObjectId id;
  ObjectId principal; // a user, a role-assignable group or a service principal
  ObjectId role;      // RoleDefinition::template_id
  util::TimePoint since;
};

} // namespace lpaz::sandbox::store
