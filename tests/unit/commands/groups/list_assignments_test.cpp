#include "support/command_fixture.hpp"
#include "support/golden_file.hpp"
#include "support/sample_tenant.hpp"

#include <doctest/doctest.h>

using namespace lpaz;
using namespace lpaz::test;

namespace {

const std::string k_list_assigned = "GET " + k_app_path + "/appRoleAssignedTo?*";

} // namespace

TEST_CASE_FIXTURE(CommandFixture,
                  "list-assignments prints groups and people with the name of their role")
{
  script_app(tenant);
  tenant.on(
      k_list_assigned,
      200,
      list_of({assignment(pilot(), "Group"),
               assignment(ada(), "User", {{"appRoleId", "00000000-0000-0000-0000-000000000000"}}),
               assignment(grace(), "User", {{"appRoleId", "unheard-of"}})}));
  run({"list-assignments"});
  CHECK_MESSAGE(code == 0, err);
  check_golden("list-assignments_table.txt", out);
}

TEST_CASE_FIXTURE(CommandFixture, "list-assignments prints JSON with stable names, over all pages")
{
  script_app(tenant);
  tenant.on(k_list_assigned,
            200,
            with(list_of({assignment(pilot(), "Group")}),
                 {{"@odata.nextLink", "https://graph.microsoft.com/v1.0/more"}}));
  tenant.on("GET /more", 200, list_of({assignment(ada(), "User")}));
  run({"list-assignments", "-o", "json"});
  CHECK_MESSAGE(code == 0, err);
  REQUIRE(json().size() == 2);
  CHECK(json()[0] == OrderedJson{{"principalType", "Group"},
                                 {"principalDisplayName", "LastPass pilot"},
                                 {"principalId", k_pilot_id},
                                 {"role", "User"},
                                 {"createdDateTime", "2025-12-24T18:00:00Z"},
                                 {"id", "assignment-of-" + k_pilot_id}});
}

TEST_CASE_FIXTURE(CommandFixture,
                  "list-assignments prints an empty document when nobody is assigned")
{
  script_app(tenant);
  tenant.on(k_list_assigned, 200, list_of({}));
  run({"list-assignments", "-o", "json"});
  CHECK(code == 0);
  CHECK(out == "[]\n");
}

TEST_CASE_FIXTURE(CommandFixture, "list-assignments looks at the app of --app, then of LPAZ_APP")
{
  const std::string lookup = "GET /servicePrincipals?*displayName eq 'LastPass EU'";
  environment["LPAZ_APP"] = "LastPass EU";
  tenant.on(lookup, 200, list_of({app({{"displayName", "LastPass EU"}})}));
  tenant.on(k_list_assigned, 200, list_of({}));
  run({"list-assignments"});
  CHECK_MESSAGE(code == 0, err);
  tenant.on("GET /servicePrincipals?*displayName eq 'LastPass US'", 200, list_of({}));
  run({"list-assignments", "--app", "LastPass US"});
  CHECK(code == 8);
  CHECK(says("LastPass US"));
}
