#include "graph_fixture.hpp"
#include "sandbox/engine/log_draft.hpp"
#include "support/provisioning_fixture.hpp"
#include "support/recorded_input.hpp"

#include <doctest/doctest.h>

#include <set>

using namespace lpaz;
using namespace std::chrono_literals;
using sandbox::engine::ScimAnswer;
using sandbox::engine::ScimRequest;
using test::ObjectId;
using test::ProvisioningFixture;
using util::Json;

namespace {

// As Graph shows it.
Json shown(const sandbox::store::ProvisioningLogEntry& entry)
{
  sandbox::test::GraphFixture graph;
  graph.tenant.write()->append_log(entry);
  return graph.get("/auditLogs/provisioning").value()[0];
}

Json last_entry(const ProvisioningFixture& world)
{
  return shown(world.last_log());
}

std::set<std::string> names_of(const Json& object)
{
  std::set<std::string> names;
  for (const auto& [name, value] : object.items()) {
    names.insert(name);
  }
  return names;
}

// name, type and status of each step.
std::vector<std::string> steps_of(const Json& entry)
{
  std::vector<std::string> steps;
  for (const auto& step : entry["provisioningSteps"]) {
    steps.push_back(step["name"].get<std::string>() + " " +
                    step["provisioningStepType"].get<std::string>() + " " +
                    step["status"].get<std::string>());
  }
  return steps;
}

const Json& step(const Json& entry, const std::string& name)
{
  for (const auto& each : entry["provisioningSteps"]) {
    if (each["name"] == name) {
      return each;
    }
  }
  throw std::runtime_error("no step " + name);
}

// The members of an entry, and of every object in it that has the same ones in all entries.
void check_shape(const Json& entry, const Json& recorded)
{
  CHECK(names_of(entry) == names_of(recorded));
  for (const char* part : {"servicePrincipal",
                           "sourceSystem",
                           "targetSystem",
                           "initiatedBy",
                           "sourceIdentity",
                           "targetIdentity",
                           "provisioningStatusInfo"}) {
    CAPTURE(part);
    CHECK(names_of(entry[part]) == names_of(recorded[part]));
  }
  CHECK(names_of(entry["targetSystem"]["details"]) ==
        names_of(recorded["targetSystem"]["details"]));
  CHECK(names_of(entry["sourceIdentity"]["details"]) ==
        names_of(recorded["sourceIdentity"]["details"]));
  CHECK(entry["sourceSystem"]["displayName"] == recorded["sourceSystem"]["displayName"]);
  CHECK(entry["targetSystem"]["displayName"] == recorded["targetSystem"]["displayName"]);
  CHECK(entry["sourceIdentity"]["identityType"] == recorded["sourceIdentity"]["identityType"]);
  CHECK(entry["targetIdentity"]["displayName"] == "");
  CHECK(entry["provisioningAction"] == recorded["provisioningAction"]);
  CHECK(entry["provisioningStatusInfo"]["status"] == recorded["provisioningStatusInfo"]["status"]);
  CHECK(entry["durationInMilliseconds"] >= 200);
  CHECK(steps_of(entry) == steps_of(recorded));
}

void check_details(const Json& entry, const Json& recorded, const std::string& name)
{
  CAPTURE(name);
  CHECK(names_of(step(entry, name)["details"]) == names_of(step(recorded, name)["details"]));
}

// A world whose schema sends what the one of the recordings does.
struct RecordedWorld : ProvisioningFixture {
  RecordedWorld()
  {
    use_schema(R"({"targetAttributeName": "externalId",
                   "source": {"type": "Attribute", "name": "mailNickname"}})");
  }
  ObjectId add_mary(bool enabled = true)
  {
    const auto mary = add_user("mary", enabled);
    tenant.write()->update_user(mary, [](auto& user) {
      user.given_name = "Mary";
      user.surname = "Somerville";
      user.mail_nickname = "mary";
    });
    return mary;
  }
};

std::optional<Result<ScimAnswer>> conflict(const ScimRequest& request)
{
  if (request.method != "POST") {
    return std::nullopt;
  }
  return ScimAnswer{409, R"({"detail":"belongs to another company","status":"409"})"};
}

} // namespace

TEST_CASE("the entry of a creation has the recorded shape")
{
  RecordedWorld world;
  const auto mary = world.add_mary();
  world.assign(mary);
  world.run();
  const Json entry = last_entry(world);
  const Json recorded = test::recorded("log_entry_created");
  check_shape(entry, recorded);
  check_details(entry, recorded, "EntryImportAdd");
  check_details(entry, recorded, "EntrySynchronizationScoping");
  check_details(entry, recorded, "EntrySynchronizationAdd");
  CHECK(entry["sourceIdentity"]["details"] == Json{{"id", mary.text()},
                                                   {"odatatype", "User"},
                                                   {"DisplayName", "mary"},
                                                   {"UserPrincipalName", "mary@sandbox.example"}});
  CHECK(entry["targetIdentity"]["id"] == world.account("mary")["id"]);
  CHECK(entry["targetIdentity"]["identityType"] ==
        "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User");
  const Json& sent = step(entry, "EntryExportAdd")["details"];
  CHECK(sent["userName"] == "mary@sandbox.example");
  CHECK(sent["active"] == "True");
  CHECK(sent["emails[type eq \"work\"]value"] == "mary@sandbox.example");
  CHECK(sent["ReportableIdentifier"] == "mary@sandbox.example");
  CHECK(step(entry, "EntryExportAdd")["description"] ==
        "User 'mary@sandbox.example' was created in customappsso");
}

TEST_CASE("the entry of a disable shows what the account was before")
{
  RecordedWorld world;
  const auto mary = world.add_mary();
  world.assign(mary);
  world.run();
  world.block(mary);
  world.run();
  const Json entry = last_entry(world);
  const Json recorded = test::recorded("log_entry_disabled");
  check_shape(entry, recorded);
  check_details(entry, recorded, "EntryExportUpdate");
  check_details(entry, recorded, "EntrySynchronizationScoping");
  const Json& read = step(entry, "EntryImport")["details"];
  CHECK(read["active"] == "True");
  CHECK(read["userName"] == "mary@sandbox.example");
  CHECK(read["id"] == entry["targetIdentity"]["id"]);
  CHECK(step(entry, "EntryImportUpdate")["details"]["accountEnabled"] == "False");
  CHECK(step(entry, "EntryImportUpdate")["details"]["IsSoftDeleted"] == "False");
  CHECK(step(entry, "EntrySynchronizationScoping")["details"]["Active in the source system"] ==
        "False");
  CHECK(entry["modifiedProperties"] == recorded["modifiedProperties"]);
}

TEST_CASE("the reason of a skip stands in its step alone, and the action is other")
{
  RecordedWorld world;
  const auto group = world.add_group("Vault users");
  world.assign(group);
  world.run();
  world.tenant.write()->update_group(group, [](auto& g) { g.description = "x"; });
  world.run();
  const Json entry = last_entry(world);
  const Json recorded = test::recorded("log_entry_redundant");
  check_shape(entry, recorded);
  for (const char* name : {"EntryImportUpdate",
                           "EntryImport",
                           "EntrySynchronizationScoping",
                           "EntrySynchronizationSkip"}) {
    check_details(entry, recorded, name);
  }
  CHECK(entry["provisioningStatusInfo"]["errorInformation"].is_null());
  CHECK(step(entry, "EntrySynchronizationSkip")["details"] ==
        Json{{"SkipReason", "RedundantExport"}, {"ReportableIdentifier", group.text()}});
  CHECK(entry["modifiedProperties"].empty());
  CHECK(entry["targetIdentity"]["identityType"] == "urn:ietf:params:scim:schemas:core:2.0:Group");
}

TEST_CASE("a skip of somebody who would be created has the action create")
{
  RecordedWorld world;
  const auto mary = world.add_mary(false);
  world.assign(mary);
  world.run();
  const Json entry = last_entry(world);
  CHECK(entry["provisioningAction"] == "create");
  CHECK(entry["provisioningStatusInfo"]["errorInformation"].is_null());
  CHECK(entry["targetIdentity"]["id"] == "");
  CHECK(steps_of(entry) == std::vector<std::string>{"EntryImportAdd import success",
                                                    "EntrySynchronizationScoping scoping success",
                                                    "EntrySynchronizationSkip export skipped"});
  const Json recorded = test::recorded("log_entry_not_entitled");
  check_details(entry, recorded, "EntrySynchronizationScoping");
  check_details(entry, recorded, "EntrySynchronizationSkip");
}

TEST_CASE("a 409 has the recorded code, and a retry of it says so")
{
  RecordedWorld world;
  const auto mary = world.add_mary();
  world.assign(mary);
  world.wire->fault = conflict;
  world.run();
  CHECK(last_entry(world)["provisioningStatusInfo"]["errorInformation"]["reason"]
            .get<std::string>()
            .find(". This operation was retried 0 times. It will be retried again after this "
                  "date: ") != std::string::npos);
  world.tenant.clock().advance(41min);
  world.run();
  const Json entry = last_entry(world);
  const Json recorded = test::recorded("log_entry_failed");
  check_shape(entry, recorded);
  check_details(entry, recorded, "EntryEscrowRetry");
  const Json& error = entry["provisioningStatusInfo"]["errorInformation"];
  const Json& known = recorded["provisioningStatusInfo"]["errorInformation"];
  CHECK(names_of(error) == names_of(known));
  CHECK(error["errorCode"] == known["errorCode"]);
  CHECK(error["errorCategory"] == known["errorCategory"]);
  CHECK(error["recommendedAction"].is_null());
  const std::string reason = error["reason"];
  CHECK(reason.starts_with("StatusCode: Conflict\r\nMessage: "));
  CHECK(reason.find("\r\nWeb Response: \r\n{\"detail\":\"belongs to another company\"") !=
        std::string::npos);
  CHECK(reason.find(". This operation was retried 1 times. ") != std::string::npos);
  CHECK(reason.ends_with("Z UTC"));
  CHECK(entry["targetIdentity"]["id"] == "");
  CHECK(step(entry, "EntryEscrowRetry")["details"]["CountProcessed"] == "0");
  CHECK(step(entry, "EntryEscrowRetry")["details"]["ModificationType"] == "Add");
}

TEST_CASE("members are named among what was modified, not among the details of the export")
{
  RecordedWorld world;
  const auto mary = world.add_mary();
  const auto group = world.add_group("Vault users", {mary});
  world.assign(group);
  world.run();
  const Json entry = last_entry(world);
  CHECK(entry["sourceIdentity"]["id"] == group.text());
  CHECK(entry["modifiedProperties"][0]["displayName"] == "members");
  CHECK(step(entry, "EntryExportUpdate")["details"] ==
        Json{{"ReportableIdentifier", group.text()}});
  CHECK(step(entry, "EntrySynchronizationScoping")["details"]["Group has the required role"] ==
        "True");
}
