#include "commands/users/user_fixture.hpp"
#include "support/sample_tenant.hpp"

#include <doctest/doctest.h>

using namespace lpaz;
using namespace lpaz::test;

// What the commands that change people share, tried with block-user: files, --wait, --now,
// --journal.

namespace {

const std::string k_run_blocks_ada = "PATCH /users/" + k_ada_id + R"( {"accountEnabled":false})";
const std::string k_run_revokes_ada = "POST /users/" + k_ada_id + "/revokeSignInSessions";
const std::string k_run_blocks_grace =
    "PATCH /users/" + k_grace_id + R"( {"accountEnabled":false})";
const std::string k_run_revokes_grace = "POST /users/" + k_grace_id + "/revokeSignInSessions";

class UserRunFixture : public UserFixture {
public:
  std::vector<std::string> writes_to_graph() const
  {
    auto writes = tenant.writes();
    std::erase_if(writes,
                  [](const std::string& write) { return write.starts_with("POST https:"); });
    return writes;
  }
};

} // namespace

TEST_CASE_FIXTURE(UserRunFixture,
                  "block-user takes people from a file, and stops before any request "
                  "if a row is bad")
{
  const std::string leavers =
      file("leavers.csv", "upn,team\nada@contoso.example,x\ngrace@contoso.example,x\n");
  script_both();
  script_block(k_ada_id);
  script_block(k_grace_id);
  run({"block-user", "--from-file", leavers, "-o", "json"});
  CHECK_MESSAGE(code == 0, err);
  CHECK(results() == std::vector<std::string>{"ada: blocked", "grace: blocked"});
  tenant.forget_requests();
  const std::string bad = file("bad.csv", "upn,team\nada@contoso.example,x\n,\"\n");
  run({"block-user", "grace@contoso.example", "--from-file", bad});
  check_nothing_happened(2);
  CHECK(says("line 3"));
  CHECK(tenant.requests() == 0);
}

TEST_CASE_FIXTURE(UserRunFixture,
                  "block-user --wait ends with who is proven, by what, and since when")
{
  script_ada();
  script_source();
  script_block(k_ada_id);
  script_log({k_ada_id});
  run({"block-user", "ada@contoso.example", "--wait", "-o", "json"});
  CHECK_MESSAGE(code == 0, err);
  CHECK(json()[0]["lastPass"] == "disabled");
  CHECK(json()[0]["verified"] == true);
  CHECK(json()[0]["verifiedBy"] == "provisioningLog");
  CHECK(json()[0]["verifiedDateTime"] == "2026-01-02T03:05:05Z");
  CHECK(json()[0]["evidence"] == "entry-of-" + k_ada_id);
}

TEST_CASE_FIXTURE(UserRunFixture,
                  "block-user --wait ends with 7 and why if somebody is still pending")
{
  script_both();
  script_source(true);
  script_block(k_ada_id);
  script_block(k_grace_id);
  script_log({k_ada_id});
  const auto rest = home / "rest.csv";
  run({"block-user",
       "ada@contoso.example",
       "grace@contoso.example",
       "--wait",
       "--wait-timeout",
       "1m",
       "--not-done",
       rest.string(),
       "-o",
       "json"});
  CHECK(code == 7);
  CHECK(error()["kind"] == "pending");
  CHECK(error()["message"] == "no proof yet for 1 of 2 users");
  CHECK(json()[0]["verified"] == true);
  CHECK(json()[1]["verified"] == false);
  CHECK(json()[1]["result"] == "blocked");
  CHECK(json()[1]["lastPass"] == "disabled with the next cycle");
  CHECK(json()[1]["pendingReason"].get<std::string>().find("quarantine") != std::string::npos);
  CHECK(read_file(rest).find("grace@contoso.example") != std::string::npos);
  CHECK(read_file(rest).find("ada@contoso.example") == std::string::npos);
}

TEST_CASE_FIXTURE(UserRunFixture, "block-user --wait tells who waits in vain because out of scope")
{
  script_ada();
  script_source();
  script_block(k_ada_id);
  script_log({});
  script_scope({}, {k_ada_id});
  run({"block-user", "ada@contoso.example", "--wait", "--wait-timeout", "1s", "-o", "json"});
  CHECK(code == 7);
  CHECK(json()[0]["pendingReason"].get<std::string>().starts_with("not in scope"));
}

TEST_CASE_FIXTURE(UserRunFixture, "block-user --wait changes nobody if there is no app to wait for")
{
  script_ada();
  tenant.on(k_app_lookup, 200, list_of({}));
  run({"block-user", "ada@contoso.example", "--wait"});
  check_nothing_happened(8);
}

TEST_CASE_FIXTURE(UserRunFixture,
                  "block-user --now disables in LastPass at once, and LastPass says so")
{
  run({"block-user", "ada@contoso.example", "--now"});
  check_nothing_happened(2);
  CHECK(says("--now needs the LastPass Enterprise API"));
  CHECK(tenant.requests() == 0);
  configure_last_pass();
  script_ada();
  script_source();
  script_block(k_ada_id);
  script_log({});
  script_accounts({"ada@contoso.example"});
  run({"block-user", "ada@contoso.example", "--now", "--wait", "-o", "json"});
  CHECK_MESSAGE(code == 0, err);
  CHECK(json()[0]["verifiedBy"] == "enterpriseApi");
  CHECK(writes_to_graph() == std::vector<std::string>{k_run_blocks_ada, k_run_revokes_ada});
  CHECK(err.find("S3cret") == std::string::npos);
}

TEST_CASE_FIXTURE(UserRunFixture, "block-user says truthfully what is blocked if LastPass is away")
{
  configure_last_pass();
  script_ada();
  script_block(k_ada_id);
  tenant.always("POST https://lastpass.test/*", 403);
  run({"block-user", "ada@contoso.example", "--now", "-o", "json"});
  CHECK(code == 4);
  CHECK(results() == std::vector<std::string>{"ada: blocked"});
}

TEST_CASE_FIXTURE(UserRunFixture,
                  "block-user with a journal does nothing twice and proves from the "
                  "moment of the first run")
{
  const std::string journal = (home / "run.journal").string();
  script_both();
  script_block(k_ada_id);
  tenant.on("PATCH /users/" + k_grace_id, 403, graph_error("Authorization_RequestDenied", "no"));
  run({"block-user", "ada@contoso.example", "grace@contoso.example", "--journal", journal});
  CHECK(code == 3);
  tenant.forget_requests();
  clock.advance(std::chrono::hours(1));
  script_ada_blocked();
  script_block(k_grace_id);
  run({"block-user",
       "ada@contoso.example",
       "grace@contoso.example",
       "--journal",
       journal,
       "-o",
       "json"});
  CHECK_MESSAGE(code == 0, err);
  CHECK(tenant.writes() == std::vector<std::string>{k_run_blocks_grace, k_run_revokes_grace});
  CHECK(results() == std::vector<std::string>{"ada: blocked already", "grace: blocked"});
  run({"delete-user", "ada@contoso.example", "--yes", "--journal", journal});
  CHECK(code == 2);
}

TEST_CASE_FIXTURE(UserRunFixture,
                  "block-user with a finished journal blocks again who was unblocked since, and "
                  "does not answer with the proof of then")
{
  const std::string journal = (home / "run.journal").string();
  const std::vector<std::string> command{"block-user",
                                         "ada@contoso.example",
                                         "--journal",
                                         journal,
                                         "--wait",
                                         "--wait-timeout",
                                         "0",
                                         "-o",
                                         "json"};
  script_ada();
  script_source();
  script_block(k_ada_id);
  script_log({k_ada_id});
  run(command);
  CHECK_MESSAGE(code == 0, err);
  tenant.forget_requests();
  clock.advance(std::chrono::hours(1));
  script_ada(); // enabled: somebody unblocked her
  script_source();
  script_block(k_ada_id);
  script_scope({k_ada_id}, {k_ada_id});
  run(command);
  CHECK(code == 7);
  CHECK(says("the run of this journal came to its end"));
  CHECK(says("1 proven then"));
  CHECK(tenant.writes() == std::vector<std::string>{k_run_blocks_ada, k_run_revokes_ada});
  CHECK(json()[0]["verified"] == false);
}

TEST_CASE_FIXTURE(UserRunFixture,
                  "a journal for whose run a name meant somebody else is refused with both ids")
{
  const std::string journal = (home / "run.journal").string();
  script_ada();
  script_block(k_ada_id);
  run({"block-user", "ada@contoso.example", "--journal", journal});
  CHECK_MESSAGE(code == 0, err);
  tenant.forget_requests();
  const std::string other = "a0000000-0000-0000-0000-0000000000ff";
  script_roles(tenant);
  tenant.on(user_lookup("'ada@contoso.example'"), 200, list_of({with(ada(), {{"id", other}})}));
  run({"block-user", "ada@contoso.example", "--journal", journal});
  check_nothing_happened(6);
  CHECK(says(k_ada_id));
  CHECK(says(other));
}
