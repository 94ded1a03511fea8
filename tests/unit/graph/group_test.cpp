#include "support/graph_fixture.hpp"

#include "lpaz/graph/group.hpp"

#include <doctest/doctest.h>

using namespace lpaz;
using http::HttpMethod;
using test::json;

namespace {

const std::string k_group_select =
    "?$select=id%2CdisplayName%2Cdescription%2CsecurityEnabled%2CgroupTypes"
    "%2ConPremisesSyncEnabled%2CisAssignableToRole";
const std::string k_member_query =
    "?$select=id%2CdisplayName%2CuserPrincipalName%2Cmail%2CaccountEnabled&$top=999";

} // namespace

TEST_CASE("A group is read with every property that lpaz uses")
{
  const auto group = graph::parse_group({{"id", "g"},
                                         {"displayName", "Sales"},
                                         {"description", "who sells"},
                                         {"securityEnabled", true},
                                         {"groupTypes", {"Unified", "DynamicMembership"}},
                                         {"onPremisesSyncEnabled", true}});
  CHECK(group.id == "g");
  CHECK(group.display_name == "Sales");
  CHECK(group.description == "who sells");
  CHECK(group.security_enabled);
  CHECK(group.is_dynamic);
  CHECK(group.on_premises_sync_enabled);
}

TEST_CASE("A group's missing and wrongly typed properties are empty and false")
{
  for (const json& body : {json::object(),
                           json{{"id", 1}, {"groupTypes", "DynamicMembership"}},
                           json{{"securityEnabled", "true"}, {"groupTypes", {1, nullptr}}},
                           json{{"groupTypes", nullptr}},
                           json(3)}) {
    const auto group = graph::parse_group(body);
    CHECK(group.id.empty());
    CHECK_FALSE(group.security_enabled);
    CHECK_FALSE(group.is_dynamic);
  }
}

TEST_CASE("A member carries its kind, and an account state only if Graph sent one")
{
  const auto user = graph::parse_group_member({{"@odata.type", "#microsoft.graph.user"},
                                               {"id", "u"},
                                               {"displayName", "Ann"},
                                               {"userPrincipalName", "ann@x"},
                                               {"mail", "ann@mail"},
                                               {"accountEnabled", false}});
  CHECK(user.kind == "user");
  CHECK(user.id == "u");
  CHECK(user.display_name == "Ann");
  CHECK(user.user_principal_name == "ann@x");
  CHECK(user.mail == "ann@mail");
  CHECK(user.account_enabled == false);
  const auto device = graph::parse_group_member({{"@odata.type", "#microsoft.graph.device"}});
  CHECK(device.kind == "device");
  CHECK_FALSE(device.account_enabled.has_value());
}

TEST_CASE("Groups are found by exact name with its quotes doubled and encoded")
{
  CHECK(graph::find_groups_request("O'Hara & Söhne").path ==
        "/groups" + k_group_select +
            "&$filter=displayName%20eq%20%27O%27%27Hara%20%26%20S%C3%B6hne%27" + "&$top=999");
  CHECK(graph::get_group_request("g").path == "/groups/g" + k_group_select);
}

TEST_CASE("Members are listed 999 to a page, directly or through groups inside")
{
  CHECK(graph::list_members_request("g").path == "/groups/g/members" + k_member_query);
  CHECK(graph::list_transitive_members_request("g").path ==
        "/groups/g/transitiveMembers" + k_member_query);
}

TEST_CASE("A new group is a security group that mail does not reach")
{
  test::GraphFixture f;
  const auto request =
      graph::create_group_request(f.client, {"LastPass pilot", "", "lastpass-pilot", {}});
  CHECK(request.method == HttpMethod::post);
  CHECK(request.path == "/groups");
  CHECK_FALSE(request.idempotent);
  CHECK(json::parse(request.body) == json{{"displayName", "LastPass pilot"},
                                          {"mailEnabled", false},
                                          {"mailNickname", "lastpass-pilot"},
                                          {"securityEnabled", true},
                                          {"groupTypes", json::array()}});
}

TEST_CASE("A new group binds its first members on the Graph host that is asked")
{
  test::GraphFixture f;
  const auto request = graph::create_group_request(f.client, {"n", "d", "n", {"u1", "u2"}});
  const json body = json::parse(request.body);
  CHECK(body.at("description") == "d");
  CHECK(body.at("members@odata.bind") == json{"https://graph.example/v1.0/directoryObjects/u1",
                                              "https://graph.example/v1.0/directoryObjects/u2"});
}

TEST_CASE("A member is added by reference, which may be repeated")
{
  test::GraphFixture f;
  const auto request = graph::add_member_request(f.client, "g", "u");
  CHECK(request.method == HttpMethod::post);
  CHECK(request.path == "/groups/g/members/$ref");
  CHECK(json::parse(request.body) ==
        json{{"@odata.id", "https://graph.example/v1.0/directoryObjects/u"}});
  CHECK(request.idempotent);
}

TEST_CASE("Removing a member always ends in /$ref, or Graph would delete the member itself")
{
  for (const std::string id : {"u", "", "11111111-2222-3333-4444-555555555555"}) {
    const auto request = graph::remove_member_request("g", id);
    CHECK(request.method == HttpMethod::del);
    CHECK(request.path == "/groups/g/members/" + id + "/$ref");
  }
}

TEST_CASE("Every request about groups names its least permission")
{
  test::GraphFixture f;
  CHECK(graph::get_group_request("g").permission == "GroupMember.Read.All");
  CHECK(graph::find_groups_request("g").permission == "GroupMember.Read.All");
  CHECK(graph::list_members_request("g").permission == "GroupMember.Read.All");
  CHECK(graph::list_transitive_members_request("g").permission == "GroupMember.Read.All");
  CHECK(graph::create_group_request(f.client, {}).permission ==
        "Group.Create and GroupMember.ReadWrite.All");
  CHECK(graph::add_member_request(f.client, "g", "u").permission == "GroupMember.ReadWrite.All");
  CHECK(graph::remove_member_request("g", "u").permission == "GroupMember.ReadWrite.All");
}

TEST_CASE("What role-assignable groups need is asked for with its permission")
{
  const auto groups = graph::list_role_assignable_groups_request();
  CHECK(groups.path == "/groups?$select=id%2CdisplayName&$filter=isAssignableToRole%20eq%20true"
                       "&$top=999");
  CHECK(groups.permission == "GroupMember.Read.All");
  CHECK(graph::list_owners_request("g").path == "/groups/g/owners?$select=id&$top=999");
  const auto members = graph::list_member_users_request("g");
  CHECK(members.path.starts_with("/groups/g/members?$select=id%2CuserPrincipalName"));
  CHECK(members.path.find("onPremisesSyncEnabled") != std::string::npos);
  CHECK(graph::parse_group({{"isAssignableToRole", true}}).is_role_assignable);
  CHECK_FALSE(graph::parse_group({{"isAssignableToRole", nullptr}}).is_role_assignable);
}
