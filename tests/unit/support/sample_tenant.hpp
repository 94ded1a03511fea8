#pragma once

#include "support/scripted_tenant.hpp"

#include <nlohmann/json.hpp>

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

// A few people, groups and an app, as Graph describes them.
namespace lpaz::test {

inline const std::string k_ada_id = "a0000000-0000-0000-0000-00000000000a";
inline const std::string k_grace_id = "a0000000-0000-0000-0000-00000000000b";
inline const std::string k_pilot_id = "b0000000-0000-0000-0000-00000000000a";
inline const std::string k_sales_id = "b0000000-0000-0000-0000-00000000000b";
inline const std::string k_app_id = "d0000000-0000-0000-0000-00000000000a";
inline const std::string k_role_id = "e0000000-0000-0000-0000-00000000000a";
inline const std::string k_job_id = "scim.0001";
inline const std::string k_app_name = "LastPass Provisioning App";

inline Json list_of(std::initializer_list<Json> items)
{
  Json values = Json::array();
  for (const Json& item : items) {
    values.push_back(item);
  }
  return {{"value", std::move(values)}};
}

inline Json graph_error(std::string_view code, std::string_view message)
{
  return {
      {"error", {{"code", code}, {"message", message}, {"innerError", {{"request-id", "r-1"}}}}}};
}

// `more` replaces members.
inline Json with(Json object, const Json& more)
{
  object.update(more);
  return object;
}

inline Json ada(const Json& more = Json::object())
{
  return with({{"id", k_ada_id},
               {"userPrincipalName", "ada@contoso.example"},
               {"displayName", "Ada Lovelace"},
               {"mail", "ada@contoso.example"},
               {"accountEnabled", true},
               {"userType", "Member"},
               {"onPremisesSyncEnabled", nullptr}},
              more);
}

inline Json grace(const Json& more = Json::object())
{
  return with({{"id", k_grace_id},
               {"userPrincipalName", "grace@contoso.example"},
               {"displayName", "Grace Hopper"},
               {"mail", nullptr},
               {"accountEnabled", true},
               {"userType", "Member"},
               {"onPremisesSyncEnabled", nullptr}},
              more);
}

// The recycle bin puts the id, without its dashes, before the name.
inline Json deleted_ada(const Json& more = Json::object())
{
  return with(ada({{"userPrincipalName", "a000000000000000000000000000000aada@contoso.example"},
                   {"deletedDateTime", "2026-01-01T10:00:00Z"}}),
              more);
}

inline Json pilot(const Json& more = Json::object())
{
  return with({{"id", k_pilot_id},
               {"displayName", "LastPass pilot"},
               {"description", "First users"},
               {"securityEnabled", true},
               {"mailEnabled", false},
               {"groupTypes", Json::array()},
               {"isAssignableToRole", nullptr},
               {"onPremisesSyncEnabled", nullptr}},
              more);
}

inline Json sales(const Json& more = Json::object())
{
  return with(pilot({{"id", k_sales_id}, {"displayName", "Sales"}, {"description", nullptr}}),
              more);
}

inline Json app(const Json& more = Json::object())
{
  return with({{"id", k_app_id},
               {"appId", "f0000000-0000-0000-0000-00000000000a"},
               {"displayName", k_app_name},
               {"accountEnabled", true},
               {"applicationTemplateId", "8adf8e6e-67b2-4cf2-a259-e3dc5476c621"},
               {"appRoles",
                Json::array({Json{{"id", k_role_id},
                                  {"displayName", "User"},
                                  {"isEnabled", true},
                                  {"allowedMemberTypes", Json::array({"User"})}}})}},
              more);
}

inline Json
assignment(const Json& principal, std::string_view type, const Json& more = Json::object())
{
  const std::string id = principal["id"];
  return with({{"id", "assignment-of-" + id},
               {"appRoleId", k_role_id},
               {"principalId", id},
               {"principalType", type},
               {"principalDisplayName", principal["displayName"]},
               {"createdDateTime", "2025-12-24T18:00:00Z"}},
              more);
}

// Runs every 40 minutes; the last cycle ended five minutes before FakeClock begins.
inline Json job(const Json& status = Json::object())
{
  return {
      {"id", k_job_id},
      {"templateId", "scim"},
      {"schedule", {{"state", "Active"}, {"interval", "PT40M"}}},
      {"status",
       with({{"code", "Active"},
             {"lastExecution",
              {{"state", "Succeeded"},
               {"timeBegan", "2026-01-02T02:58:00Z"},
               {"timeEnded", "2026-01-02T02:59:00Z"},
               {"countImported", 12},
               {"countExported", 3},
               {"countEscrowed", 0}}},
             {"synchronizedEntryCountByType",
              Json::array(
                  {Json{{"key", "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"},
                        {"value", 10}},
                   Json{{"key", "urn:ietf:params:scim:schemas:core:2.0:Group"}, {"value", 2}}})}},
            status)}};
}

// What is saved once configure-app ran, as Graph shows it.
inline Json saved_secrets()
{
  return list_of({Json{{"key", "BaseAddress"}, {"value", "https://lastpass.com/scimapi/123"}},
                  {{"key", "SecretToken"}, {"value", "*"}},
                  {{"key", "SyncAll"}, {"value", "false"}},
                  {{"key", "SyncNotificationSettings"},
                   {"value", R"({"Enabled":false,"DeleteThresholdEnabled":false})"}}});
}

inline const std::string k_app_lookup =
    "GET /servicePrincipals?*displayName eq 'LastPass Provisioning App'";
inline const std::string k_app_path = "/servicePrincipals/" + k_app_id;
inline const std::string k_job_path = k_app_path + "/synchronization/jobs/" + k_job_id;

inline void script_app(ScriptedTenant& tenant)
{
  tenant.on(k_app_lookup, 200, list_of({app()}));
}

inline std::string user_lookup(std::string_view names)
{
  return "GET /users?*userPrincipalName in (" + std::string(names) + ")*";
}

inline std::string group_lookup(std::string_view name)
{
  return "GET /groups?*displayName eq '" + std::string(name) + "'*";
}

// The three reads that tell who holds a directory role. `holdings` are the active ones.
inline void script_roles(ScriptedTenant& tenant, std::initializer_list<Json> holdings = {})
{
  tenant.on("GET /roleManagement/directory/roleAssignments*", 200, list_of(holdings));
  tenant.on("GET /roleManagement/directory/roleEligibilityScheduleInstances*", 200, list_of({}));
  tenant.on("GET /roleManagement/directory/roleDefinitions*",
            200,
            list_of({Json{{"id", "62e90394-69f5-4237-9190-012177145e10"},
                          {"displayName", "Global Administrator"}}}));
}

inline Json global_administrator(const std::string& user_id)
{
  return {{"principalId", user_id},
          {"directoryScopeId", "/"},
          {"roleDefinitionId", "62e90394-69f5-4237-9190-012177145e10"},
          {"principal", {{"@odata.type", "#microsoft.graph.user"}, {"id", user_id}}}};
}

// Whether these Global Administrators can sign in, in the order of their ids.
inline std::string states_lookup(const std::vector<std::string>& ids)
{
  std::string list;
  for (const std::string& id : ids) {
    list += (list.empty() ? "'" : ",'") + id + "'";
  }
  return "GET /users?*id in (" + list + ")*";
}

// What `status` reads after the app.
inline void script_status(ScriptedTenant& tenant,
                          const Json& job_json,
                          std::initializer_list<Json> assignments,
                          std::initializer_list<Json> log = {})
{
  tenant.on("GET " + k_app_path + "/synchronization/jobs", 200, list_of({job_json}));
  tenant.on("GET " + k_app_path + "/appRoleAssignedTo*", 200, list_of(assignments));
  tenant.on("GET " + k_app_path + "/synchronization/secrets", 200, saved_secrets());
  tenant.on("GET /auditLogs/provisioning*", 200, list_of(log));
}

// Whoever asks, at any time, reads that these hold the role Global Administrator, and nobody else
// any.
inline void script_administrators(ScriptedTenant& tenant, const std::vector<std::string>& user_ids)
{
  Json holdings = list_of({});
  for (const std::string& id : user_ids) {
    holdings["value"].push_back(global_administrator(id));
  }
  tenant.by_default("GET /roleManagement/directory/roleAssignments*", 200, holdings);
  tenant.by_default(
      "GET /roleManagement/directory/roleEligibilityScheduleInstances*", 200, list_of({}));
  tenant.by_default("GET /roleManagement/directory/roleDefinitions*", 200, list_of({}));
}

} // namespace lpaz::test
