#include "sandbox/lastpass/attribute_path.hpp"
#include "sandbox/lastpass/scim_fault.hpp"
#include "sandbox/lastpass/scim_reply.hpp"
#include "sandbox/lastpass/scim_service.hpp"

#include "lpaz/util/text.hpp"

#include <nlohmann/json.hpp>

#include <initializer_list>
#include <utility>

namespace lpaz::sandbox::lastpass {
namespace {

using util::Json;

Json located(Json json, std::string_view type, const std::string& location)
{
  json["meta"] = {{"resourceType", type}, {"location", location}};
  return json;
}

Json provider_config(const std::string& base)
{
  const auto supported = [](bool is) { return Json{{"supported", is}}; };
  Json json;
  json["schemas"] = {"urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig"};
  json["patch"] = supported(true);
  json["bulk"] = {{"supported", false}, {"maxOperations", 0}, {"maxPayloadSize", 0}};
  json["filter"] = {{"supported", true}, {"maxResults", k_largest_page}};
  json["changePassword"] = supported(false);
  json["sort"] = supported(false);
  json["etag"] = supported(false);
  json["authenticationSchemes"] = {{{"type", "oauthbearertoken"},
                                    {"name", "Provisioning token"},
                                    {"description", "Token of the Admin Console, as a bearer"},
                                    {"primary", true}}};
  return located(std::move(json), "ServiceProviderConfig", base + "/ServiceProviderConfig");
}

Json resource_type(const std::string& base, std::string_view name)
{
  Json json;
  json["schemas"] = {"urn:ietf:params:scim:schemas:core:2.0:ResourceType"};
  json["id"] = name;
  json["name"] = name;
  json["endpoint"] = "/" + std::string(name) + "s";
  json["schema"] = name == "User" ? k_core_user : k_core_group;
  if (name == "User") {
    json["schemaExtensions"] = {{{"schema", k_enterprise_user}, {"required", false}}};
  }
  return located(std::move(json), "ResourceType", base + "/ResourceTypes/" + std::string(name));
}

struct AttributeShape {
  std::string_view name;
  std::string_view type = "string";
  bool multi_valued = false;
  std::initializer_list<std::string_view> members = {};
};

Json attribute(const AttributeShape& shape)
{
  Json json{{"name", shape.name},
            {"type", shape.type},
            {"multiValued", shape.multi_valued},
            {"required", shape.name == "userName"},
            {"caseExact", shape.name == "externalId"},
            {"mutability", shape.name == "userName" ? "immutable" : "readWrite"},
            {"returned", "default"},
            {"uniqueness", shape.name == "userName" ? "server" : "none"}};
  for (const auto member : shape.members) {
    json["subAttributes"].push_back(
        attribute({member, member == "primary" ? "boolean" : "string"}));
  }
  return json;
}

Json schema(const std::string& base,
            std::string_view id,
            std::string_view name,
            std::initializer_list<AttributeShape> attributes)
{
  Json json;
  json["schemas"] = {"urn:ietf:params:scim:schemas:core:2.0:Schema"};
  json["id"] = id;
  json["name"] = name;
  json["attributes"] = Json::array();
  for (const auto& shape : attributes) {
    json["attributes"].push_back(attribute(shape));
  }
  return located(std::move(json), "Schema", base + "/Schemas/" + std::string(id));
}

Json schemas(const std::string& base)
{
  return Json::array(
      {schema(base,
              k_core_user,
              "User",
              {{"userName"},
               {"externalId"},
               {"name", "complex", false, {"formatted", "familyName", "givenName"}},
               {"displayName"},
               {"title"},
               {"active", "boolean"},
               {"emails", "complex", true, {"value", "type", "primary"}},
               {"phoneNumbers", "complex", true, {"value", "type", "primary"}}}),
       schema(
           base,
           k_core_group,
           "Group",
           {{"displayName"}, {"externalId"}, {"members", "complex", true, {"value", "display"}}}),
       schema(base,
              k_enterprise_user,
              "EnterpriseUser",
              {{"employeeNumber"}, {"department"}, {"organization"}, {"manager", "complex"}})});
}

server::Response list_of(const Json& resources)
{
  ScimCall call;
  return list_response(resources.size(), call, resources);
}

// The one of that id, or all without an id.
server::Response one_or_all(const Json& resources, std::string_view id)
{
  if (id.empty()) {
    return list_of(resources);
  }
  for (const auto& resource : resources) {
    if (util::equals_ignoring_case(util::string_at(resource, "id"), id)) {
      return scim_json(200, resource);
    }
  }
  return scim_error(scim_fault(404, "", "nothing has the id " + std::string(id)));
}

} // namespace

std::optional<server::Response>
serve_discovery(std::string_view collection, std::string_view id, std::string_view base)
{
  const std::string address(base);
  if (util::equals_ignoring_case(collection, "ServiceProviderConfig") && id.empty()) {
    return scim_json(200, provider_config(address));
  }
  if (util::equals_ignoring_case(collection, "ResourceTypes")) {
    return one_or_all(
        Json::array({resource_type(address, "User"), resource_type(address, "Group")}), id);
  }
  if (util::equals_ignoring_case(collection, "Schemas")) {
    return one_or_all(schemas(address), id);
  }
  return std::nullopt;
}

} // namespace lpaz::sandbox::lastpass
