#include "commands/users/user_fixture.hpp"
#include "support/sample_tenant.hpp"

#include <doctest/doctest.h>

using namespace lpaz;
using namespace lpaz::test;

namespace {

// Ada and Grace are the Global Administrators; the directory remembers who was blocked.
class TwoAdministrators : public UserFixture {
public:
  TwoAdministrators()
  {
    script_administrators(tenant, {k_ada_id, k_grace_id});
    tenant.by_default("PATCH /users/*", 204, {});
    tenant.by_default("POST /users/*/revokeSignInSessions", 200, {{"value", true}});
    show();
    tenant.at_each_operation([this](const std::string& operation) { happen(operation); });
  }

  // Another run blocks this person when the n-th operation of ours is asked for.
  void block_meanwhile(const std::string& name, std::size_t when)
  {
    other_words = {"block-user", name, "--include-admins", "--yes", "-o", "json"};
    other_begins = when;
  }
  void block_ada(const std::vector<std::string>& more = {})
  {
    std::vector<std::string> words = {
        "block-user", "ada@contoso.example", "--include-admins", "--yes", "-o", "json"};
    words.insert(words.end(), more.begin(), more.end());
    run(words);
  }

  bool ada_is_enabled = true;
  bool grace_is_enabled = true;
  std::vector<std::string> other_words;
  std::size_t other_begins = 0;
  std::size_t operations = 0;
  int other_code = -1;

private:
  void show()
  {
    tenant.by_default("GET /users?*",
                      200,
                      list_of({ada({{"accountEnabled", ada_is_enabled}}),
                               grace({{"accountEnabled", grace_is_enabled}})}));
    tenant.by_default(user_lookup("'ada@contoso.example'"),
                      200,
                      list_of({ada({{"accountEnabled", ada_is_enabled}})}));
    tenant.by_default(user_lookup("'grace@contoso.example'"),
                      200,
                      list_of({grace({{"accountEnabled", grace_is_enabled}})}));
  }

  void happen(const std::string& operation)
  {
    if (!other_words.empty() && operations++ == other_begins) {
      run_other(std::exchange(other_words, {}));
    }
    if (operation.starts_with("PATCH /users/")) {
      const bool enabled = latest_write().ends_with(R"({"accountEnabled":true})");
      (operation.ends_with(k_ada_id) ? ada_is_enabled : grace_is_enabled) = enabled;
      show();
    }
  }

  // The write of this operation; another run may have written meanwhile.
  std::string latest_write() const { return tenant.writes().back(); }

  // As a process of its own: nothing is shared but the tenant.
  void run_other(const std::vector<std::string>& words)
  {
    FakeStreams own_streams;
    FakePrompter own_prompter;
    FakeClock own_clock;
    const util::Environment surrounding(environment);
    const runtime::Surroundings surroundings{
        own_streams, own_prompter, own_clock, surrounding, [this](const http::CurlOptions&) {
          return std::make_unique<TenantTransport>(tenant);
        }};
    other_code = runtime::run_program(commands::all_commands(), words, surroundings);
  }
};

} // namespace

TEST_CASE_FIXTURE(TwoAdministrators,
                  "one of two Global Administrators is blocked, and looked at before and after")
{
  block_ada();
  CHECK_MESSAGE(code == 0, err);
  CHECK(results() == std::vector<std::string>{"ada: blocked"});
  CHECK_FALSE(ada_is_enabled);
  CHECK(grace_is_enabled);
}

TEST_CASE_FIXTURE(TwoAdministrators, "a person without a role costs no second look")
{
  tenant.by_default("GET /roleManagement/directory/roleAssignments*",
                    200,
                    list_of({global_administrator(k_grace_id)}));
  block_ada();
  CHECK_MESSAGE(code == 0, err);
  CHECK(tenant.requests() == 2);
}

TEST_CASE("two runs that each take one of two Global Administrators leave one, wherever one of "
          "them comes in between")
{
  std::size_t refused = 0;
  std::size_t undone = 0;
  for (std::size_t when = 0; when < 40; ++when) {
    CAPTURE(when);
    TwoAdministrators f;
    f.block_meanwhile("grace@contoso.example", when);
    f.block_ada();
    if (!f.other_words.empty()) {
      break; // we were done before the other run began
    }
    CHECK((f.ada_is_enabled || f.grace_is_enabled));
    CHECK((f.code == 6 || f.other_code == 6));
    CHECK((f.code == 0) == !f.ada_is_enabled);
    CHECK((f.other_code == 0) == !f.grace_is_enabled);
    refused += f.code == 6 && f.out.empty() ? 1 : 0;
    undone += f.code == 6 && !f.out.empty() ? 1 : 0;
  }
  CHECK(refused > 0);
  CHECK(undone > 0);
}

TEST_CASE_FIXTURE(TwoAdministrators, "whoever can sign in again has a row that says so")
{
  // The other one is gone between our look and our write.
  tenant.at_each_operation([this](const std::string& operation) {
    if (operation == "PATCH /users/" + k_ada_id) {
      tenant.by_default(
          "GET /users?*id in (*",
          200,
          list_of({ada({{"accountEnabled", false}}), grace({{"accountEnabled", false}})}));
    }
  });
  block_ada();
  CHECK(code == 6);
  REQUIRE(json().size() == 1);
  CHECK(json()[0]["error"].get<std::string>().find("ada@contoso.example can sign in again") !=
        std::string::npos);
  CHECK(tenant.writes().back() == "PATCH /users/" + k_ada_id + R"( {"accountEnabled":true})");
}

TEST_CASE_FIXTURE(TwoAdministrators, "a second look that fails stops the run before the write")
{
  std::size_t looks = 0;
  tenant.at_each_operation([this, looks](const std::string& operation) mutable {
    if (operation.starts_with("GET /roleManagement/directory/roleAssignments") && ++looks == 2) {
      tenant.by_default("GET /roleManagement/directory/roleAssignments*",
                        503,
                        graph_error("ServiceUnavailable", "later"));
    }
  });
  block_ada();
  CHECK(code == 5);
  CHECK(tenant.writes().empty());
  CHECK(ada_is_enabled);
}

TEST_CASE_FIXTURE(TwoAdministrators, "--include-last-admin takes both, and looks at nobody again")
{
  run({"block-user",
       "ada@contoso.example",
       "grace@contoso.example",
       "--include-admins",
       "--include-last-admin",
       "--yes",
       "-o",
       "json"});
  CHECK_MESSAGE(code == 0, err);
  CHECK_FALSE(ada_is_enabled);
  CHECK_FALSE(grace_is_enabled);
  CHECK(std::ranges::count_if(tenant.operations(), [](const std::string& operation) {
          return operation.starts_with("GET /roleManagement/directory/roleAssignments");
        }) == 1);
}

TEST_CASE_FIXTURE(TwoAdministrators, "a deletion after which nobody is left is undone as well")
{
  tenant.at_each_operation([this](const std::string& operation) {
    if (operation == "DELETE /users/" + k_ada_id) {
      tenant.by_default("GET /users?*id in (*", 200, list_of({grace({{"accountEnabled", false}})}));
    }
  });
  tenant.on("DELETE /users/" + k_ada_id, 204);
  tenant.on("POST /directory/deletedItems/" + k_ada_id + "/restore", 200, ada());
  run({"delete-user", "ada@contoso.example", "--include-admins", "--yes", "-o", "json"});
  CHECK(code == 6);
  CHECK(json()[0]["error"].get<std::string>().find("can sign in again") != std::string::npos);
  CHECK(tenant.writes() ==
        std::vector<std::string>{"DELETE /users/" + k_ada_id,
                                 "POST /directory/deletedItems/" + k_ada_id + "/restore",
                                 "PATCH /users/" + k_ada_id + R"( {"accountEnabled":true})"});
}
