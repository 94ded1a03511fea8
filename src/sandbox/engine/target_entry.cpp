#include "sandbox/engine/target_entry.hpp"

#include "lpaz/util/text.hpp"

#include <algorithm>
#include <utility>

namespace lpaz::sandbox::engine {

Result<TargetEntry> map_entry(const ObjectMapping& mapping, const AttributeSource& attributes)
{
  TargetEntry entry;
  entry.reserve(mapping.attributes.size());
  for (const auto& attribute : mapping.attributes) {
    if (attribute.target == "members") {
      continue;
    }
    auto value = evaluate(attribute.source, attributes);
    if (!value) {
      return fail(with_context(std::move(value).error(), attribute.target));
    }
    if (!is_null_or_empty(*value)) {
      entry.push_back({&attribute, *std::move(value)});
    }
  }
  return entry;
}

TargetEntry with_defaults(TargetEntry entry, const ObjectMapping& mapping)
{
  for (const auto& attribute : mapping.attributes) {
    if (!attribute.default_value.empty() && find_attribute(entry, attribute.target) == nullptr) {
      entry.push_back({&attribute, Value(attribute.default_value)});
    }
  }
  return entry;
}

const TargetAttribute* find_attribute(const TargetEntry& entry, std::string_view target)
{
  const auto found = std::ranges::find_if(
      entry, [&](const TargetAttribute& attribute) { return attribute.mapping->target == target; });
  return found == entry.end() ? nullptr : &*found;
}

std::string text_of(const TargetEntry& entry, std::string_view target)
{
  const auto* found = find_attribute(entry, target);
  return found == nullptr ? std::string() : text_of(found->value);
}

bool is_active(const TargetEntry& entry)
{
  const auto* active = find_attribute(entry, "active");
  return active == nullptr || !util::equals_ignoring_case(text_of(active->value), "false");
}

} // namespace lpaz::sandbox::engine
