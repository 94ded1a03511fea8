#include "sandbox/engine/schema.hpp"

#include "sandbox/engine/ordered_json.hpp"

#include "lpaz/util/text.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <functional>
#include <map>
#include <utility>

namespace lpaz::sandbox::engine {
namespace {

bool lists(std::string_view flow_types, std::string_view wanted)
{
  return std::ranges::any_of(util::split(flow_types, ','), [&](std::string_view part) {
    return util::equals_ignoring_case(util::trim(part), wanted);
  });
}

Result<Expression> read_source(const util::OrderedJson& source)
{
  const std::string type = util::to_lower(text_at(source, "type"));
  const std::string expression = text_at(source, "expression");
  if (type == "constant") {
    const std::string name = text_at(source, "name");
    return Expression::constant(name.empty() ? expression : name);
  }
  if (type == "attribute" && !text_at(source, "name").empty()) {
    return Expression::attribute(text_at(source, "name"));
  }
  return parse_expression(expression);
}

using TypeOf = std::map<std::string, AttributeType, std::less<>>;

// The types that the target directory declares for an object's attributes.
TypeOf
read_types(const util::OrderedJson& json, std::string_view directory, std::string_view object)
{
  TypeOf types{{"active", AttributeType::truth}};
  for (const auto& known : array_at(json, "directories")) {
    if (text_at(known, "name") != directory) {
      continue;
    }
    for (const auto& candidate : array_at(known, "objects")) {
      for (const auto& attribute :
           array_at(candidate, text_at(candidate, "name") == object ? "attributes" : "")) {
        const std::string type = util::to_lower(text_at(attribute, "type"));
        types.insert_or_assign(text_at(attribute, "name"),
                               type == "boolean"     ? AttributeType::truth
                               : type == "reference" ? AttributeType::reference
                                                     : AttributeType::text);
      }
    }
  }
  return types;
}

Result<AttributeMapping> read_attribute(const util::OrderedJson& json, const TypeOf& types)
{
  AttributeMapping mapping;
  mapping.target = text_at(json, "targetAttributeName");
  auto source = read_source(object_at(json, "source"));
  if (!source) {
    return fail(with_context(std::move(source).error(), mapping.target));
  }
  mapping.source = *std::move(source);
  mapping.matching_priority = static_cast<int>(number_at(json, "matchingPriority"));
  const std::string flow = util::to_lower(text_at(json, "flowType"));
  mapping.only_on_create = flow == "objectaddonly";
  mapping.only_if_empty = flow == "attributeaddonly" || flow == "valueaddonly";
  mapping.default_value = text_at(json, "defaultValue");
  const auto type = types.find(mapping.target);
  if (type != types.end()) {
    mapping.type = type->second;
  } else if (mapping.target == "members" || mapping.target.ends_with(":manager")) {
    mapping.type = AttributeType::reference;
  }
  return mapping;
}

Result<ObjectMapping> read_object(const util::OrderedJson& json, const TypeOf& types)
{
  ObjectMapping mapping;
  const auto enabled = json.find("enabled");
  mapping.enabled = enabled == json.end() || truth_at(json, "enabled");
  const std::string flow = text_at(json, "flowTypes");
  mapping.adds = lists(flow, "Add");
  mapping.updates = lists(flow, "Update");
  mapping.deletes = lists(flow, "Delete");
  mapping.target_object = text_at(json, "targetObjectName");
  mapping.scope = read_scoping_filter(object_at(json, "scope"));
  for (const auto& attribute : array_at(json, "attributeMappings")) {
    if (text_at(attribute, "targetAttributeName").empty()) {
      continue;
    }
    LPAZ_TRY(auto read, read_attribute(attribute, types));
    mapping.attributes.push_back(std::move(read));
  }
  return mapping;
}

Status read_rule(const util::OrderedJson& json, const util::OrderedJson& rule, Schema& schema)
{
  schema.rule_id = text_at(rule, "id");
  schema.source_system = text_at(rule, "sourceDirectoryName");
  schema.target_system = text_at(rule, "targetDirectoryName");
  for (const auto& object : array_at(rule, "objectMappings")) {
    const std::string source = text_at(object, "sourceObjectName");
    ObjectMapping* mapping = util::equals_ignoring_case(source, "User")    ? &schema.users
                             : util::equals_ignoring_case(source, "Group") ? &schema.groups
                                                                           : nullptr;
    if (mapping != nullptr) {
      const auto types =
          read_types(json, schema.target_system, text_at(object, "targetObjectName"));
      LPAZ_TRY(*mapping, read_object(object, types));
    }
  }
  return {};
}

} // namespace

std::vector<const AttributeMapping*> ObjectMapping::match_attributes() const
{
  std::vector<const AttributeMapping*> found;
  for (const auto& attribute : attributes) {
    if (attribute.matching_priority > 0) {
      found.push_back(&attribute);
    }
  }
  std::ranges::stable_sort(found, {}, &AttributeMapping::matching_priority);
  return found;
}

bool ObjectMapping::reads(std::string_view source_attribute) const
{
  return std::ranges::any_of(attributes, [&](const AttributeMapping& mapping) {
    bool found = false;
    for_each_attribute(mapping.source,
                       [&](std::string_view name) { found = found || name == source_attribute; });
    return found;
  });
}

const AttributeMapping* ObjectMapping::find(std::string_view target) const
{
  const auto found = std::ranges::find(attributes, target, &AttributeMapping::target);
  return found == attributes.end() ? nullptr : &*found;
}

Result<Schema> read_schema(const util::OrderedJson& json)
{
  Schema schema;
  for (const auto& rule : array_at(json, "synchronizationRules")) {
    if (schema.users.target_object.empty()) {
      LPAZ_CHECK(read_rule(json, rule, schema));
    }
  }
  if (schema.users.target_object.empty() || schema.users.match_attributes().empty()) {
    return fail(ErrorKind::usage, "the schema maps no users, or has no match attribute for them");
  }
  return schema;
}

} // namespace lpaz::sandbox::engine
