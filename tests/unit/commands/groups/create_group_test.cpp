#include "support/command_fixture.hpp"
#include "support/sample_tenant.hpp"

#include <doctest/doctest.h>

using namespace lpaz;
using namespace lpaz::test;

namespace {

std::string member_url(const std::string& id)
{
  return "https://graph.microsoft.com/v1.0/directoryObjects/" + id;
}

// The body of the one write.
Json body_of(const std::string& write)
{
  return Json::parse(write.substr(write.find('{')));
}

} // namespace

TEST_CASE_FIXTURE(CommandFixture, "create-group makes a security group with its first members")
{
  tenant.on(
      user_lookup("'ada@contoso.example','grace@contoso.example'"), 200, list_of({ada(), grace()}));
  tenant.on(group_lookup("LastPass pilot"), 200, list_of({}));
  tenant.on("POST /groups", 201, pilot());
  run({"create-group",
       "LastPass pilot",
       "--description",
       "First users",
       "--member",
       "ada@contoso.example",
       "--member",
       "grace@contoso.example",
       "-o",
       "json"});
  CHECK_MESSAGE(code == 0, err);
  CHECK(json() == OrderedJson{{"id", k_pilot_id},
                              {"displayName", "LastPass pilot"},
                              {"result", "created"},
                              {"members", 2}});
  REQUIRE(tenant.writes().size() == 1);
  CHECK(body_of(tenant.writes()[0]) ==
        Json{{"displayName", "LastPass pilot"},
             {"description", "First users"},
             {"mailEnabled", false},
             {"mailNickname", "lastpass-pilot"},
             {"securityEnabled", true},
             {"groupTypes", Json::array()},
             {"members@odata.bind", Json::array({member_url(k_ada_id), member_url(k_grace_id)})}});
}

TEST_CASE_FIXTURE(CommandFixture,
                  "create-group adopts the one group of that name and adds who is missing")
{
  tenant.on(user_lookup("'ada@contoso.example'"), 200, list_of({ada()}));
  tenant.on(group_lookup("LastPass pilot"), 200, list_of({pilot()}));
  tenant.on("POST /groups/" + k_pilot_id + "/members/$ref",
            400,
            graph_error("Request_BadRequest",
                        "One or more added object references already exist for the following "
                        "modified properties: 'members'."));
  run({"create-group", "LastPass pilot", "--member", "ada@contoso.example", "-o", "json"});
  CHECK_MESSAGE(code == 0, err);
  CHECK(json()["result"] == "exists already");
  CHECK(json()["id"] == k_pilot_id);
}

TEST_CASE_FIXTURE(CommandFixture,
                  "create-group of a name that several groups have lists them, ends with 2")
{
  tenant.on(group_lookup("LastPass pilot"), 200, list_of({pilot(), pilot({{"id", k_sales_id}})}));
  run({"create-group", "LastPass pilot"});
  CHECK(code == 2);
  CHECK(says(k_pilot_id));
  CHECK(says(k_sales_id));
  CHECK(tenant.writes().empty());
}

TEST_CASE_FIXTURE(CommandFixture, "create-group makes nothing if a member is unknown")
{
  tenant.on(user_lookup("'nobody@contoso.example'"), 200, list_of({}));
  run({"create-group", "LastPass pilot", "--member", "nobody@contoso.example"});
  CHECK(code == 8);
  CHECK(tenant.writes().empty());
}

TEST_CASE_FIXTURE(CommandFixture, "create-group --dry-run makes nothing")
{
  tenant.on(group_lookup("LastPass pilot"), 200, list_of({}));
  run({"create-group", "LastPass pilot", "--dry-run", "-o", "json"});
  CHECK_MESSAGE(code == 0, err);
  CHECK(json()["result"] == "would be created");
  CHECK(json()["id"] == nullptr);
  CHECK(tenant.writes().empty());
}

TEST_CASE_FIXTURE(
    CommandFixture,
    "create-group never asks a second time while the directory may still show the group")
{
  tenant.always(group_lookup("LastPass pilot"), 200, list_of({}));
  tenant.on("POST /groups", 503, graph_error("ServiceUnavailable", "trouble"));
  run({"create-group", "LastPass pilot"});
  CHECK(code == 5);
  CHECK(says("does not show yet"));
  CHECK(tenant.writes().size() == 1);
}

TEST_CASE_FIXTURE(CommandFixture, "create-group looks whether it was made if the answer is lost")
{
  tenant.on(group_lookup("LastPass pilot"), 200, list_of({}));
  tenant.on("POST /groups", 504, graph_error("GatewayTimeout", "trouble"));
  tenant.on(group_lookup("LastPass pilot"), 200, list_of({pilot()}));
  run({"create-group", "LastPass pilot", "-o", "json"});
  CHECK_MESSAGE(code == 0, err);
  CHECK(json()["id"] == k_pilot_id);
  CHECK(tenant.writes().size() == 1);
}

TEST_CASE_FIXTURE(CommandFixture,
                  "create-group without the permission to create ends with 9 and names it")
{
  tenant.on(group_lookup("LastPass pilot"), 200, list_of({}));
  tenant.on("POST /groups", 403, graph_error("Authorization_RequestDenied", "no"));
  run({"create-group", "LastPass pilot"});
  CHECK(code == 9);
  CHECK(says("Group.Create and GroupMember.ReadWrite.All"));
}

TEST_CASE_FIXTURE(CommandFixture,
                  "create-group finds a group whose name holds a quote, and names it safely")
{
  tenant.on(group_lookup("Ada''s & friends"), 200, list_of({}));
  tenant.on("POST /groups", 201, pilot({{"displayName", "Ada's & friends"}}));
  run({"create-group", "Ada's & friends"});
  CHECK_MESSAGE(code == 0, err);
  CHECK(body_of(tenant.writes()[0])["mailNickname"] == "ada-s-friends");
}

TEST_CASE_FIXTURE(CommandFixture,
                  "create-group gives a name without any letter a nickname all the same")
{
  tenant.on("GET /groups?*", 200, list_of({}));
  tenant.on("POST /groups", 201, pilot());
  run({"create-group", "\xe6\x9d\xb1\xe4\xba\xac"});
  CHECK_MESSAGE(code == 0, err);
  CHECK(body_of(tenant.writes()[0])["mailNickname"] == "group");
}

TEST_CASE_FIXTURE(CommandFixture, "create-group adds more members than fit into one request")
{
  std::vector<std::string> words = {"create-group", "LastPass pilot"};
  Json first = list_of({});
  Json second = list_of({});
  for (int i = 0; i < 23; ++i) {
    const std::string name = "u" + std::to_string(i) + "@contoso.example";
    words.insert(words.end(), {"--member", name});
    (i < 15 ? first : second)["value"].push_back(
        ada({{"id", "id-" + std::to_string(i)}, {"userPrincipalName", name}}));
  }
  tenant.on("GET /users?*u14@*", 200, first);
  tenant.on("GET /users?*u15@*", 200, second);
  tenant.on(group_lookup("LastPass pilot"), 200, list_of({}));
  tenant.on("POST /groups", 201, pilot());
  tenant.always("POST /groups/" + k_pilot_id + "/members/$ref", 204);
  run(words);
  CHECK_MESSAGE(code == 0, err);
  REQUIRE(tenant.writes().size() == 4);
  CHECK(body_of(tenant.writes()[0])["members@odata.bind"].size() == 20);
  CHECK(body_of(tenant.writes()[3])["@odata.id"] == member_url("id-22"));
}

TEST_CASE_FIXTURE(CommandFixture, "create-group calls a name that no group can have a usage error")
{
  for (const std::string& name : {std::string(), std::string("  "), std::string(257, 'x')}) {
    CAPTURE(name);
    run({"create-group", name});
    CHECK(code == 2);
  }
  run({"create-group"});
  CHECK(code == 2);
  CHECK(tenant.requests() == 0);
}

TEST_CASE_FIXTURE(
    CommandFixture,
    "create-group with a journal is not continued for another person of the same name")
{
  const std::string journal = (home / "run.journal").string();
  tenant.on(user_lookup("'ada@contoso.example'"), 200, list_of({ada()}));
  tenant.on(group_lookup("LastPass pilot"), 200, list_of({}));
  tenant.on("POST /groups", 201, pilot());
  const std::vector<std::string> command{
      "create-group", "LastPass pilot", "--member", "ada@contoso.example", "--journal", journal};
  run(command);
  CHECK_MESSAGE(code == 0, err);
  tenant.forget_requests();
  const std::string other = "a0000000-0000-0000-0000-0000000000ff";
  tenant.on(user_lookup("'ada@contoso.example'"), 200, list_of({with(ada(), {{"id", other}})}));
  tenant.on(group_lookup("LastPass pilot"), 200, list_of({pilot()}));
  run(command);
  CHECK(code == 6);
  CHECK(says(k_ada_id));
  CHECK(says(other));
  CHECK(tenant.writes().empty());
}
