#include "graph_fixture.hpp"

#include <doctest/doctest.h>

using namespace lpaz::sandbox;
using lpaz::util::Json;
using test::GraphFixture;

namespace {

Json reference(const std::string& id)
{
  return {{"@odata.id", "http://127.0.0.1:1/v1.0/directoryObjects/" + id}};
}

Json new_group(const std::string& name)
{
  return {{"displayName", name},
          {"mailEnabled", false},
          {"mailNickname", "pilot"},
          {"securityEnabled", true},
          {"groupTypes", Json::array()}};
}

} // namespace

TEST_CASE("A group is created with its members and shows them")
{
  GraphFixture graph;
  Json body = new_group("LastPass pilot");
  body["members@odata.bind"] = {
      "https://graph.microsoft.com/v1.0/users/" + graph.user_id("ada.lovelace"),
      "https://graph.microsoft.com/v1.0/directoryObjects/" + graph.user_id("john.backus")};
  const auto made = graph.send("POST", "/groups", body);
  REQUIRE(made.status == 201);
  CHECK(made.json.at("securityEnabled") == true);
  const std::string target = "/groups/" + made.json.at("id").get<std::string>();
  const auto members = graph.get(target + "/members?$select=id,displayName,userPrincipalName");
  REQUIRE(members.value().size() == 2);
  CHECK(members.value()[0].at("@odata.type") == "#microsoft.graph.user");
  CHECK(graph.act("DELETE", target).status == 204);
  CHECK(graph.get(target).status == 404);
}

TEST_CASE("A group that is not complete or not possible is refused")
{
  GraphFixture graph;
  for (const char* name : {"displayName", "mailEnabled", "mailNickname", "securityEnabled"}) {
    Json body = new_group("x");
    body.erase(name);
    CHECK(graph.send("POST", "/groups", body).status == 400);
  }
  for (const char* nickname : {"", "with space", "a@b", "ünï", "a,b"}) {
    Json body = new_group("x");
    body["mailNickname"] = nickname;
    CHECK(graph.send("POST", "/groups", body).status == 400);
  }
  Json distribution = new_group("x");
  distribution["mailEnabled"] = true;
  CHECK(graph.send("POST", "/groups", distribution).status == 400);
  Json many = new_group("x");
  many["members@odata.bind"] = Json::array();
  for (int i = 0; i < 21; ++i) {
    many["members@odata.bind"].push_back("https://x/users/" + graph.user_id("ada.lovelace"));
  }
  CHECK(graph.send("POST", "/groups", many).status == 400);
  Json nobody = new_group("x");
  nobody["members@odata.bind"] = {"https://x/users/11111111-1111-1111-1111-111111111111"};
  CHECK(graph.send("POST", "/groups", nobody).status == 404);
}

TEST_CASE("Two groups of one name are both found by it")
{
  GraphFixture graph;
  CHECK(graph.get("/groups?$filter=displayName%20eq%20'sales'").value().size() == 2);
  CHECK(graph.get("/groups?$filter=groupTypes/any(c:c%20eq%20'Unified')").value().size() == 1);
  CHECK(graph.get("/groups?$filter=securityEnabled%20eq%20false").value().size() == 1);
}

TEST_CASE("A member is added and removed by reference, and only once")
{
  GraphFixture graph;
  const std::string members = "/groups/" + graph.group_id("Finance") + "/members";
  const std::string ada = graph.user_id("ada.lovelace");
  CHECK(graph.send("POST", members + "/$ref", reference(ada)).status == 204);
  const auto again = graph.send("POST", members + "/$ref", reference(ada));
  CHECK(again.status == 400);
  CHECK(again.message() == "One or more added object references already exist for the following "
                           "modified properties: 'members'.");
  CHECK(graph.act("DELETE", members + "/" + ada + "/$ref").status == 204);
  CHECK(graph.act("DELETE", members + "/" + ada + "/$ref").status == 404);
  CHECK(graph.send("POST", members + "/$ref", reference("11111111-1111-1111-1111-111111111111"))
            .status == 404);
  CHECK(graph.send("POST", members + "/$ref", Json{{"@odata.id", "nonsense"}}).status == 400);
  CHECK(graph.send("POST", members + "/$ref", Json::object()).status == 400);
}

TEST_CASE("A PATCH adds all members or none")
{
  GraphFixture graph;
  const std::string group = "/groups/" + graph.group_id("Finance");
  const std::string url = "https://graph.microsoft.com/v1.0/directoryObjects/";
  const std::string ada = url + graph.user_id("ada.lovelace");
  const auto size = graph.get(group + "/members").value().size();
  CHECK(
      graph
          .send("PATCH", group, {{"members@odata.bind", {ada, url + graph.user_id("john.backus")}}})
          .status == 400);
  CHECK(graph.get(group + "/members").value().size() == size);
  CHECK(graph.send("PATCH", group, {{"members@odata.bind", {ada}}}).status == 204);
  CHECK(graph.get(group + "/members").value().size() == size + 1);
}

TEST_CASE("Removing a member without $ref deletes the member itself")
{
  GraphFixture graph;
  const std::string john = graph.user_id("john.backus");
  CHECK(graph.act("DELETE", "/groups/" + graph.group_id("Finance") + "/members/" + john).status ==
        204);
  CHECK(graph.get("/users/" + john).status == 404);
  const std::string jean = graph.user_id("jean.sammet");
  graph.token = graph.token_with({"GroupMember.ReadWrite.All"});
  CHECK(graph.act("DELETE", "/groups/" + graph.group_id("Finance") + "/members/" + jean).status ==
        403);
}

TEST_CASE("Dynamic groups cannot be edited")
{
  GraphFixture graph;
  const std::string members = "/groups/" + graph.group_id("Sales EMEA") + "/members";
  CHECK(graph.send("POST", members + "/$ref", reference(graph.user_id("ada.lovelace"))).status ==
        400);
  CHECK(graph.act("DELETE", members + "/" + graph.user_id("hedy.lamarr") + "/$ref").status == 400);
}

TEST_CASE("Transitive members are flat, direct ones show the group")
{
  GraphFixture graph;
  const std::string all = "/groups/" + graph.group_id("All Staff");
  CHECK(graph.get(all + "/members").value().size() == 4);
  const auto flat = graph.get(all + "/transitiveMembers?$top=999");
  CHECK(flat.value().size() == 4 + 11);
  CHECK(graph.advanced(all + "/transitiveMembers/$count").body == "15");
  const std::string users = all + "/transitiveMembers/microsoft.graph.user?$count=true";
  CHECK(graph.advanced(users).value().size() == 14);
  CHECK(graph.get(users).status == 400);
  CHECK(graph.advanced(all + "/members/microsoft.graph.group?$count=true").value().size() == 1);
  CHECK(graph.advanced(all + "/members/microsoft.graph.nonsense?$count=true").status == 400);
}

TEST_CASE("Members of several types show what their own type has")
{
  GraphFixture graph;
  const auto members = graph.get("/groups/" + graph.group_id("All Staff") +
                                 "/members?$select=id,userPrincipalName,securityEnabled");
  for (const auto& member : members.value()) {
    const bool is_user = member.at("@odata.type") == "#microsoft.graph.user";
    CHECK(member.contains("userPrincipalName") == is_user);
    CHECK(member.contains("securityEnabled") != is_user);
  }
  CHECK(graph.get("/groups/" + graph.group_id("Finance") + "/members?$select=shoeSize").status ==
        400);
}

TEST_CASE("Members of one type are counted")
{
  GraphFixture graph;
  const std::string all = "/groups/" + graph.group_id("All Staff");
  CHECK(graph.advanced(all + "/members/microsoft.graph.user/$count").body == "3");
  CHECK(graph.advanced(all + "/transitiveMembers/microsoft.graph.user/$count").body == "14");
  CHECK(graph.advanced(all + "/members/microsoft.graph.nonsense/$count").status == 400);
}
