#include "commands/users/user_fixture.hpp"
#include "support/golden_file.hpp"
#include "support/sample_tenant.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

using namespace lpaz;
using namespace lpaz::test;

namespace {

const std::string k_delete_ada = "DELETE /users/" + k_ada_id;
const std::string k_delete_grace = "DELETE /users/" + k_grace_id;
const std::string k_bin_lookup = "GET /directory/deletedItems/microsoft.graph.user?*"
                                 "endswith(userPrincipalName,'ada@contoso.example')*";

class DeleteFixture : public UserFixture {
public:
  void run_for_ada(std::vector<std::string> more = {})
  {
    more.insert(more.begin(), {"delete-user", "ada@contoso.example"});
    run(more);
  }
  void run_for_both(std::vector<std::string> more = {})
  {
    more.insert(more.begin(), {"delete-user", "ada@contoso.example", "grace@contoso.example"});
    run(more);
  }
};

} // namespace

TEST_CASE_FIXTURE(DeleteFixture, "delete-user shows the effect, asks, and deletes after a yes")
{
  script_ada();
  tenant.on(k_delete_ada, 204);
  prompter.answers = {"y"};
  run_for_ada();
  CHECK_MESSAGE(code == 0, err);
  CHECK(prompter.questions == std::deque<std::string>{"Delete 1 user?"});
  CHECK(tenant.writes() == std::vector<std::string>{k_delete_ada});
  check_golden("delete-user_asks.txt", err);
  check_golden("delete-user_table.txt", out);
}

TEST_CASE_FIXTURE(DeleteFixture, "delete-user changes nothing after a no")
{
  script_ada();
  prompter.answers = {"n"};
  run_for_ada();
  check_nothing_happened(6);
  CHECK(says("not confirmed; nothing was changed"));
}

TEST_CASE_FIXTURE(DeleteFixture, "delete-user wants the count typed for more than one person")
{
  script_both();
  prompter.answers = {"y"};
  run_for_both();
  check_nothing_happened(6);
  script_both();
  tenant.on(k_delete_ada, 204);
  tenant.on(k_delete_grace, 204);
  prompter.answers = {"2"};
  run_for_both();
  CHECK_MESSAGE(code == 0, err);
  CHECK(prompter.questions.back() == "Delete 2 users?");
  CHECK(tenant.writes() == std::vector<std::string>{k_delete_ada, k_delete_grace});
}

TEST_CASE_FIXTURE(DeleteFixture, "delete-user without a terminal and without --yes is refused")
{
  script_ada();
  run_for_ada({"-o", "json"});
  check_nothing_happened(6);
  CHECK(error()["kind"] == "refused");
  CHECK(error()["hint"] == "use --yes");
}

TEST_CASE_FIXTURE(DeleteFixture, "delete-user --yes asks nothing and says when the vault is gone")
{
  script_ada(false);
  tenant.on(k_delete_ada, 204);
  run_for_ada({"--yes", "-o", "json"});
  CHECK_MESSAGE(code == 0, err);
  CHECK(prompter.questions.empty());
  CHECK(err.empty());
  CHECK(json()[0]["result"] == "deleted");
  CHECK(json()[0]["lastPass"] == "disabled with the next cycle");
  CHECK(json()[0]["goneDateTime"] == "2026-02-01T03:04:05Z");
  CHECK(tenant.requests() <= 3);
}

TEST_CASE_FIXTURE(DeleteFixture,
                  "delete-user warns of who is not blocked yet, and offers offboard-user")
{
  script_ada();
  tenant.on(k_delete_ada, 204);
  run_for_ada({"--yes"});
  CHECK_MESSAGE(code == 0, err);
  CHECK(says("1 user is not blocked yet"));
  CHECK(says("lpaz offboard-user"));
}

TEST_CASE_FIXTURE(DeleteFixture, "delete-user --dry-run asks nothing and writes nothing")
{
  script_ada();
  run_for_ada({"--dry-run"});
  CHECK_MESSAGE(code == 0, err);
  CHECK(prints("would be deleted"));
  CHECK(prompter.questions.empty());
  CHECK(tenant.writes().empty());
}

TEST_CASE_FIXTURE(DeleteFixture,
                  "delete-user leaves who is in the recycle bin there, without asking")
{
  script_roles(tenant);
  tenant.on(user_lookup("'ada@contoso.example'"), 200, list_of({}));
  tenant.on(k_bin_lookup, 200, list_of({deleted_ada()}));
  run_for_ada({"-o", "json"});
  CHECK_MESSAGE(code == 0, err);
  CHECK(json()[0]["result"] == "deleted already");
  CHECK(json()[0]["userPrincipalName"] == "ada@contoso.example");
  CHECK(json()[0]["lastPass"] == nullptr);
  CHECK(json()[0]["goneDateTime"] == "2026-01-31T10:00:00Z");
  CHECK(prompter.questions.empty());
  CHECK(tenant.writes().empty());
}

TEST_CASE_FIXTURE(DeleteFixture,
                  "delete-user of somebody who is nowhere ends with 8 and deletes nobody")
{
  script_roles(tenant);
  tenant.on(user_lookup("'ada@contoso.example','grace@contoso.example'"), 200, list_of({grace()}));
  tenant.on(k_bin_lookup, 200, list_of({}));
  run_for_both({"--yes"});
  check_nothing_happened(8);
  CHECK(says("ada@contoso.example"));
}

TEST_CASE_FIXTURE(DeleteFixture,
                  "delete-user lists the candidates if a name fits several deleted people")
{
  const std::string other = "a0000000-0000-0000-0000-00000000000c";
  script_roles(tenant);
  tenant.on(user_lookup("'ada@contoso.example'"), 200, list_of({}));
  tenant.on(k_bin_lookup,
            200,
            list_of({deleted_ada(),
                     deleted_ada({{"id", other},
                                  {"userPrincipalName",
                                   "a000000000000000000000000000000cada@contoso.example"}})}));
  run_for_ada({"--yes"});
  check_nothing_happened(2);
  CHECK(says(k_ada_id));
  CHECK(says(other));
}

TEST_CASE_FIXTURE(DeleteFixture,
                  "delete-user says of somebody who is gone meanwhile: deleted already")
{
  script_ada();
  tenant.on(k_delete_ada, 404, graph_error("Request_ResourceNotFound", "does not exist"));
  run_for_ada({"--yes", "-o", "json"});
  CHECK_MESSAGE(code == 0, err);
  CHECK(json()[0]["result"] == "deleted already");
}

TEST_CASE_FIXTURE(DeleteFixture, "delete-user ends with 3 and a row each if some failed")
{
  script_both();
  tenant.on(k_delete_ada, 204);
  tenant.on(
      k_delete_grace, 403, graph_error("Authorization_RequestDenied", "Insufficient privileges"));
  run_for_both({"--yes", "-o", "jsonl"});
  CHECK(code == 3);
  CHECK(prints(R"("result":"deleted")"));
  CHECK(prints(R"("result":"failed")"));
  CHECK(error()["hint"].get<std::string>().find("User.DeleteRestore.All") != std::string::npos);
}

TEST_CASE_FIXTURE(DeleteFixture, "delete-user holds the guard-rails before it asks, --yes or not")
{
  script_roles(tenant, {global_administrator(k_ada_id)});
  tenant.on(user_lookup("'ada@contoso.example'"), 200, list_of({ada()}));
  tenant.on(states_lookup({k_ada_id}), 200, list_of({ada()}));
  run_for_ada({"--yes"});
  check_nothing_happened(6);
  CHECK(says("--include-last-admin --include-admins"));
  CHECK(prompter.questions.empty());
}

TEST_CASE_FIXTURE(DeleteFixture,
                  "delete-user shows a name full of escape sequences harmlessly when it asks")
{
  script_roles(tenant);
  tenant.on(user_lookup("'ada@contoso.example'"),
            200,
            list_of({ada({{"displayName", "\x1b[2K\rGrace"}})}));
  prompter.answers = {"n"};
  run_for_ada();
  CHECK(err.find_first_of("\x1b\r") == std::string::npos);
  CHECK(says("\\x1b[2K\\rGrace"));
}

TEST_CASE_FIXTURE(DeleteFixture, "delete-user shows the effect with --quiet too, for it asks")
{
  script_ada();
  prompter.answers = {"n"};
  run_for_ada({"--quiet"});
  CHECK(code == 6);
  CHECK(says("ada@contoso.example"));
  CHECK(says("gone for good"));
}

TEST_CASE_FIXTURE(DeleteFixture,
                  "delete-user stops at the first failure, and lists who is not done")
{
  Json many = list_of({});
  std::string text = "id\n";
  for (int i = 0; i < 25; ++i) {
    const std::string id = fmt::format("a0000000-0000-0000-0000-0000000001{:02}", i);
    many["value"].push_back(ada({{"id", id}, {"userPrincipalName", id + "@contoso.example"}}));
    text += id + "\n";
  }
  script_roles(tenant);
  tenant.always("GET /users?*", 200, many);
  tenant.always("DELETE /users/*", 403, graph_error("Authorization_RequestDenied", "no"));
  const auto rest = home / "rest.csv";
  run({"delete-user",
       "--yes",
       "--from-file",
       file("all.csv", text),
       "--not-done",
       rest.string(),
       "-o",
       "json"});
  CHECK(code == 9);
  CHECK(json()[0]["result"] == "failed");
  CHECK(json()[24]["result"] == "not done");
  CHECK(tenant.writes().size() == 20);
  tenant.forget_requests();
  script_roles(tenant);
  run({"delete-user", "--yes", "--from-file", rest.string(), "--continue-on-error"});
  CHECK(tenant.writes().size() == 25);
}

TEST_CASE_FIXTURE(DeleteFixture, "delete-user without a name is a usage error")
{
  run({"delete-user", "--yes"});
  check_nothing_happened(2);
  CHECK(tenant.requests() == 0);
}

TEST_CASE_FIXTURE(DeleteFixture,
                  "delete-user of a name that somebody in the recycle bin had ends with 2")
{
  script_roles(tenant);
  tenant.on(user_lookup("'ada@contoso.example'"), 200, list_of({ada({{"id", k_grace_id}})}));
  tenant.on("GET /directory/deletedItems/microsoft.graph.user?*", 200, list_of({deleted_ada()}));
  run_for_ada({"--yes"});
  check_nothing_happened(2);
}
