#include "support/command_fixture.hpp"
#include "support/sample_tenant.hpp"

#include <doctest/doctest.h>

using namespace lpaz;
using namespace lpaz::test;

// How each command that talks to Graph ends when sign-in or Graph fails.

namespace {

struct Row {
  std::vector<std::string> words;
  std::string permission; // the one that its first read needs
};

const std::vector<Row>& rows()
{
  static const std::vector<Row> list = {
      {{"configure-app", "--connection-url", "https://lastpass.com/scimapi/123"},
       "Application.Read.All"},
      {{"create-group", "LastPass pilot"}, "GroupMember.Read.All"},
      {{"create-group", "LastPass pilot", "--member", "ada@contoso.example"}, "User.Read.All"},
      {{"add-member", "LastPass pilot", "ada@contoso.example"}, "GroupMember.Read.All"},
      {{"remove-member", "LastPass pilot", "ada@contoso.example"}, "GroupMember.Read.All"},
      {{"list-members", "LastPass pilot"}, "GroupMember.Read.All"},
      {{"assign-group", "LastPass pilot"}, "Application.Read.All"},
      {{"unassign-group", "LastPass pilot", "--yes"}, "Application.Read.All"},
      {{"assign-user", "ada@contoso.example"}, "Application.Read.All"},
      {{"unassign-user", "ada@contoso.example", "--yes"}, "Application.Read.All"},
      {{"list-assignments"}, "Application.Read.All"},
      {{"block-user", "ada@contoso.example"}, "User.Read.All"},
      {{"unblock-user", "ada@contoso.example"}, "User.Read.All"},
      {{"delete-user", "ada@contoso.example", "--yes"}, "User.Read.All"},
      {{"restore-user", "ada@contoso.example"}, "User.Read.All"},
      {{"purge-user", "ada@contoso.example", "--yes"}, "User.Read.All"},
      {{"offboard-user", "ada@contoso.example", "--yes"}, "User.Read.All"},
      {{"list-users"}, "User.Read.All"},
      {{"list-users", "--deleted"}, "User.Read.All"},
      {{"status"}, "Application.Read.All"},
      {{"status", "--watch", "-o", "jsonl"}, "Application.Read.All"},
  };
  return list;
}

class FailureFixture : public CommandFixture {
public:
  void run_row(const Row& row)
  {
    std::vector<std::string> words = row.words;
    if (words.back() != "jsonl") {
      words.insert(words.end(), {"-o", "json"});
    }
    run(words);
  }
  void check_failed(int expected, const char* kind)
  {
    CHECK(code == expected);
    CHECK(out.empty());
    CHECK(error()["kind"] == kind);
    CHECK(error()["exitCode"] == expected);
    CHECK(tenant.writes().empty());
    CHECK(err.find("S3cret") == std::string::npos);
  }
};

} // namespace

TEST_CASE_FIXTURE(FailureFixture, "without a credential each command ends with 4 and sends nothing")
{
  environment.erase("AZURE_CLIENT_SECRET");
  for (const Row& row : rows()) {
    CAPTURE(row.words.front());
    run_row(row);
    check_failed(4, "signIn");
    CHECK(error()["message"] == "not signed in: AZURE_CLIENT_SECRET is not set");
  }
  CHECK(tenant.token_requests().empty());
}

TEST_CASE_FIXTURE(FailureFixture, "with a wrong secret each command ends with 4 and says why")
{
  for (const Row& row : rows()) {
    CAPTURE(row.words.front());
    tenant.token_answer(
        401,
        {{"error", "invalid_client"},
         {"error_description", "AADSTS7000215: Invalid client secret S3cret~value provided."},
         {"error_codes", Json::array({7000215})},
         {"trace_id", "t-1"}});
    run_row(row);
    check_failed(4, "signIn");
    CHECK(error()["code"] == "AADSTS7000215");
    CHECK(error()["message"].get<std::string>().find("the client secret is wrong") !=
          std::string::npos);
  }
  CHECK(tenant.requests() == 0);
}

TEST_CASE_FIXTURE(FailureFixture, "when Graph refuses a new token too each command ends with 4")
{
  tenant.always("*", 401, graph_error("InvalidAuthenticationToken", "Access token expired"));
  for (const Row& row : rows()) {
    CAPTURE(row.words.front());
    run_row(row);
    CHECK(code == 4);
    CHECK(out.empty());
    CHECK(error()["kind"] == "signIn");
    CHECK(error()["code"] == "InvalidAuthenticationToken");
  }
}

TEST_CASE_FIXTURE(FailureFixture, "a token that Graph refuses once is renewed, and nobody notices")
{
  tenant.on("GET /users?*", 401, graph_error("InvalidAuthenticationToken", "Access token expired"));
  tenant.on("GET /users?*", 200, list_of({ada()}));
  run({"list-users", "-o", "json"});
  CHECK_MESSAGE(code == 0, err);
  CHECK(json().size() == 1);
  CHECK(tenant.token_requests().size() == 2);
}

TEST_CASE_FIXTURE(FailureFixture, "without the permission each command ends with 9 and names it")
{
  tenant.always("*", 403, graph_error("Authorization_RequestDenied", "Insufficient privileges"));
  for (const Row& row : rows()) {
    CAPTURE(row.words.front());
    run_row(row);
    check_failed(9, "permission");
    CHECK(error()["httpStatus"] == 403);
    CHECK(error()["requestId"] == "r-1");
    CHECK(error()["hint"].get<std::string>().find(row.permission) != std::string::npos);
  }
}

TEST_CASE_FIXTURE(FailureFixture, "throttled until the time limit each command ends with 5")
{
  tenant.always("*", 429, graph_error("TooManyRequests", "Slow down"), {{"Retry-After", "50"}});
  for (const Row& row : rows()) {
    CAPTURE(row.words.front());
    const auto before = clock.steady_now();
    run_row(row);
    check_failed(5, "unavailable");
    CHECK(clock.steady_now() - before <= std::chrono::seconds(180));
    CHECK(clock.steady_now() - before >= std::chrono::seconds(100));
  }
}

TEST_CASE_FIXTURE(FailureFixture, "when Graph is away each command ends with 5 after some tries")
{
  Error error_of_transport = fail(ErrorKind::unavailable, "cannot reach graph.example").error();
  error_of_transport.code = http::k_code_connect;
  tenant.go_away(error_of_transport);
  for (const Row& row : rows()) {
    CAPTURE(row.words.front());
    run_row(row);
    check_failed(5, "unavailable");
    CHECK(error()["message"].get<std::string>().find("cannot reach graph.example") !=
          std::string::npos);
  }
}

TEST_CASE_FIXTURE(FailureFixture, "an interrupt while the service makes lpaz wait ends with 130")
{
  tenant.always("*", 429);
  clock.interrupt_sleep(1);
  for (const Row& row : rows()) {
    CAPTURE(row.words.front());
    run_row(row);
    check_failed(130, "interrupted");
  }
}

TEST_CASE_FIXTURE(FailureFixture,
                  "an error page that is not Graph's is an error, not an empty result")
{
  tenant.always("*", 200, Json::array());
  for (const Row& row : rows()) {
    CAPTURE(row.words.front());
    run_row(row);
    CHECK(code != 0);
    CHECK(tenant.writes().empty());
  }
}

TEST_CASE_FIXTURE(FailureFixture, "one token serves run after run")
{
  tenant.always("GET /users?*", 200, list_of({}));
  for (int i = 0; i < 20; ++i) {
    run({"list-users"});
    CHECK(code == 0);
  }
  CHECK(tenant.token_requests().size() == 1);
}

TEST_CASE_FIXTURE(FailureFixture, "--verbose shows requests on stderr and never a secret")
{
  tenant.on("GET /users?*", 200, list_of({ada()}));
  run({"list-users", "--verbose", "-o", "json"});
  CHECK_MESSAGE(code == 0, err);
  CHECK(says("GET "));
  CHECK(says("/v1.0/users"));
  CHECK(err.find("S3cret") == std::string::npos);
  CHECK(err.find("e30.") == std::string::npos);
  CHECK(json().size() == 1);
}
