#include "commands/users/user_fixture.hpp"
#include "support/sample_tenant.hpp"

#include <doctest/doctest.h>

using namespace lpaz;
using namespace lpaz::test;

namespace {

const std::string k_assign = "POST " + k_app_path + "/appRoleAssignedTo";

class AssignUserFixture : public UserFixture {
public:
  void script_reads(const std::vector<std::string>& assigned)
  {
    script_app(tenant);
    tenant.on(user_lookup("'ada@contoso.example','grace@contoso.example'"),
              200,
              list_of({ada(), grace()}));
    script_scope(assigned, {});
  }
  void run_for_both(const std::vector<std::string>& more = {})
  {
    std::vector<std::string> words = {
        "assign-user", "ada@contoso.example", "grace@contoso.example", "-o", "json"};
    words.insert(words.end(), more.begin(), more.end());
    run(words);
  }
};

} // namespace

TEST_CASE_FIXTURE(AssignUserFixture, "assign-user assigns with the app's role, nobody twice")
{
  script_reads({k_grace_id});
  tenant.on(k_assign, 201, assignment(ada(), "User"));
  run_for_both();
  CHECK_MESSAGE(code == 0, err);
  CHECK(results() == std::vector<std::string>{"ada: assigned", "grace: assigned already"});
  CHECK(json()[0]["lastPass"] == "gets an account with the next cycle");
  REQUIRE(tenant.writes().size() == 1);
  CHECK(tenant.writes()[0].find(k_ada_id) != std::string::npos);
  CHECK(tenant.writes()[0].find(k_role_id) != std::string::npos);
}

TEST_CASE_FIXTURE(AssignUserFixture,
                  "assign-user repeats what was throttled, and says of a conflict that "
                  "somebody else assigned meanwhile")
{
  script_reads({});
  tenant.on(k_assign, 429, {}, {{"Retry-After", "2"}});
  tenant.on(k_assign, 201, assignment(grace(), "User"));
  tenant.on(
      k_assign,
      400,
      graph_error("Request_BadRequest", "Permission being assigned already exists on the object"));
  run_for_both();
  CHECK_MESSAGE(code == 0, err);
  CHECK(results() == std::vector<std::string>{"ada: assigned already", "grace: assigned"});
  CHECK(tenant.writes().size() == 3);
}

TEST_CASE_FIXTURE(AssignUserFixture, "assign-user --dry-run writes nothing, --max-users refuses")
{
  script_reads({});
  run_for_both({"--dry-run"});
  CHECK_MESSAGE(code == 0, err);
  CHECK(results() ==
        std::vector<std::string>{"ada: would be assigned", "grace: would be assigned"});
  CHECK(tenant.writes().empty());
  script_app(tenant);
  tenant.on("GET /users?*", 200, list_of({ada(), grace()}));
  run_for_both({"--max-users", "1"});
  check_nothing_happened(6);
}

TEST_CASE_FIXTURE(UserFixture,
                  "assign-user means the living one, and says whose name that was before")
{
  script_app(tenant);
  tenant.on(user_lookup("'ada@contoso.example'"), 200, list_of({ada({{"id", k_grace_id}})}));
  tenant.on("GET /directory/deletedItems/microsoft.graph.user?*", 200, list_of({deleted_ada()}));
  tenant.on("GET " + k_app_path + "/appRoleAssignedTo*", 200, list_of({}));
  run({"assign-user", "ada@contoso.example", "--dry-run", "-o", "json"});
  CHECK_MESSAGE(code == 0, err);
  CHECK(json()[0]["id"] == k_grace_id);
  CHECK(says(k_ada_id + " in the recycle bin had that name too"));
}
