#include "sandbox/store/default_schema.hpp"

#include "sandbox/store/object_id.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <array>
#include <string>

namespace lpaz::sandbox::store {
namespace {

using util::OrderedJson;

constexpr std::string_view k_source_directory = "Azure Active Directory";
constexpr std::string_view k_target_directory = "customappsso";
constexpr std::string_view k_user = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
constexpr std::string_view k_group = "urn:ietf:params:scim:schemas:core:2.0:Group";
constexpr std::string_view k_rule_id = "03f7d90d-bf71-41b1-bda6-aaf0ddbee5d8";

struct DirectMapping {
  std::string_view source;
  std::string_view target;
  int matching_priority = 0;
};

constexpr std::array k_user_mappings{
    DirectMapping{"userPrincipalName", "userName", 1},
    DirectMapping{"displayName", "displayName"},
    DirectMapping{"jobTitle", "title"},
    DirectMapping{"mail", "emails[type eq \"work\"].value"},
    DirectMapping{"preferredLanguage", "preferredLanguage"},
    DirectMapping{"givenName", "name.givenName"},
    DirectMapping{"surname", "name.familyName"},
    DirectMapping{"physicalDeliveryOfficeName", "addresses[type eq \"work\"].formatted"},
    DirectMapping{"streetAddress", "addresses[type eq \"work\"].streetAddress"},
    DirectMapping{"city", "addresses[type eq \"work\"].locality"},
    DirectMapping{"state", "addresses[type eq \"work\"].region"},
    DirectMapping{"postalCode", "addresses[type eq \"work\"].postalCode"},
    DirectMapping{"country", "addresses[type eq \"work\"].country"},
    DirectMapping{"telephoneNumber", "phoneNumbers[type eq \"work\"].value"},
    DirectMapping{"mobile", "phoneNumbers[type eq \"mobile\"].value"},
    DirectMapping{"facsimileTelephoneNumber", "phoneNumbers[type eq \"fax\"].value"},
    DirectMapping{"mailNickname", "externalId"},
    DirectMapping{"employeeId",
                  "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:employeeNumber"},
    DirectMapping{"department",
                  "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department"},
    DirectMapping{"manager", "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager"},
};

constexpr std::array k_group_mappings{
    DirectMapping{"displayName", "displayName", 1},
    DirectMapping{"objectId", "externalId"},
    DirectMapping{"members", "members"},
};

OrderedJson attribute_source(std::string_view name)
{
  return {{"expression", fmt::format("[{}]", name)},
          {"name", name},
          {"type", "Attribute"},
          {"parameters", OrderedJson::array()}};
}

OrderedJson constant_source(std::string_view value)
{
  return {{"expression", fmt::format("\"{}\"", value)},
          {"name", value},
          {"type", "Constant"},
          {"parameters", OrderedJson::array()}};
}

OrderedJson parameter(std::string_view key, OrderedJson value)
{
  return {{"key", key}, {"value", std::move(value)}};
}

OrderedJson mapping(OrderedJson source, std::string_view target, int matching_priority)
{
  return {{"defaultValue", nullptr},
          {"exportMissingReferences", false},
          {"flowBehavior", "FlowWhenChanged"},
          {"flowType", "Always"},
          {"matchingPriority", matching_priority},
          {"targetAttributeName", target},
          {"source", std::move(source)}};
}

// The mapping that blocks people in the target.
OrderedJson active_mapping()
{
  const OrderedJson source = {
      {"expression", R"(Switch([IsSoftDeleted], , "False", "True", "True", "False"))"},
      {"name", "Switch"},
      {"type", "Function"},
      {"parameters",
       {parameter("source", attribute_source("IsSoftDeleted")),
        parameter("defaultValue", constant_source("")),
        parameter("\"False\"", constant_source("True")),
        parameter("\"True\"", constant_source("False"))}}};
  return mapping(source, "active", 0);
}

OrderedJson formatted_name_mapping()
{
  const OrderedJson source = {{"expression", R"(Join(" ", [givenName], [surname]))"},
                              {"name", "Join"},
                              {"type", "Function"},
                              {"parameters",
                               {parameter("separator", constant_source(" ")),
                                parameter("source1", attribute_source("givenName")),
                                parameter("source2", attribute_source("surname"))}}};
  return mapping(source, "name.formatted", 0);
}

template <std::size_t N>
OrderedJson mappings_of(const std::array<DirectMapping, N>& direct)
{
  OrderedJson list = OrderedJson::array();
  for (const auto& entry : direct) {
    list.push_back(mapping(attribute_source(entry.source), entry.target, entry.matching_priority));
  }
  return list;
}

OrderedJson user_mappings()
{
  OrderedJson list = mappings_of(k_user_mappings);
  list.insert(list.begin() + 1, active_mapping());
  list.push_back(formatted_name_mapping());
  return list;
}

OrderedJson metadata(std::initializer_list<std::pair<std::string_view, std::string_view>> pairs)
{
  OrderedJson list = OrderedJson::array();
  for (const auto& [key, value] : pairs) {
    list.push_back({{"key", key}, {"value", value}});
  }
  return list;
}

OrderedJson object_mapping(std::string_view name,
                           std::string_view source,
                           std::string_view target,
                           OrderedJson attribute_mappings)
{
  return {{"enabled", true},
          {"flowTypes", "Add, Update, Delete"},
          {"name", name},
          {"sourceObjectName", source},
          {"targetObjectName", target},
          {"scope", nullptr},
          {"metadata",
           metadata({{"Disposition", "\"Normal\""},
                     {"EscrowBehavior", "\"Default\""},
                     {"IsCustomerDefined", "false"},
                     {"DisableMonitoringForChanges", "false"},
                     {"ExcludeFromReporting", "false"},
                     {"Unsynchronized", "false"}})},
          {"attributeMappings", std::move(attribute_mappings)}};
}

// `kind` is a type of attributeDefinition: String, Boolean, Reference.
OrderedJson attribute(std::string_view name, std::string_view kind, bool is_anchor)
{
  OrderedJson referenced = OrderedJson::array();
  if (kind == "Reference") {
    referenced.push_back({{"referencedObjectName", "User"}, {"referencedProperty", nullptr}});
  }
  return {{"anchor", is_anchor},
          {"apiExpressions", OrderedJson::array()},
          {"caseExact", false},
          {"defaultValue", nullptr},
          {"flowNullValues", false},
          {"metadata", OrderedJson::array()},
          {"multivalued", name == "members"},
          {"mutability", is_anchor ? "ReadOnly" : "ReadWrite"},
          {"name", name},
          {"referencedObjects", std::move(referenced)},
          {"required", name == "userName" || name == "displayName"},
          {"type", kind}};
}

std::string_view kind_of_attribute(std::string_view name)
{
  if (name == "manager" || name == "members" || name.ends_with(":manager")) {
    return "Reference";
  }
  return name == "active" || name == "accountEnabled" || name == "IsSoftDeleted" ? "Boolean"
                                                                                 : "String";
}

enum class Side { source, target };

template <std::size_t N>
OrderedJson attributes_of(const std::array<DirectMapping, N>& mappings,
                          Side side,
                          std::initializer_list<std::string_view> further)
{
  OrderedJson list = OrderedJson::array();
  list.push_back(attribute(side == Side::source ? "objectId" : "id", "String", true));
  for (const auto& entry : mappings) {
    const auto name = side == Side::source ? entry.source : entry.target;
    if (name != "objectId") {
      list.push_back(attribute(name, kind_of_attribute(name), false));
    }
  }
  for (const auto name : further) {
    list.push_back(attribute(name, kind_of_attribute(name), false));
  }
  return list;
}

OrderedJson object(std::string_view name, OrderedJson attributes)
{
  return {{"name", name},
          {"metadata", OrderedJson::array()},
          {"supportedApis", OrderedJson::array()},
          {"attributes", std::move(attributes)}};
}

OrderedJson directory(std::string_view name, bool is_source, OrderedJson objects)
{
  return {{"discoverabilities", is_source ? "None" : "AttributeNames, AttributeDataTypes"},
          {"discoveryDateTime", nullptr},
          {"id", ObjectId::derive(name).text()},
          {"name", name},
          {"readOnly", is_source},
          {"version", "1"},
          {"objects", std::move(objects)}};
}

OrderedJson directories()
{
  const OrderedJson source = {
      object("User",
             attributes_of(k_user_mappings,
                           Side::source,
                           {"accountEnabled", "IsSoftDeleted", "originalUserPrincipalName"})),
      object(
          "Group",
          attributes_of(k_group_mappings, Side::source, {"mail", "mailNickname", "description"}))};
  const OrderedJson target = {
      object(k_user, attributes_of(k_user_mappings, Side::target, {"active", "name.formatted"})),
      object(k_group, attributes_of(k_group_mappings, Side::target, {}))};
  return {directory(k_source_directory, true, source),
          directory(k_target_directory, false, target)};
}

OrderedJson rule()
{
  return {{"containerFilter", nullptr},
          {"editable", true},
          {"groupFilter", nullptr},
          {"id", k_rule_id},
          {"metadata", metadata({{"supportsProvisionOnDemand", "true"}})},
          {"name", "USERGROUP_OUTBOUND_USERGROUP"},
          {"priority", 1},
          {"sourceDirectoryName", k_source_directory},
          {"targetDirectoryName", k_target_directory},
          {"objectMappings",
           {object_mapping("Provision Azure Active Directory Groups",
                           "Group",
                           k_group,
                           mappings_of(k_group_mappings)),
            object_mapping(
                "Provision Azure Active Directory Users", "User", k_user, user_mappings())}}};
}

} // namespace

std::shared_ptr<const util::OrderedJson> default_schema(std::string_view job_id)
{
  OrderedJson schema = {{"id", job_id}, {"version", "1"}, {"directories", directories()}};
  schema["synchronizationRules"] = OrderedJson::array({rule()});
  return std::make_shared<const OrderedJson>(std::move(schema));
}

} // namespace lpaz::sandbox::store
