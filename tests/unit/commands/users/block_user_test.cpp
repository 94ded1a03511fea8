#include "commands/users/user_fixture.hpp"
#include "support/golden_file.hpp"
#include "support/sample_tenant.hpp"

#include <doctest/doctest.h>

using namespace lpaz;
using namespace lpaz::test;

namespace {

const std::string k_block_ada = "PATCH /users/" + k_ada_id + R"( {"accountEnabled":false})";
const std::string k_revoke_ada = "POST /users/" + k_ada_id + "/revokeSignInSessions";
const std::string k_block_grace = "PATCH /users/" + k_grace_id + R"( {"accountEnabled":false})";
const std::string k_revoke_grace = "POST /users/" + k_grace_id + "/revokeSignInSessions";

class BlockFixture : public UserFixture {
public:
  void script_ada_with(const Json& more)
  {
    script_roles(tenant);
    tenant.on(user_lookup("'ada@contoso.example'"), 200, list_of({ada(more)}));
  }
  void check_refused(const std::string& option, const std::string& reason)
  {
    CAPTURE(option);
    CHECK(code == 6);
    CHECK(out.empty());
    CHECK(says("nothing was changed: "));
    CHECK(says(reason));
    CHECK(says(option));
    CHECK(tenant.writes().empty());
  }
};

} // namespace

TEST_CASE_FIXTURE(BlockFixture, "block-user blocks, revokes the sessions, and says what follows")
{
  script_ada();
  script_block(k_ada_id);
  run({"block-user", "ada@contoso.example"});
  CHECK_MESSAGE(code == 0, err);
  CHECK(tenant.writes() == std::vector<std::string>{k_block_ada, k_revoke_ada});
  CHECK(tenant.requests() <= 3);
  CHECK(tenant.token_requests().size() == 1);
  CHECK(err.empty());
  check_golden("block-user_table.txt", out);
}

TEST_CASE_FIXTURE(BlockFixture, "block-user prints a row per person with stable names in JSON")
{
  script_ada();
  script_block(k_ada_id);
  run({"block-user", "ada@contoso.example", "-o", "json"});
  CHECK_MESSAGE(code == 0, err);
  REQUIRE(json().size() == 1);
  const OrderedJson row = json()[0];
  CHECK(row["userPrincipalName"] == "ada@contoso.example");
  CHECK(row["id"] == k_ada_id);
  CHECK(row["displayName"] == "Ada Lovelace");
  CHECK(row["result"] == "blocked");
  CHECK(row["lastPass"] == "disabled with the next cycle");
  for (const char* unknown : {"goneDateTime",
                              "verified",
                              "verifiedDateTime",
                              "verifiedBy",
                              "evidence",
                              "pendingReason",
                              "error"}) {
    CAPTURE(unknown);
    CHECK(row[unknown].is_null());
  }
  CHECK(row.size() == 12);
}

TEST_CASE_FIXTURE(BlockFixture,
                  "block-user takes an object id as well, and a name given twice once")
{
  script_roles(tenant);
  tenant.on("GET /users?*id in ('" + k_ada_id + "')", 200, list_of({ada()}));
  tenant.on(user_lookup("'ADA@contoso.example'"), 200, list_of({ada()}));
  script_block(k_ada_id);
  run({"block-user", k_ada_id, "ADA@contoso.example", "ada@CONTOSO.example", "-o", "json"});
  CHECK_MESSAGE(code == 0, err);
  CHECK(json().size() == 1);
  CHECK(tenant.writes().size() == 2);
}

TEST_CASE_FIXTURE(BlockFixture,
                  "block-user repeats nothing but the revoking for who is blocked already")
{
  script_ada_with({{"accountEnabled", false}});
  tenant.on(k_revoke_ada, 200, {{"value", true}});
  run({"block-user", "ada@contoso.example", "-o", "json"});
  CHECK_MESSAGE(code == 0, err);
  CHECK(json()[0]["result"] == "blocked already");
  CHECK(json()[0]["lastPass"] == nullptr);
  CHECK(tenant.writes() == std::vector<std::string>{k_revoke_ada});
}

TEST_CASE_FIXTURE(BlockFixture, "block-user changes nobody if one name is unknown, and names it")
{
  script_roles(tenant);
  tenant.on(user_lookup("'ada@contoso.example','nobody@contoso.example'"), 200, list_of({ada()}));
  run({"block-user", "ada@contoso.example", "nobody@contoso.example", "-o", "json"});
  CHECK(code == 8);
  CHECK(out.empty());
  CHECK(error()["kind"] == "notFound");
  CHECK(error()["message"] == "no user is called \"nobody@contoso.example\"");
  CHECK(tenant.writes().empty());
}

TEST_CASE_FIXTURE(BlockFixture,
                  "block-user --dry-run prints the rows it would act on and writes nothing")
{
  script_roles(tenant);
  tenant.on(user_lookup("'ada@contoso.example','grace@contoso.example'"),
            200,
            list_of({ada(), grace({{"accountEnabled", false}})}));
  run({"block-user", "ada@contoso.example", "grace@contoso.example", "--dry-run", "-o", "json"});
  CHECK_MESSAGE(code == 0, err);
  REQUIRE(json().size() == 2);
  CHECK(json()[0]["result"] == "would be blocked");
  CHECK(json()[0]["lastPass"] == "disabled with the next cycle");
  CHECK(json()[1]["result"] == "blocked already");
  CHECK(tenant.writes().empty());
}

TEST_CASE_FIXTURE(BlockFixture, "block-user blocks several before it revokes, in few requests")
{
  script_both();
  script_block(k_ada_id);
  script_block(k_grace_id);
  run({"block-user", "ada@contoso.example", "grace@contoso.example", "-o", "json"});
  CHECK_MESSAGE(code == 0, err);
  auto writes = tenant.writes();
  REQUIRE(writes.size() == 4);
  CHECK(writes[0] == k_block_ada);
  CHECK(writes[1] == k_block_grace);
  std::ranges::sort(writes.begin() + 2, writes.end());
  CHECK(writes[2] == k_revoke_ada);
  CHECK(writes[3] == k_revoke_grace);
  CHECK(tenant.requests() <= 6);
  CHECK(json()[0]["userPrincipalName"] == "ada@contoso.example");
  CHECK(json()[1]["userPrincipalName"] == "grace@contoso.example");
}

TEST_CASE_FIXTURE(BlockFixture, "block-user ends with 3 and a truthful row each if some failed")
{
  script_both();
  script_block(k_ada_id);
  tenant.on("PATCH /users/" + k_grace_id,
            403,
            graph_error("Authorization_RequestDenied", "Insufficient privileges"));
  run({"block-user", "ada@contoso.example", "grace@contoso.example", "-o", "json"});
  CHECK(code == 3);
  REQUIRE(json().size() == 2);
  CHECK(json()[0]["result"] == "blocked");
  CHECK(json()[1]["result"] == "failed");
  CHECK(json()[1]["error"] == "Insufficient privileges");
  CHECK(json()[1]["lastPass"] == nullptr);
  CHECK(error()["kind"] == "partial");
  CHECK(error()["message"] == "1 of 2 users failed; the first: Insufficient privileges");
  CHECK(error()["requestId"] == "r-1");
}

TEST_CASE_FIXTURE(BlockFixture, "block-user says partly done of somebody whose sessions live on")
{
  script_ada();
  tenant.on("PATCH /users/" + k_ada_id, 204);
  tenant.on(
      k_revoke_ada, 403, graph_error("Authorization_RequestDenied", "Insufficient privileges"));
  run({"block-user", "ada@contoso.example", "-o", "json"});
  CHECK(code == 9);
  CHECK(json()[0]["result"] == "partly done");
  CHECK(json()[0]["error"] == "Insufficient privileges");
  CHECK(json()[0]["lastPass"] == nullptr);
  CHECK(error()["hint"].get<std::string>().find("User.RevokeSessions.All") != std::string::npos);
}

TEST_CASE_FIXTURE(BlockFixture, "block-user revokes nothing of somebody who could not be blocked")
{
  script_ada();
  tenant.on("PATCH /users/" + k_ada_id,
            403,
            graph_error("Authorization_RequestDenied", "Insufficient privileges"));
  run({"block-user", "ada@contoso.example"});
  CHECK(code == 9);
  CHECK(tenant.writes() == std::vector<std::string>{k_block_ada});
  CHECK(says("User.EnableDisableAccount.All"));
  CHECK(says("code: Authorization_RequestDenied  request-id: r-1"));
}

TEST_CASE_FIXTURE(BlockFixture,
                  "block-user waits when one item is throttled, looks, and sends only that again")
{
  script_both();
  script_block(k_ada_id);
  tenant.on("PATCH /users/" + k_grace_id, 429, {}, {{"Retry-After", "7"}});
  tenant.on("GET /users/" + k_grace_id + "?*", 200, grace());
  script_block(k_grace_id);
  run({"block-user", "ada@contoso.example", "grace@contoso.example"});
  CHECK_MESSAGE(code == 0, err);
  CHECK(std::ranges::count(tenant.writes(), k_block_ada) == 1);
  CHECK(std::ranges::count(tenant.writes(), k_block_grace) == 2);
  CHECK(tenant.writes().size() == 5);
  CHECK(clock.steady_now().time_since_epoch() >= std::chrono::seconds(7));
}

TEST_CASE_FIXTURE(BlockFixture,
                  "block-user refuses guests, synced people and its own account by default")
{
  struct Row {
    Json more;
    const char* option;
    const char* reason;
  };
  const Row rows[] = {
      {{{"userType", "Guest"}}, "--include-guests", "is a guest"},
      {{{"onPremisesSyncEnabled", true}}, "--include-synced", "is synced"},
      {{{"id", "00000000-0000-0000-0000-0000000000ff"}}, "--include-self", "lpaz is signed in as"},
  };
  for (const Row& row : rows) {
    script_ada_with(row.more);
    run({"block-user", "ada@contoso.example"});
    check_refused(row.option, row.reason);
    script_ada_with(row.more);
    const std::string id = ada(row.more)["id"];
    script_block(id);
    run({"block-user", "ada@contoso.example", row.option});
    CHECK_MESSAGE(code == 0, err);
    CHECK(tenant.writes().size() == 2);
    tenant.forget_requests();
  }
}

TEST_CASE_FIXTURE(BlockFixture, "block-user refuses an administrator, and the last one twice over")
{
  script_roles(tenant, {global_administrator(k_ada_id), global_administrator(k_grace_id)});
  tenant.on(user_lookup("'ada@contoso.example'"), 200, list_of({ada()}));
  tenant.on(states_lookup({k_ada_id, k_grace_id}), 200, list_of({ada(), grace()}));
  run({"block-user", "ada@contoso.example"});
  check_refused("--include-admins", "holds the role Global Administrator");
  CHECK_FALSE(says("--include-last-admin"));
  script_roles(tenant, {global_administrator(k_ada_id)});
  tenant.on(user_lookup("'ada@contoso.example'"), 200, list_of({ada()}));
  tenant.on(states_lookup({k_ada_id}), 200, list_of({ada()}));
  run({"block-user", "ada@contoso.example", "--include-admins", "--yes"});
  check_refused("--include-last-admin", "no Global Administrator would be left");
}

TEST_CASE_FIXTURE(BlockFixture,
                  "block-user stops with 9 if roles are secret, whatever else is overridden")
{
  tenant.on("GET /roleManagement/directory/roleAssignments*",
            403,
            graph_error("Authorization_RequestDenied", "Insufficient privileges"));
  tenant.on("GET /roleManagement/directory/roleEligibilityScheduleInstances*", 200, list_of({}));
  tenant.on("GET /roleManagement/directory/roleDefinitions*", 200, list_of({}));
  tenant.on(user_lookup("'ada@contoso.example'"), 200, list_of({ada()}));
  run({"block-user", "ada@contoso.example", "--include-admins", "--include-last-admin"});
  CHECK(code == 9);
  CHECK(says("who holds a directory role could not be read, and nothing was changed"));
  CHECK(says("RoleManagement.Read.Directory"));
  CHECK(says("--ignore-unknown-roles"));
  CHECK(out.empty());
  CHECK(tenant.writes().empty());
}

TEST_CASE_FIXTURE(BlockFixture, "block-user --ignore-unknown-roles goes on without them, and warns")
{
  tenant.on("GET /roleManagement/directory/roleAssignments*", 200, list_of({}));
  tenant.on("GET /roleManagement/directory/roleEligibilityScheduleInstances*",
            403,
            graph_error("Authorization_RequestDenied", "Insufficient privileges"));
  tenant.on("GET /roleManagement/directory/roleDefinitions*", 200, list_of({}));
  tenant.on(user_lookup("'ada@contoso.example'"), 200, list_of({ada()}));
  script_block(k_ada_id);
  run({"block-user", "ada@contoso.example", "--ignore-unknown-roles"});
  CHECK_MESSAGE(code == 0, err);
  CHECK(says("warning: who is eligible for a directory role could not be read"));
}

TEST_CASE_FIXTURE(BlockFixture, "block-user says once for a tenant that nobody is protected")
{
  std::filesystem::remove(home / protection_marker());
  for (const bool first : {true, false}) {
    script_ada();
    script_block(k_ada_id);
    run({"block-user", "ada@contoso.example"});
    CHECK_MESSAGE(code == 0, err);
    CHECK(says("no account is protected") == first);
    CHECK(says("\"protectedUsers\"") == first);
  }
  CHECK(std::filesystem::file_size(home / protection_marker()) == 0);
}

TEST_CASE_FIXTURE(BlockFixture, "block-user does not say so of a signed-in user, or in a dry run")
{
  std::filesystem::remove(home / protection_marker());
  script_ada();
  run({"block-user", "ada@contoso.example", "--dry-run"});
  CHECK(err.empty());
  CHECK_FALSE(std::filesystem::exists(home / protection_marker()));
}

TEST_CASE_FIXTURE(BlockFixture, "block-user ends with 2 if a protected user is nobody")
{
  write_file(".config/lpaz/config.json",
             R"({"profiles": {"default": {"protectedUsers": ["glass@contoso.example"]}}})");
  script_ada();
  tenant.on(user_lookup("'glass@contoso.example'"), 200, list_of({}));
  run({"block-user", "ada@contoso.example"});
  CHECK(code == 2);
  CHECK(says("\"glass@contoso.example\""));
  CHECK(tenant.writes().empty());
}

TEST_CASE_FIXTURE(BlockFixture,
                  "block-user of a leavers' list that is run again spares the new namesake")
{
  script_ada_with({{"id", k_grace_id}});
  tenant.on("GET /directory/deletedItems/microsoft.graph.user?*", 200, list_of({deleted_ada()}));
  run({"block-user", "ada@contoso.example", "-o", "json"});
  check_nothing_happened(2);
  const std::string hint = error()["hint"];
  CHECK(hint.find(k_ada_id) != std::string::npos);
  CHECK(hint.find(k_grace_id) != std::string::npos);
}

TEST_CASE_FIXTURE(BlockFixture, "block-user refuses the protected accounts of the profile")
{
  write_file(".config/lpaz/config.json",
             R"({"profiles": {"default": {"protectedUsers": ["ADA@contoso.example"]}}})");
  script_ada();
  tenant.on(user_lookup("'ADA@contoso.example'"), 200, list_of({ada()}));
  run({"block-user", "ada@contoso.example"});
  check_refused("--include-protected", "is a protected account");
}

TEST_CASE_FIXTURE(BlockFixture, "block-user refuses more people than --max-users")
{
  script_both();
  run({"block-user", "ada@contoso.example", "grace@contoso.example", "--max-users", "1"});
  check_refused("--max-users", "2 users are more than the 1");
}

TEST_CASE_FIXTURE(BlockFixture, "block-user makes a display name full of escape sequences visible")
{
  const Json evil = {{"displayName",
                      "\x1b]0;owned\x07"
                      "Ada\xe2\x80\xae\r\nfake row"}};
  script_ada_with(evil);
  script_block(k_ada_id);
  run({"block-user", "ada@contoso.example"});
  CHECK_MESSAGE(code == 0, err);
  CHECK(out.find_first_of("\x1b\x07\r") == std::string::npos);
  CHECK(prints("\\x1b]0;owned\\x07Ada\\u202e\\r\\nfake row"));
  script_ada_with(evil);
  script_block(k_ada_id);
  run({"block-user", "ada@contoso.example", "-o", "json"});
  CHECK(out.find_first_of("\x1b\x07\r") == std::string::npos);
  CHECK(out.find("\xe2\x80\xae") == std::string::npos);
  CHECK(json()[0]["displayName"] == evil["displayName"]);
}

TEST_CASE_FIXTURE(BlockFixture, "block-user prints the columns that were asked for, in their order")
{
  script_ada();
  script_block(k_ada_id);
  run({"block-user", "ada@contoso.example", "--columns", "result,id", "-o", "csv"});
  CHECK_MESSAGE(code == 0, err);
  CHECK(out == "result,id\r\nblocked," + k_ada_id + "\r\n");
}

TEST_CASE_FIXTURE(BlockFixture, "block-user calls wrong words a usage error and sends nothing")
{
  const std::vector<std::vector<std::string>> wrong = {{"block-user"},
                                                       {"block-user", "--max-users", "0", "a"},
                                                       {"block-user", "--max-users", "many", "a"},
                                                       {"block-user", "--columns", "name", "a"}};
  for (const auto& words : wrong) {
    CAPTURE(words.back());
    run(words);
    CHECK(code == 2);
    CHECK(out.empty());
  }
  CHECK(tenant.requests() == 0);
  CHECK(tenant.token_requests().empty());
}
