#include "commands/users/user_fixture.hpp"
#include "support/sample_tenant.hpp"

#include <doctest/doctest.h>

using namespace lpaz;
using namespace lpaz::test;

namespace {

std::string bin_lookup(const std::string& name)
{
  return "GET /directory/deletedItems/microsoft.graph.user?*endswith(userPrincipalName,'" + name +
         "')*";
}

const std::string k_restore_ada = "POST /directory/deletedItems/" + k_ada_id + "/restore";

class RestoreFixture : public UserFixture {
public:
  // Nobody living has the name, unless a test says so.
  RestoreFixture() { tenant.by_default("GET /users?*", 200, list_of({})); }
  void script_no_app() { tenant.on(k_app_lookup, 200, list_of({})); }
};

} // namespace

TEST_CASE_FIXTURE(RestoreFixture, "restore-user brings somebody back by the name they had")
{
  tenant.on(bin_lookup("ada@contoso.example"), 200, list_of({deleted_ada()}));
  tenant.on(k_restore_ada, 200, ada());
  script_no_app();
  run({"restore-user", "ada@contoso.example", "-o", "json"});
  CHECK_MESSAGE(code == 0, err);
  CHECK(json()[0]["result"] == "restored");
  CHECK(json()[0]["userPrincipalName"] == "ada@contoso.example");
  CHECK(json()[0]["lastPass"] == "enabled with the next cycle, unless sign-in is blocked");
  CHECK(tenant.writes() == std::vector<std::string>{k_restore_ada});
}

TEST_CASE_FIXTURE(RestoreFixture, "restore-user takes the object id as well")
{
  tenant.on("GET /directory/deletedItems/" + k_ada_id + "?*", 200, deleted_ada());
  tenant.on(k_restore_ada, 200, ada());
  script_no_app();
  run({"restore-user", k_ada_id});
  CHECK_MESSAGE(code == 0, err);
  CHECK(prints("restored"));
}

TEST_CASE_FIXTURE(RestoreFixture, "restore-user takes nobody for a namesake of the same ending")
{
  tenant.on(bin_lookup("da@contoso.example"), 200, list_of({deleted_ada()}));
  tenant.on(user_lookup("'da@contoso.example'"), 200, list_of({}));
  run({"restore-user", "da@contoso.example"});
  CHECK(code == 8);
  CHECK(tenant.writes().empty());
}

TEST_CASE_FIXTURE(RestoreFixture, "restore-user leaves who is not deleted as is")
{
  tenant.on(bin_lookup("ada@contoso.example"), 200, list_of({}));
  tenant.on(user_lookup("'ada@contoso.example'"), 200, list_of({ada()}));
  run({"restore-user", "ada@contoso.example", "-o", "json"});
  CHECK_MESSAGE(code == 0, err);
  CHECK(json()[0]["result"] == "not deleted");
  CHECK(tenant.writes().empty());
}

TEST_CASE_FIXTURE(RestoreFixture, "restore-user of somebody who is nowhere ends with 8")
{
  tenant.on(bin_lookup("nobody@contoso.example"), 200, list_of({}));
  tenant.on(user_lookup("'nobody@contoso.example'"), 200, list_of({}));
  run({"restore-user", "nobody@contoso.example"});
  CHECK(code == 8);
  CHECK(out.empty());
  CHECK(says("nobody@contoso.example"));
}

TEST_CASE_FIXTURE(RestoreFixture, "restore-user lists the candidates if a name fits several")
{
  const std::string other = "a0000000-0000-0000-0000-00000000000c";
  tenant.on(bin_lookup("ada@contoso.example"),
            200,
            list_of({deleted_ada(),
                     deleted_ada({{"id", other},
                                  {"userPrincipalName",
                                   "a000000000000000000000000000000cada@contoso.example"}})}));
  run({"restore-user", "ada@contoso.example", "-o", "json"});
  CHECK(code == 2);
  const std::string hint = error()["hint"];
  CHECK(hint.find(k_ada_id) != std::string::npos);
  CHECK(hint.find(other) != std::string::npos);
  CHECK(tenant.writes().empty());
}

TEST_CASE_FIXTURE(RestoreFixture, "restore-user restores once who was named in several ways")
{
  tenant.on("GET /directory/deletedItems/" + k_ada_id + "?*", 200, deleted_ada());
  tenant.on(bin_lookup("ada@contoso.example"), 200, list_of({deleted_ada()}));
  tenant.on(k_restore_ada, 200, ada());
  script_no_app();
  run({"restore-user", k_ada_id, "ada@contoso.example", "ADA@contoso.example", "-o", "json"});
  CHECK_MESSAGE(code == 0, err);
  CHECK(json().size() == 1);
  CHECK(tenant.writes().size() == 1);
}

TEST_CASE_FIXTURE(RestoreFixture, "restore-user --dry-run writes nothing")
{
  tenant.on(bin_lookup("ada@contoso.example"), 200, list_of({deleted_ada()}));
  run({"restore-user", "ada@contoso.example", "--dry-run", "-o", "json"});
  CHECK_MESSAGE(code == 0, err);
  CHECK(json()[0]["result"] == "would be restored");
  tenant.on(bin_lookup("ada@contoso.example"), 200, list_of({deleted_ada(), grace()}));
  run({"restore-user", "ada@contoso.example", "grace@contoso.example", "--max-users", "1"});
  CHECK(code == 6);
  CHECK(tenant.writes().empty());
}

TEST_CASE_FIXTURE(RestoreFixture,
                  "restore-user ends with 3 and a row each if some could not come back")
{
  tenant.on(bin_lookup("ada@contoso.example"), 200, list_of({deleted_ada(), grace()}));
  tenant.on(k_restore_ada, 200, ada());
  tenant.on("POST /directory/deletedItems/" + k_grace_id + "/restore",
            400,
            graph_error("Request_BadRequest", "the user principal name is taken"));
  script_no_app();
  run({"restore-user", "ada@contoso.example", "grace@contoso.example", "-o", "json"});
  CHECK(code == 3);
  CHECK(json()[0]["result"] == "restored");
  CHECK(json()[1]["result"] == "failed");
  CHECK(json()[1]["error"] == "the user principal name is taken");
}

TEST_CASE_FIXTURE(RestoreFixture, "restore-user names the memberships that LastPass may lack")
{
  tenant.on(bin_lookup("ada@contoso.example"), 200, list_of({deleted_ada()}));
  tenant.on(k_restore_ada, 200, ada());
  script_app(tenant);
  script_scope({}, {k_ada_id}, {k_ada_id});
  run({"restore-user", "ada@contoso.example"});
  CHECK_MESSAGE(code == 0, err);
  CHECK(says("ada@contoso.example: LastPass may lack the membership of LastPass pilot"));
}

TEST_CASE_FIXTURE(RestoreFixture,
                  "restore-user has restored whom it has, whether or not memberships can be read")
{
  tenant.on(bin_lookup("ada@contoso.example"), 200, list_of({deleted_ada()}));
  tenant.on(k_restore_ada, 200, ada());
  tenant.on(k_app_lookup, 403, graph_error("Authorization_RequestDenied", "Insufficient"));
  run({"restore-user", "ada@contoso.example", "-o", "json"});
  CHECK_MESSAGE(code == 0, err);
  CHECK(results() == std::vector<std::string>{"ada: restored"});
  CHECK(says("which memberships LastPass lacks cannot be said"));
}

TEST_CASE_FIXTURE(RestoreFixture, "restore-user without a name is a usage error")
{
  run({"restore-user"});
  CHECK(code == 2);
  CHECK(tenant.requests() == 0);
}

TEST_CASE_FIXTURE(RestoreFixture, "restore-user of a name that a living person has too ends with 2")
{
  tenant.on(bin_lookup("ada@contoso.example"), 200, list_of({deleted_ada()}));
  tenant.on(user_lookup("'ada@contoso.example'"), 200, list_of({ada({{"id", k_grace_id}})}));
  run({"restore-user", "ada@contoso.example", "-o", "json"});
  check_nothing_happened(2);
  const std::string hint = error()["hint"];
  CHECK(hint.find(k_ada_id) != std::string::npos);
  CHECK(hint.find(k_grace_id) != std::string::npos);
}
