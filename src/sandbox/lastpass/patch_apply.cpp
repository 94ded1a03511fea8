#include "sandbox/lastpass/patch.hpp"
#include "sandbox/lastpass/resource_filter.hpp"
#include "sandbox/lastpass/scim_fault.hpp"

#include "lpaz/util/text.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <utility>

namespace lpaz::sandbox::lastpass {
namespace {

std::string key_of(const util::Json& object, std::string_view name)
{
  for (auto member = object.begin(); member != object.end(); ++member) {
    if (util::equals_ignoring_case(member.key(), name)) {
      return member.key();
    }
  }
  return std::string(name);
}

util::Json& child(util::Json& object, std::string_view name)
{
  if (!object.is_object()) {
    object = util::Json::object();
  }
  return object[key_of(object, name)];
}

void append_new(util::Json& array, const util::Json& value)
{
  const auto add = [&](const util::Json& element) {
    if (std::ranges::find(array, element) == array.end()) {
      array.push_back(element);
    }
  };
  if (value.is_array()) {
    std::ranges::for_each(value, add);
  } else {
    add(value);
  }
}

void merge(util::Json& target, const util::Json& value)
{
  if (target.is_object() && value.is_object()) {
    for (const auto& [key, member] : value.items()) {
      child(target, canonical_name(key)) = member;
    }
  } else {
    target = value;
  }
}

void set_value(util::Json& target, const PatchStep& step)
{
  if (step.kind == PatchKind::add && target.is_array()) {
    append_new(target, step.value);
  } else {
    merge(target, step.value);
  }
}

util::Json new_element(const std::vector<ElementFilter>& filters)
{
  util::Json element = util::Json::object();
  for (const auto& filter : filters) {
    element[filter.attribute] = filter.attribute == "primary" ? util::Json(filter.value == "true")
                                                              : util::Json(filter.value);
  }
  return element;
}

void set_selected(util::Json& array, const PatchStep& step)
{
  if (!array.is_array()) {
    array = util::Json::array();
  }
  if (std::ranges::none_of(
          array, [&](const util::Json& e) { return is_selected(e, step.path.filters); })) {
    array.push_back(new_element(step.path.filters));
  }
  for (auto& element : array) {
    if (is_selected(element, step.path.filters)) {
      merge(step.path.member.empty() ? element : child(element, step.path.member), step.value);
    }
  }
}

void remove_selected(util::Json& array, const AttributePath& path)
{
  util::Json kept = util::Json::array();
  for (auto& element : array) {
    if (!is_selected(element, path.filters)) {
      kept.push_back(std::move(element));
    } else if (!path.member.empty()) {
      element.erase(key_of(element, path.member));
      kept.push_back(std::move(element));
    }
  }
  array = std::move(kept);
}

void remove(util::Json& owner, const AttributePath& path)
{
  auto* attribute = find_attribute(owner, path.attribute);
  if (attribute == nullptr) {
    return;
  }
  if (!path.filters.empty() && attribute->is_array()) {
    remove_selected(*attribute, path);
  } else if (!path.member.empty() && attribute->is_object()) {
    attribute->erase(key_of(*attribute, path.member));
  } else {
    owner.erase(key_of(owner, path.attribute));
  }
}

} // namespace

Status apply_patch(util::Json& resource, const PatchStep& step)
{
  const AttributePath& path = step.path;
  if (path.attribute == "id" || path.attribute == "meta" || path.attribute == "groups") {
    return fail(scim_fault(400, "mutability", path.attribute + " cannot be changed"));
  }
  util::Json& owner = path.schema.empty() ? resource : child(resource, path.schema);
  if (step.kind == PatchKind::remove) {
    remove(owner, path);
    return {};
  }
  util::Json& attribute = child(owner, path.attribute);
  if (!path.filters.empty()) {
    set_selected(attribute, step);
  } else if (!path.member.empty()) {
    set_value(child(attribute, path.member), step);
  } else {
    set_value(attribute, step);
  }
  return {};
}

Status normalize_active(util::Json& resource, bool accepts_text)
{
  auto* active = find_attribute(resource, "active");
  if (active == nullptr || active->is_boolean()) {
    return {};
  }
  const std::string text = active->is_string() ? util::to_lower(active->get<std::string>()) : "";
  if (!accepts_text || (text != "true" && text != "false")) {
    return fail(scim_fault(400, "invalidValue", "active must be true or false"));
  }
  *active = text == "true";
  return {};
}

} // namespace lpaz::sandbox::lastpass
