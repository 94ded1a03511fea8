#include "lpaz/graph/provisioning_object_summary.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

using namespace lpaz;
using nlohmann::json;

TEST_CASE("An entry of the provisioning log is read with every property that lpaz uses")
{
  const auto entry = graph::parse_provisioning_object_summary(
      {{"id", "e"},
       {"activityDateTime", "2026-01-02T03:00:00Z"},
       {"provisioningAction", "disable"},
       {"provisioningStatusInfo",
        {{"status", "failure"},
         {"errorInformation", {{"errorCode", "Conflict"}, {"reason", "taken"}}}}},
       {"sourceIdentity", {{"id", "s"}, {"displayName", "Ann"}, {"identityType", "User"}}},
       {"targetIdentity", {{"id", "t"}}}});
  CHECK(entry.id == "e");
  CHECK(entry.activity_date_time == "2026-01-02T03:00:00Z");
  CHECK(entry.action == "disable");
  CHECK(entry.status == "failure");
  CHECK(entry.error_code == "Conflict");
  CHECK(entry.reason == "taken");
  CHECK(entry.source_id == "s");
  CHECK(entry.source_name == "Ann");
}

TEST_CASE("Parts of a log entry that are absent, null or of a wrong type are empty")
{
  for (const json& body :
       {json::object(),
        json{{"provisioningStatusInfo", nullptr}, {"sourceIdentity", nullptr}},
        json{{"provisioningStatusInfo", "success"}, {"sourceIdentity", {1}}},
        json{{"provisioningStatusInfo", {{"status", 1}, {"errorInformation", "x"}}}},
        json{{"sourceIdentity", {{"id", nullptr}}}},
        json(1)}) {
    const auto entry = graph::parse_provisioning_object_summary(body);
    CHECK(entry.status.empty());
    CHECK(entry.error_code.empty());
    CHECK(entry.source_id.empty());
  }
}

TEST_CASE("What became of active, and how the source was seen, is read in every spelling")
{
  const auto read = [](const char* value, const char* active, const char* assigned) {
    return graph::parse_provisioning_object_summary(
        {{"provisioningStatusInfo", {{"status", "success"}}},
         {"modifiedProperties",
          {{{"displayName", "name"}, {"newValue", "True"}},
           {{"displayName", "Active"}, {"oldValue", "True"}, {"newValue", value}}}},
         {"provisioningSteps",
          {{{"name", "EntryImport"}, {"details", nullptr}},
           {{"name", "Scoping"}, {"details", {{"IsActive", active}, {"Assigned", assigned}}}}}}});
  };
  const auto quoted = read("\"False\"", "false", "True");
  CHECK(quoted.set_active == false);
  CHECK(quoted.is_active == false);
  CHECK(quoted.is_assigned == true);
  CHECK(read("true", "True", "FALSE").set_active == true);
  const auto strange = read("\"", "", "yes");
  CHECK_FALSE(strange.set_active.has_value());
  CHECK_FALSE(strange.is_active.has_value());
  CHECK_FALSE(strange.is_assigned.has_value());
  for (const json& body :
       {json::object(),
        json{{"modifiedProperties", {1}}, {"provisioningSteps", {1}}},
        json{{"modifiedProperties", "x"}, {"provisioningSteps", {{"details", 1}}}}}) {
    CHECK_FALSE(graph::parse_provisioning_object_summary(body).set_active.has_value());
    CHECK_FALSE(graph::parse_provisioning_object_summary(body).is_active.has_value());
  }
}

TEST_CASE("The scoping step tells who is active; the import step only where it does not")
{
  const auto active = [](const char* enabled, const char* deleted, const char* scoped) {
    nlohmann::json import_details = {{"accountEnabled", enabled}, {"IsSoftDeleted", deleted}};
    nlohmann::json scoping_details = nlohmann::json::object();
    if (scoped != nullptr) {
      scoping_details["Active in the source system"] = scoped;
    }
    return graph::parse_provisioning_object_summary({{"provisioningSteps",
                                                      {{{"name", "EntryImportUpdate"},
                                                        {"provisioningStepType", "import"},
                                                        {"status", "success"},
                                                        {"details", import_details}},
                                                       {{"name", "EntrySynchronizationScoping"},
                                                        {"provisioningStepType", "scoping"},
                                                        {"status", "success"},
                                                        {"details", scoping_details}}}}})
        .is_active;
  };
  CHECK(active("True", "False", nullptr) == true);
  CHECK(active("True", "True", nullptr) == false);
  CHECK(active("False", "False", nullptr) == false);
  // Who left the scope is soft-deleted to the service, and may be active all the same.
  CHECK(active("True", "True", "True") == true);
  CHECK(active("True", "True", "False") == false);
  CHECK_FALSE(active("False", "False", "True").has_value()); // contradicts itself
}

TEST_CASE("The older family of entries has the reason of a skip among its errors")
{
  struct Row {
    const char* code;
    const char* reason;
    const char* skip_reason;
  };
  for (const Row& row :
       {Row{"RedundantExport", "", "RedundantExport"},
        Row{"redundantexport", "x", "RedundantExport"},
        Row{"", "NotEffectivelyEntitled: not assigned", "NotEffectivelyEntitled"},
        Row{"EntrySynchronizationSkipped", "Skipped due to (NotAssigned).", "NotAssigned"},
        Row{"EntrySynchronizationSkipped", "", "EntrySynchronizationSkipped"},
        Row{"", "RedundantExport or NotAssigned", ""},
        Row{"", "a NonRedundantExports", ""},
        Row{"Conflict", "taken", ""}}) {
    CAPTURE(row.code);
    CAPTURE(row.reason);
    const auto entry = graph::parse_provisioning_object_summary(
        {{"provisioningStatusInfo",
          {{"status", "skipped"},
           {"errorInformation", {{"errorCode", row.code}, {"reason", row.reason}}}}}});
    CHECK(entry.skip_reason == row.skip_reason);
    CHECK(entry.error_code == row.code);
  }
}

TEST_CASE("The log is read for one job since a time, newest first")
{
  const auto request = graph::list_provisioning_log_request("scim.t.j", "2026-01-02T00:00:00Z");
  CHECK(request.path == "/auditLogs/provisioning?$filter=jobId%20eq%20%27scim.t.j%27%20and%20"
                        "activityDateTime%20gt%202026-01-02T00%3A00%3A00Z"
                        "&$orderby=activityDateTime%20desc&$top=500");
  CHECK(request.permission == "ProvisioningLog.Read.All");
}
