#include "lpaz/graph/directory_audit.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <string>

using namespace lpaz;
using nlohmann::json;

namespace {

// As recorded of a directory: values are JSON as text ("directoryAudit resource type").
json update_of_user(json properties)
{
  return {{"activityDateTime", "2026-11-02T08:00:00.1234567Z"},
          {"activityDisplayName", "Update user"},
          {"targetResources",
           {{{"id", "group-1"},
             {"modifiedProperties", {{{"displayName", "AccountEnabled"}, {"newValue", "[true]"}}}}},
            {{"id", "ADA"}, {"modifiedProperties", std::move(properties)}}}}};
}

} // namespace

TEST_CASE("what was done to the target is read, and nothing of other targets")
{
  const auto audit = graph::parse_directory_audit(
      update_of_user(
          {{{"displayName", "AccountEnabled"}, {"oldValue", "[true]"}, {"newValue", "[false]"}},
           {{"displayName", "UserPrincipalName"},
            {"oldValue", "[\"ada@contoso.example\"]"},
            {"newValue", "[\"ada.l@contoso.example\"]"}}}),
      "ada");
  CHECK(audit.activity == "Update user");
  CHECK(audit.activity_date_time == "2026-11-02T08:00:00.1234567Z");
  CHECK(audit.account_enabled == false);
  CHECK(audit.former_user_principal_name == "ada@contoso.example");
}

TEST_CASE("a value is also read without its list, and what is no value is not known")
{
  const auto enabled = [](const json& value) {
    return graph::parse_directory_audit(
               update_of_user({{{"displayName", "AccountEnabled"}, {"newValue", value}}}), "ada")
        .account_enabled;
  };
  CHECK(enabled("true") == true);
  CHECK(enabled("\"False\"") == false);
  for (const json& value : {json(nullptr),
                            json(1),
                            json("[]"),
                            json("[true,false]"),
                            json("{"),
                            json("[\"perhaps\"]"),
                            json("null")}) {
    CHECK_FALSE(enabled(value).has_value());
  }
  CHECK(graph::parse_directory_audit(json::array(), "ada").activity.empty());
  CHECK(graph::parse_directory_audit({{"targetResources", 1}}, "ada").activity.empty());
}

TEST_CASE("the audit log is asked for one target, newest first")
{
  const auto request = graph::list_directory_audits_request("id-1");
  CHECK(request.path ==
        "/auditLogs/directoryAudits?$filter=targetResources%2Fany%28t%3At%2Fid%20eq%20"
        "%27id-1%27%29&$orderby=activityDateTime%20desc&$top=100");
  CHECK(request.permission == "AuditLog.Read.All");
}
