#include "sandbox/graph/property_patch.hpp"

#include <nlohmann/json.hpp>

namespace lpaz::sandbox::graph {

bool take_text(std::string& target, const util::Json& value)
{
  if (value.is_null()) {
    target.clear();
    return true;
  }
  if (!value.is_string()) {
    return false;
  }
  target = value.get<std::string>();
  return true;
}

bool is_json_null(const util::Json& value)
{
  return value.is_null();
}

bool take_flag(bool& target, const util::Json& value)
{
  if (!value.is_boolean()) {
    return false;
  }
  target = value.get<bool>();
  return true;
}

bool take_texts(std::vector<std::string>& target, const util::Json& value)
{
  if (!value.is_array() ||
      !std::ranges::all_of(value, [](const auto& text) { return text.is_string(); })) {
    return false;
  }
  target = value.get<std::vector<std::string>>();
  return true;
}

Status for_each_member(
    const util::Json& object,
    const std::function<Status(const std::string& name, const util::Json& value)>& visit)
{
  for (const auto& [name, value] : object.items()) {
    LPAZ_CHECK(visit(name, value));
  }
  return {};
}

std::unexpected<Error> unknown_property(std::string_view name, std::string_view entity)
{
  return bad_request(fmt::format(
      "Property '{}' does not exist as a declared property or extension property of the resource "
      "'{}'.",
      name,
      entity));
}

std::unexpected<Error> wrong_type(std::string_view name)
{
  return bad_request(
      fmt::format("Invalid value specified for property '{}': its type is another one.", name));
}

} // namespace lpaz::sandbox::graph
