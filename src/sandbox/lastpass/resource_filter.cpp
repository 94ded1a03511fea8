#include "sandbox/lastpass/resource_filter.hpp"

#include "lpaz/util/text.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace lpaz::sandbox::lastpass {
namespace {

bool equals(const util::Json& json, const std::string& value, bool case_exact)
{
  if (json.is_boolean()) {
    return util::equals_ignoring_case(value, json.get<bool>() ? "true" : "false");
  }
  if (!json.is_string()) {
    return json.is_primitive() && util::dump_json(json) == value;
  }
  const auto& text = json.get_ref<const std::string&>();
  return case_exact ? text == value : util::equals_ignoring_case(text, value);
}

// A multi-valued attribute without a member name means its `value`.
const util::Json* member_of(const util::Json& json, const std::string& member)
{
  if (!json.is_object()) {
    return member.empty() ? &json : nullptr;
  }
  return find_attribute(json, member.empty() ? "value" : member);
}

bool holds(const util::Json& resource, const Comparison& comparison)
{
  const AttributePath& path = comparison.path;
  const util::Json* object =
      path.schema.empty() ? &resource : find_attribute(resource, path.schema);
  const util::Json* attribute =
      object == nullptr ? nullptr : find_attribute(*object, path.attribute);
  if (attribute == nullptr) {
    return false;
  }
  const bool case_exact = path.attribute == "id" || path.attribute == "externalId";
  const auto element_holds = [&](const util::Json& element) {
    if (!is_selected(element, path.filters)) {
      return false;
    }
    if (!comparison.value) {
      return true;
    }
    const auto* member = member_of(element, path.member);
    return member != nullptr && equals(*member, *comparison.value, case_exact);
  };
  return attribute->is_array() ? std::ranges::any_of(*attribute, element_holds)
                               : element_holds(*attribute);
}

} // namespace

bool fits(const util::Json& resource, std::span<const Comparison> comparisons)
{
  return std::ranges::all_of(
      comparisons, [&](const Comparison& comparison) { return holds(resource, comparison); });
}

const util::Json* find_attribute(const util::Json& object, std::string_view name)
{
  if (!object.is_object()) {
    return nullptr;
  }
  for (auto member = object.begin(); member != object.end(); ++member) {
    if (util::equals_ignoring_case(member.key(), name)) {
      return member->is_null() ? nullptr : &*member;
    }
  }
  return nullptr;
}

util::Json* find_attribute(util::Json& object, std::string_view name)
{
  return const_cast<util::Json*>(find_attribute(std::as_const(object), name));
}

bool is_selected(const util::Json& element, std::span<const ElementFilter> filters)
{
  return std::ranges::all_of(filters, [&](const ElementFilter& filter) {
    const auto* member = member_of(element, filter.attribute);
    return member != nullptr && equals(*member, filter.value, false);
  });
}

} // namespace lpaz::sandbox::lastpass
