#pragma once

#include "sandbox/engine/schema.hpp"

#include <vector>

namespace lpaz::sandbox::engine {

struct TargetAttribute {
  const AttributeMapping* mapping = nullptr; // lives as long as the schema
  Value value;
};

// What an object of the directory should look like in the target. Attributes whose source gave null
// are not in it, because nulls are never sent; `members` is not in it either.
using TargetEntry = std::vector<TargetAttribute>;

// Fails if an expression cannot be evaluated for this object.
Result<TargetEntry> map_entry(const ObjectMapping& mapping, const AttributeSource& attributes);

// Adds the default values of mappings whose source gave null; only for a creation.
TargetEntry with_defaults(TargetEntry entry, const ObjectMapping& mapping);

const TargetAttribute* find_attribute(const TargetEntry& entry, std::string_view target);
// The text of that attribute; empty if there is none.
std::string text_of(const TargetEntry& entry, std::string_view target);
// Without an `active` attribute, everything counts as active.
bool is_active(const TargetEntry& entry);

} // namespace lpaz::sandbox::engine
