#include "support/recorded_input.hpp"

#include "lpaz/graph/provisioning_object_summary.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

using namespace lpaz;
using graph::ProvisioningObjectSummary;
using nlohmann::json;
using Names = std::vector<std::string>;

namespace {

const std::vector<std::string> k_kinds{
    "created", "disabled", "redundant", "attribute_missing", "not_entitled", "failed"};

json entry_of(const std::string& kind)
{
  return test::recorded("log_entry_" + kind);
}

ProvisioningObjectSummary read_entry(const json& body)
{
  return graph::parse_provisioning_object_summary(body);
}

json& step(json& body, const std::string& name)
{
  for (auto& each : body["provisioningSteps"]) {
    if (each["name"] == name) {
      return each;
    }
  }
  throw std::runtime_error("no step " + name);
}

constexpr const char* k_scoping = "EntrySynchronizationScoping";
constexpr const char* k_active = "Active in the source system";

// Every text of the entry must be the one of the whole entry, empty, or the text put in its place.
void check_texts(const ProvisioningObjectSummary& whole, const ProvisioningObjectSummary& other)
{
  using Entry = ProvisioningObjectSummary;
  for (const auto member : {&Entry::id,
                            &Entry::activity_date_time,
                            &Entry::action,
                            &Entry::status,
                            &Entry::error_code,
                            &Entry::skip_reason,
                            &Entry::skipped_property,
                            &Entry::reason,
                            &Entry::source_id,
                            &Entry::source_name,
                            &Entry::source_type,
                            &Entry::job_id,
                            &Entry::service_principal_id,
                            &Entry::target_id}) {
    const std::string& text = other.*member;
    CHECK((text == whole.*member || text.empty() || text == "x"));
  }
  for (const std::string& name : other.target_user_names) {
    const bool is_known =
        std::ranges::find(whole.target_user_names, name) != whole.target_user_names.end();
    CHECK((is_known || name == "x"));
  }
}

// No change of one member makes anything known that was not, or the opposite of what it was.
void check_facts(const ProvisioningObjectSummary& whole, const ProvisioningObjectSummary& other)
{
  using Entry = ProvisioningObjectSummary;
  for (const auto member : {&Entry::set_active,
                            &Entry::target_active,
                            &Entry::is_active,
                            &Entry::is_assigned,
                            &Entry::has_role,
                            &Entry::passes_scoping_filter}) {
    CHECK((other.*member == whole.*member || other.*member == std::nullopt));
  }
  CHECK((!other.target_was_read || whole.target_was_read));
}

} // namespace

TEST_CASE("A recorded creation is read with all that it tells")
{
  const auto entry = read_entry(entry_of("created"));
  CHECK(entry.id == "6f0c2a1e-0001-4c11-9a00-000000000001");
  CHECK(entry.activity_date_time == "2026-11-02T08:15:30Z");
  CHECK(entry.action == "create");
  CHECK(entry.status == "success");
  CHECK(entry.error_code.empty());
  CHECK(entry.skip_reason.empty());
  CHECK(entry.job_id ==
        "scim.0d9b7c55aaaa4bbb8ccc111111111111.7a6b5c4d-2222-4333-8444-555555555555");
  CHECK(entry.service_principal_id == "5e5e5e5e-0000-4000-8000-000000000001");
  CHECK(entry.source_id == "10000000-0000-4000-8000-000000000007");
  CHECK(entry.source_name == "Mary Somerville");
  CHECK(entry.source_type == "User");
  CHECK(entry.target_id == "4711");
  CHECK(entry.target_user_names == Names{"mary@contoso.example"});
  CHECK(entry.set_active == true);
  CHECK_FALSE(entry.target_active.has_value());
  CHECK_FALSE(entry.target_was_read); // EntrySynchronizationAdd is of type matching, but no read
  CHECK(entry.is_active == true);
  CHECK(entry.is_assigned == true);
  CHECK(entry.has_role == true);
  CHECK(entry.passes_scoping_filter == true);
}

TEST_CASE("A recorded disable tells what the account was and became")
{
  const auto entry = read_entry(entry_of("disabled"));
  CHECK(entry.action == "disable");
  CHECK(entry.set_active == false);
  CHECK(entry.target_was_read);
  CHECK(entry.target_active == true);
  CHECK(entry.is_active == false);
  CHECK(entry.is_assigned == true);
  CHECK(entry.target_user_names == Names{"mary@contoso.example"});
}

TEST_CASE("The reason of a recorded skip is that of its step, whatever the action is")
{
  const auto redundant = read_entry(entry_of("redundant"));
  CHECK(redundant.action == "other");
  CHECK(redundant.skip_reason == "RedundantExport");
  CHECK(redundant.error_code.empty());
  CHECK(redundant.target_was_read);
  CHECK_FALSE(redundant.target_active.has_value()); // groups have none
  CHECK(redundant.has_role == true);
  CHECK(redundant.is_active == true);
  CHECK(redundant.target_user_names.empty());

  const auto missing = read_entry(entry_of("attribute_missing"));
  CHECK(missing.action == "create");
  CHECK(missing.skip_reason == "AttributeValidationFailed");
  CHECK(missing.skipped_property == "name.familyName");
  CHECK(missing.reason == "The property name.familyName is missing or invalid");
  CHECK(missing.target_id.empty());
  CHECK_FALSE(missing.is_active.has_value());
  CHECK_FALSE(missing.is_assigned.has_value());
  CHECK(missing.target_user_names == Names{"mary@contoso.example"});

  const auto not_entitled = read_entry(entry_of("not_entitled"));
  CHECK(not_entitled.skip_reason == "NotEffectivelyEntitled");
  CHECK(not_entitled.is_active == false);
  CHECK(not_entitled.is_assigned == true);
}

TEST_CASE("A recorded failure has its code and reason, and became nothing")
{
  const auto entry = read_entry(entry_of("failed"));
  CHECK(entry.error_code == "SystemForCrossDomainIdentityManagementServiceIncompatibleFiltering");
  CHECK(entry.reason.starts_with("StatusCode: Conflict\r\nMessage: "));
  CHECK(entry.skip_reason.empty());
  CHECK_FALSE(entry.set_active.has_value());
  CHECK_FALSE(entry.is_active.has_value());
  CHECK_FALSE(entry.target_was_read);
  CHECK(entry.target_id.empty());
}

TEST_CASE("No member of a recorded entry, removed or changed, makes up a fact")
{
  for (const std::string& kind : k_kinds) {
    const json body = entry_of(kind);
    const auto whole = read_entry(body);
    std::vector<json::json_pointer> places;
    const json flat = body.flatten();
    for (const auto& [pointer, value] : flat.items()) {
      for (json::json_pointer place(pointer); !place.empty(); place = place.parent_pointer()) {
        places.push_back(place);
      }
    }
    for (const auto& place : places) {
      CAPTURE(kind);
      CAPTURE(place.to_string());
      for (const json& wrong :
           {json(), json(7), json("x"), json::array(), json::object(), json::array({nullptr})}) {
        json changed = body;
        changed[place] = wrong;
        const auto other = read_entry(changed);
        check_texts(whole, other);
        check_facts(whole, other);
      }
      json removed = body;
      if (auto& parent = removed[place.parent_pointer()]; parent.is_object()) {
        parent.erase(place.back());
      }
      check_texts(whole, read_entry(removed));
      check_facts(whole, read_entry(removed));
    }
  }
}

TEST_CASE("A detail that is absent is unknown, not true")
{
  struct Row {
    const char* detail;
    std::optional<bool> ProvisioningObjectSummary::* fact;
  };
  for (const Row& row :
       {Row{"Assigned to the application", &ProvisioningObjectSummary::is_assigned},
        Row{"User has the required role", &ProvisioningObjectSummary::has_role},
        Row{"Scoping filter evaluation passed",
            &ProvisioningObjectSummary::passes_scoping_filter}}) {
    CAPTURE(row.detail);
    json body = entry_of("created");
    CHECK(read_entry(body).*row.fact == true);
    step(body, k_scoping)["details"].erase(row.detail);
    CHECK_FALSE((read_entry(body).*row.fact).has_value());
  }
}

TEST_CASE("Whether somebody is active is read of the scope, else of the import")
{
  json body = entry_of("created");
  step(body, k_scoping)["details"].erase(k_active);
  json& import = step(body, "EntryImportAdd")["details"];
  CHECK(read_entry(body).is_active == true);
  import["accountEnabled"] = "False";
  CHECK(read_entry(body).is_active == false);
  import["accountEnabled"] = "True";
  import["IsSoftDeleted"] = "True";
  CHECK(read_entry(body).is_active == false);
  import.erase("accountEnabled");
  CHECK(read_entry(body).is_active == false);
  import["accountEnabled"] = "True";
  import.erase("IsSoftDeleted");
  CHECK_FALSE(read_entry(body).is_active.has_value());
}

TEST_CASE("Values of one entry that contradict each other are unknown")
{
  json body = entry_of("disabled");
  step(body, k_scoping)["details"][k_active] = "True"; // the import has accountEnabled False
  CHECK_FALSE(read_entry(body).is_active.has_value());
  body = entry_of("disabled");
  body["modifiedProperties"][0]["newValue"] = "True"; // "False" was exported
  CHECK_FALSE(read_entry(body).set_active.has_value());
  body = entry_of("disabled");
  json twice = step(body, "EntryImport");
  twice["details"]["active"] = "False";
  body["provisioningSteps"].push_back(twice);
  CHECK_FALSE(read_entry(body).target_active.has_value());
  CHECK(read_entry(body).target_was_read);
  body = entry_of("redundant");
  json other = step(body, "EntrySynchronizationSkip");
  other["details"]["SkipReason"] = "NotEffectivelyEntitled";
  body["provisioningSteps"].push_back(other);
  CHECK(read_entry(body).skip_reason.empty());
  body = entry_of("created");
  step(body, k_scoping)["details"]["Group has the required role"] = "False";
  CHECK_FALSE(read_entry(body).has_role.has_value());
}

TEST_CASE("A read that failed or shows nothing is no read")
{
  json body = entry_of("disabled");
  step(body, "EntryImport")["status"] = "failure";
  CHECK_FALSE(read_entry(body).target_was_read);
  CHECK_FALSE(read_entry(body).target_active.has_value());
  body = entry_of("disabled");
  step(body, "EntryImport")["details"] = json::object();
  CHECK_FALSE(read_entry(body).target_was_read);
}

TEST_CASE("An export that failed sets nothing")
{
  json body = entry_of("disabled");
  body["modifiedProperties"] = json::array();
  CHECK(read_entry(body).set_active == false);
  step(body, "EntryExportUpdate")["status"] = "failure";
  CHECK_FALSE(read_entry(body).set_active.has_value());
  body = entry_of("disabled");
  body["provisioningStatusInfo"]["status"] = "Failure";
  CHECK_FALSE(read_entry(body).set_active.has_value());
}

TEST_CASE("The names of the target are each told once, in any case")
{
  json body = entry_of("disabled");
  step(body, "EntryImport")["details"]["userName"] = "old@contoso.example";
  step(body, "EntryExportUpdate")["details"]["userName"] = "MARY@contoso.example";
  CHECK(read_entry(body).target_user_names == Names{"old@contoso.example", "MARY@contoso.example"});
  step(body, "EntryExportUpdate")["details"].erase("userName");
  step(body, "EntryExportUpdate")["details"]["ReportableIdentifier"] = "4711";
  CHECK(read_entry(body).target_user_names == Names{"old@contoso.example"});
}

TEST_CASE("The app is read as an object, or of a list of one")
{
  json body = entry_of("created");
  const json app = body["servicePrincipal"];
  body["servicePrincipal"] = json::array({app});
  CHECK(read_entry(body).service_principal_id == app["id"]);
  body["servicePrincipal"] = json::array({app, app});
  CHECK(read_entry(body).service_principal_id.empty());
}

TEST_CASE("Where there is no display name, the details tell who it was")
{
  json body = entry_of("created");
  json& source = body["sourceIdentity"];
  source["displayName"] = "";
  source["details"]["DisplayName"] = "Mary S.";
  CHECK(read_entry(body).source_name == "Mary S.");
  source["details"].erase("DisplayName");
  CHECK(read_entry(body).source_name == "mary@contoso.example");
}

TEST_CASE("The steps of an entry with more than any cycle makes are not believed")
{
  json body = entry_of("disabled");
  for (int i = 0; i < 200; ++i) {
    body["provisioningSteps"].push_back({{"name", "EntryExportUpdate"},
                                         {"status", "success"},
                                         {"details", {{"userName", std::to_string(i)}}}});
  }
  CHECK(read_entry(body).target_user_names.empty());
  CHECK_FALSE(read_entry(body).is_active.has_value());
}
