#pragma once

#include "sandbox/engine/target_entry.hpp"

#include "lpaz/util/json.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace lpaz::sandbox::engine {

// The two forms of PATCH that Entra sends (provisioning.md C.1). aadOptscim062020 in the query of
// the tenant URL requests `scim2020`.
enum class PatchDialect { standard, scim2020 };

PatchDialect dialect_of(std::string_view base_address);

// Bodies of POST …/Users and …/Groups.
std::string user_creation(const TargetEntry& entry, const ObjectMapping& mapping);
std::string group_creation(const TargetEntry& entry, const ObjectMapping& mapping);

struct AttributeChange {
  const AttributeMapping* mapping = nullptr;
  Value value;
  std::string old_text;
  bool is_new = false; // the target had no value
};

// What must be sent to make `resource`, as the target gave it, look like `entry`.
std::vector<AttributeChange> changes_between(const util::Json& resource, const TargetEntry& entry);

// What the target has for one of its attributes, as text; empty: nothing.
std::string target_text(const util::Json& resource, std::string_view target);

std::string patch_body(const std::vector<AttributeChange>& changes, PatchDialect dialect);

enum class MemberChange { add, remove };

// `ids` are ids of the target.
std::string
member_patch(MemberChange change, const std::vector<std::string>& ids, PatchDialect dialect);

} // namespace lpaz::sandbox::engine
