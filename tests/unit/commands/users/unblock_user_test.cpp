#include "support/command_fixture.hpp"
#include "support/sample_tenant.hpp"

#include <doctest/doctest.h>

using namespace lpaz;
using namespace lpaz::test;

namespace {

const std::string k_unblock_ada = "PATCH /users/" + k_ada_id + R"( {"accountEnabled":true})";

} // namespace

TEST_CASE_FIXTURE(CommandFixture, "unblock-user allows the sign-in again, without asking for roles")
{
  tenant.on(user_lookup("'ada@contoso.example'"), 200, list_of({ada({{"accountEnabled", false}})}));
  tenant.on("PATCH /users/" + k_ada_id, 204);
  run({"unblock-user", "ada@contoso.example", "-o", "json"});
  CHECK_MESSAGE(code == 0, err);
  CHECK(json()[0]["result"] == "unblocked");
  CHECK(json()[0]["lastPass"] == "enabled with the next cycle");
  CHECK(tenant.writes() == std::vector<std::string>{k_unblock_ada});
  CHECK(tenant.requests() <= 3);
  CHECK(prompter.questions.empty());
}

TEST_CASE_FIXTURE(CommandFixture, "unblock-user leaves who is not blocked as is")
{
  tenant.on(user_lookup("'ada@contoso.example'"), 200, list_of({ada()}));
  run({"unblock-user", "ada@contoso.example", "-o", "json"});
  CHECK_MESSAGE(code == 0, err);
  CHECK(json()[0]["result"] == "not blocked");
  CHECK(json()[0]["lastPass"] == nullptr);
  CHECK(tenant.writes().empty());
}

TEST_CASE_FIXTURE(CommandFixture, "unblock-user --dry-run writes nothing")
{
  tenant.on(user_lookup("'ada@contoso.example'"), 200, list_of({ada({{"accountEnabled", false}})}));
  run({"unblock-user", "ada@contoso.example", "--dry-run"});
  CHECK_MESSAGE(code == 0, err);
  CHECK(prints("would be unblocked"));
  CHECK(tenant.writes().empty());
}

TEST_CASE_FIXTURE(CommandFixture,
                  "unblock-user lets guests and administrators back in, not the synced")
{
  tenant.on(user_lookup("'ada@contoso.example'"),
            200,
            list_of({ada({{"accountEnabled", false}, {"userType", "Guest"}})}));
  tenant.on("PATCH /users/" + k_ada_id, 204);
  run({"unblock-user", "ada@contoso.example"});
  CHECK_MESSAGE(code == 0, err);
  tenant.forget_requests();
  tenant.on(user_lookup("'ada@contoso.example'"),
            200,
            list_of({ada({{"accountEnabled", false}, {"onPremisesSyncEnabled", true}})}));
  run({"unblock-user", "ada@contoso.example"});
  CHECK(code == 6);
  CHECK(says("--include-synced"));
  CHECK(tenant.writes().empty());
}

TEST_CASE_FIXTURE(CommandFixture, "unblock-user of an unknown person ends with 8")
{
  tenant.on(user_lookup("'nobody@contoso.example'"), 200, list_of({}));
  run({"unblock-user", "nobody@contoso.example"});
  CHECK(code == 8);
  CHECK(out.empty());
  CHECK(says("nobody@contoso.example"));
}

TEST_CASE_FIXTURE(CommandFixture,
                  "unblock-user has no overrides of guard-rails that do not hold for it")
{
  for (const char* option : {"--include-guests", "--include-admins", "--include-self"}) {
    CAPTURE(option);
    run({"unblock-user", option, "ada@contoso.example"});
    CHECK(code == 2);
  }
  run({"unblock-user"});
  CHECK(code == 2);
  CHECK(tenant.requests() == 0);
}

TEST_CASE_FIXTURE(CommandFixture,
                  "unblock-user means the living one, and says whose name that was before")
{
  tenant.on(user_lookup("'ada@contoso.example'"),
            200,
            list_of({ada({{"id", k_grace_id}, {"accountEnabled", false}})}));
  tenant.on("GET /directory/deletedItems/microsoft.graph.user?*", 200, list_of({deleted_ada()}));
  tenant.on("PATCH /users/" + k_grace_id, 204);
  run({"unblock-user", "ada@contoso.example", "-o", "json"});
  CHECK_MESSAGE(code == 0, err);
  CHECK(json()[0]["id"] == k_grace_id);
  CHECK(says("warning: ada@contoso.example is " + k_grace_id));
  CHECK(says(k_ada_id));
}
