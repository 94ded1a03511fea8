#include "sandbox/engine/scim_path.hpp"

#include "lpaz/util/text.hpp"

#include <nlohmann/json.hpp>

#include <utility>

namespace lpaz::sandbox::engine {
namespace {

const util::Json* member_of(const util::Json& object, std::string_view name)
{
  if (!object.is_object()) {
    return nullptr;
  }
  for (const auto& [key, value] : object.items()) {
    if (util::equals_ignoring_case(key, name)) {
      return value.is_null() ? nullptr : &value;
    }
  }
  return nullptr;
}

const util::Json* selected_of(const util::Json& array, const ScimPath& path)
{
  if (!array.is_array()) {
    return nullptr;
  }
  for (const auto& element : array) {
    const auto* key = member_of(element, path.selector);
    if (key != nullptr && key->is_string() &&
        util::equals_ignoring_case(key->get_ref<const std::string&>(), path.selected)) {
      return &element;
    }
  }
  return nullptr;
}

util::OrderedJson& element_for(util::OrderedJson& array, const ScimPath& path)
{
  if (!array.is_array()) {
    array = util::OrderedJson::array();
  }
  for (auto& element : array) {
    if (element.is_object() && element.value(path.selector, "") == path.selected) {
      return element;
    }
  }
  util::OrderedJson element = util::OrderedJson::object();
  if (path.selected == "work" && path.attribute == "emails") {
    element["primary"] = true;
  }
  element[path.selector] = path.selected;
  array.push_back(std::move(element));
  return array.back();
}

// type eq "work"
void read_selector(std::string_view text, ScimPath& path)
{
  const auto equals = util::to_lower(text).find(" eq ");
  if (equals == std::string::npos) {
    return;
  }
  path.selector = util::trim(text.substr(0, equals));
  auto value = util::trim(text.substr(equals + 4));
  if (value.size() >= 2 && value.front() == '"' && value.back() == '"') {
    value = value.substr(1, value.size() - 2);
  }
  path.selected = value;
}

} // namespace

ScimPath parse_scim_path(std::string_view target)
{
  ScimPath path;
  const auto open = target.find('[');
  if (target.starts_with("urn:")) {
    const auto colon = target.substr(0, open).rfind(':');
    path.schema = target.substr(0, colon);
    target.remove_prefix(colon + 1);
  }
  const auto bracket = target.find('[');
  const auto close = target.find(']');
  if (bracket != std::string_view::npos && close != std::string_view::npos && close > bracket) {
    path.attribute = target.substr(0, bracket);
    read_selector(target.substr(bracket + 1, close - bracket - 1), path);
    target.remove_prefix(close + 1);
    path.member = target.starts_with('.') ? target.substr(1) : target;
    return path;
  }
  const auto dot = target.find('.');
  path.attribute = target.substr(0, dot);
  path.member = dot == std::string_view::npos ? std::string_view() : target.substr(dot + 1);
  return path;
}

const util::Json* find_at(const util::Json& resource, const ScimPath& path)
{
  const util::Json* at = &resource;
  if (!path.schema.empty()) {
    at = member_of(*at, path.schema);
  }
  at = at == nullptr ? nullptr : member_of(*at, path.attribute);
  if (at != nullptr && path.has_selector()) {
    at = selected_of(*at, path);
  }
  if (at != nullptr && !path.member.empty()) {
    at = member_of(*at, path.member);
  }
  return at;
}

void set_at(util::OrderedJson& resource, const ScimPath& path, util::OrderedJson value)
{
  util::OrderedJson* at = &resource;
  if (!path.schema.empty()) {
    at = &(*at)[path.schema];
  }
  at = &(*at)[path.attribute];
  if (path.has_selector()) {
    at = &element_for(*at, path);
  }
  if (!path.member.empty()) {
    at = &(*at)[path.member];
  }
  *at = std::move(value);
}

} // namespace lpaz::sandbox::engine
