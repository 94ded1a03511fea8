#include "sandbox/engine/scim_body.hpp"

#include "sandbox/engine/scim_path.hpp"

#include "lpaz/util/text.hpp"

#include <nlohmann/json.hpp>

#include <utility>

namespace lpaz::sandbox::engine {
namespace {

constexpr std::string_view k_core_user = "urn:ietf:params:scim:schemas:core:2.0:User";
constexpr std::string_view k_core_group = "urn:ietf:params:scim:schemas:core:2.0:Group";

util::OrderedJson json_of(const TargetAttribute& attribute)
{
  if (attribute.mapping->type == AttributeType::truth) {
    return truth_of(attribute.value);
  }
  const auto texts = texts_of(attribute.value);
  return texts.size() == 1 ? util::OrderedJson(texts.front()) : util::OrderedJson(texts);
}

std::string creation(const TargetEntry& entry,
                     const ObjectMapping& mapping,
                     std::string_view core,
                     std::string_view resource_type)
{
  util::OrderedJson body;
  body["schemas"] = {core};
  if (!mapping.target_object.empty() && mapping.target_object != core) {
    body["schemas"].push_back(mapping.target_object);
  }
  for (const auto& attribute : entry) {
    set_at(body, parse_scim_path(attribute.mapping->target), json_of(attribute));
  }
  body["meta"]["resourceType"] = resource_type;
  return util::dump_json(body);
}

} // namespace

PatchDialect dialect_of(std::string_view base_address)
{
  const auto query = base_address.find('?');
  const bool asked =
      query != std::string_view::npos &&
      util::to_lower(base_address.substr(query)).find("aadoptscim062020") != std::string::npos;
  return asked ? PatchDialect::scim2020 : PatchDialect::standard;
}

std::string user_creation(const TargetEntry& entry, const ObjectMapping& mapping)
{
  return creation(entry, mapping, k_core_user, "User");
}

std::string group_creation(const TargetEntry& entry, const ObjectMapping& mapping)
{
  return creation(entry, mapping, k_core_group, "Group");
}

} // namespace lpaz::sandbox::engine
