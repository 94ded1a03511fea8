#include "graph_fixture.hpp"

#include <doctest/doctest.h>

using namespace lpaz::sandbox;
using test::GraphFixture;

namespace {

constexpr lpaz::util::TimePoint k_start{std::chrono::hours(24 * 365 * 55)};

// Five entries, a minute apart.
void fill_log(store::Tenant& tenant)
{
  const auto directory = tenant.write();
  for (int i = 0; i < 5; ++i) {
    store::ProvisioningLogEntry entry;
    entry.activity = k_start + std::chrono::minutes(i);
    entry.job_id = i < 4 ? "scim.one" : "scim.two";
    entry.action = i % 2 == 0 ? "create" : "disable";
    entry.status = i == 3 ? "failure" : "success";
    if (i == 3) {
      entry.failure = store::ProvisioningFailure{"InvalidAnchor", "gone", "", "failure", ""};
    }
    entry.source.id = "user-" + std::to_string(i);
    entry.source.display_name = "Person " + std::to_string(i);
    entry.modified_properties = {{"emails[type eq \"work\"].value", "", "x"}};
    entry.steps = {{"EntryImport", "import", "success", "read", {{"a\"b", "c"}}}};
    directory->append_log(std::move(entry));
  }
}

std::size_t count_of(const GraphFixture& graph, const std::string& filter)
{
  const auto answer = graph.get("/auditLogs/provisioning?$filter=" + filter);
  CHECK(answer.status == 200);
  return answer.value().size();
}

} // namespace

TEST_CASE("The provisioning log is newest first and complete")
{
  GraphFixture graph;
  fill_log(graph.tenant);
  const auto log = graph.get("/auditLogs/provisioning?$orderby=activityDateTime%20desc");
  REQUIRE(log.value().size() == 5);
  const auto& newest = log.value()[0];
  CHECK(newest.at("sourceIdentity").at("id") == "user-4");
  CHECK(newest.at("provisioningAction") == "create");
  CHECK(newest.at("provisioningStatusInfo").at("errorInformation").is_null());
  CHECK(newest.at("provisioningSteps")[0].at("details").at("a\"b") == "c");
  CHECK(newest.at("modifiedProperties")[0].at("oldValue").is_null());
  CHECK(log.value()[1].at("provisioningStatusInfo").at("errorInformation").at("errorCode") ==
        "InvalidAnchor");
  const auto oldest_first = graph.get("/auditLogs/provisioning?$orderby=activityDateTime");
  CHECK(oldest_first.value()[0].at("sourceIdentity").at("id") == "user-0");
}

TEST_CASE("The provisioning log is filtered by what clients look for, case counts")
{
  GraphFixture graph;
  fill_log(graph.tenant);
  CHECK(count_of(graph, "jobId%20eq%20'scim.one'") == 4);
  CHECK(count_of(graph, "jobId%20eq%20'SCIM.one'") == 0);
  CHECK(count_of(graph,
                 "jobId%20eq%20'scim.one'%20and%20activityDateTime%20gt%202024-12-18T00:01:00Z") ==
        2);
  CHECK(count_of(graph, "activityDateTime%20lt%202024-12-18T00:01:00Z") == 1);
  CHECK(count_of(graph, "sourceIdentity/id%20eq%20'user-2'") == 1);
  CHECK(count_of(graph, "contains(sourceIdentity/displayName,'Person')") == 5);
  CHECK(count_of(graph, "provisioningStatusInfo/status%20eq%20'failure'") == 1);
  CHECK(count_of(graph, "provisioningAction%20eq%20'disable'") == 2);
  CHECK(graph.get("/auditLogs/provisioning?$filter=steps%20eq%20'x'").status == 400);
}

TEST_CASE("New entries do not shift the pages of the log")
{
  GraphFixture graph;
  fill_log(graph.tenant);
  const auto first = graph.get("/auditLogs/provisioning?$top=2");
  REQUIRE(first.value().size() == 2);
  fill_log(graph.tenant);
  const std::string base = "http://127.0.0.1:1/v1.0";
  const auto second = graph.get(first.next_link().substr(base.size()));
  REQUIRE(second.value().size() == 2);
  CHECK(second.value()[0].at("sourceIdentity").at("id") == "user-2");
}

TEST_CASE("Changes of users leave audit entries with who and whom")
{
  GraphFixture graph;
  const std::string john = graph.user_id("john.backus");
  graph.send("PATCH", "/users/" + john, {{"accountEnabled", false}});
  graph.act("DELETE", "/users/" + john);
  const auto audits = graph.get(
      "/auditLogs/directoryAudits?$filter=activityDisplayName%20eq%20'Disable%20account'");
  REQUIRE(audits.value().size() == 1);
  CHECK(audits.value()[0].at("targetResources")[0].at("id") == john);
  CHECK(audits.value()[0].at("initiatedBy").at("app").at("displayName") == "lpaz automation");
  CHECK(graph.get("/auditLogs/directoryAudits").value().size() == 2);
}

TEST_CASE("The tenant says what it is and that it is premium")
{
  GraphFixture graph;
  const auto organization = graph.get("/organization?$select=id,displayName,verifiedDomains");
  REQUIRE(organization.value().size() == 1);
  CHECK(organization.value()[0].at("id") == graph.tenant.identity().tenant_id.text());
  const auto skus = graph.get("/subscribedSkus");
  CHECK(skus.value()[0].at("servicePlans").size() == 2);
}
