#include "support/command_fixture.hpp"
#include "support/golden_file.hpp"
#include "support/sample_tenant.hpp"

#include <doctest/doctest.h>

using namespace lpaz;
using namespace lpaz::test;

namespace {

const std::string k_bin = "GET /directory/deletedItems/microsoft.graph.user?*";

} // namespace

TEST_CASE_FIXTURE(CommandFixture, "list-users prints everybody as a table for people")
{
  tenant.on("GET /users?*",
            200,
            list_of({ada(),
                     grace({{"accountEnabled", false}, {"onPremisesSyncEnabled", true}}),
                     ada({{"id", "x"},
                          {"displayName", "G\xc3\xa9rard \xe6\x9d\xb1"},
                          {"userType", "Guest"}})}));
  run({"list-users"});
  CHECK_MESSAGE(code == 0, err);
  CHECK(err.empty());
  check_golden("list-users_table.txt", out);
}

TEST_CASE_FIXTURE(CommandFixture, "list-users prints each format whole")
{
  for (const char* format : {"json", "jsonl", "csv", "tsv"}) {
    tenant.on("GET /users?*", 200, list_of({ada(), grace()}));
    run({"list-users", "-o", format});
    CHECK_MESSAGE(code == 0, err);
    check_golden(std::string("list-users_") + format + ".txt", out);
  }
}

TEST_CASE_FIXTURE(CommandFixture, "list-users follows the pages, also past an empty one")
{
  const std::string next = "https://graph.microsoft.com/v1.0/users?page=";
  tenant.on("GET /users?$*", 200, with(list_of({ada()}), {{"@odata.nextLink", next + "2"}}));
  tenant.on("GET /users?page=2", 200, with(list_of({}), {{"@odata.nextLink", next + "3"}}));
  tenant.on("GET /users?page=3", 200, list_of({grace()}));
  run({"list-users", "-o", "json"});
  CHECK_MESSAGE(code == 0, err);
  CHECK(json().size() == 2);
  CHECK(tenant.requests() == 3);
}

TEST_CASE_FIXTURE(CommandFixture, "list-users that breaks off leaves a whole document and an error")
{
  tenant.on("GET /users?$*",
            200,
            with(list_of({ada()}), {{"@odata.nextLink", "https://evil.example/v1.0/users"}}));
  run({"list-users", "-o", "json"});
  CHECK(code == 1);
  CHECK(json().size() == 1);
  CHECK(error()["message"] == "a next link of Graph leads to another host; not followed");
}

TEST_CASE_FIXTURE(CommandFixture, "list-users asks for 999 people a page")
{
  tenant.on("GET /users?*$top=999*", 200, list_of({}));
  run({"list-users"});
  CHECK_MESSAGE(code == 0, err);
}

TEST_CASE_FIXTURE(CommandFixture, "list-users --disabled lets the service choose the blocked ones")
{
  tenant.on(
      "GET /users?*accountEnabled eq false*", 200, list_of({grace({{"accountEnabled", false}})}));
  run({"list-users", "--disabled", "-o", "json"});
  CHECK_MESSAGE(code == 0, err);
  CHECK(json()[0]["accountEnabled"] == false);
}

TEST_CASE_FIXTURE(CommandFixture,
                  "list-users --deleted shows the former name and the day of no return")
{
  tenant.on(k_bin, 200, list_of({deleted_ada()}));
  run({"list-users", "--deleted", "-o", "json"});
  CHECK_MESSAGE(code == 0, err);
  CHECK(json()[0]["userPrincipalName"] == "ada@contoso.example");
  CHECK(json()[0]["deletedDateTime"] == "2026-01-01T10:00:00Z");
  CHECK(json()[0]["goneDateTime"] == "2026-01-31T10:00:00Z");
}

TEST_CASE_FIXTURE(CommandFixture, "list-users prints an empty document when there is nobody")
{
  tenant.on(k_bin, 200, list_of({}));
  run({"list-users", "--deleted", "-o", "json"});
  CHECK(code == 0);
  CHECK(out == "[]\n");
}

TEST_CASE_FIXTURE(CommandFixture, "list-users prints null for what Graph does not say")
{
  tenant.on("GET /users?*", 200, list_of({Json{{"id", "x"}, {"displayName", 7}}}));
  run({"list-users", "-o", "json"});
  CHECK_MESSAGE(code == 0, err);
  CHECK(json()[0]["accountEnabled"] == nullptr);
  CHECK(json()[0]["mail"] == nullptr);
  CHECK(json()[0]["displayName"] == "");
}

TEST_CASE_FIXTURE(CommandFixture, "list-users shows names full of escape sequences harmlessly")
{
  for (const char* format : {"table", "json", "jsonl"}) {
    CAPTURE(format);
    tenant.on("GET /users?*",
              200,
              list_of({ada({{"displayName",
                             "\x1b[31mAda\xc2\x9b"
                             "31m\xe2\x80\xae"}})}));
    run({"list-users", "-o", format});
    CHECK_MESSAGE(code == 0, err);
    CHECK(out.find('\x1b') == std::string::npos);
    CHECK(out.find("\xc2\x9b") == std::string::npos);
    CHECK(out.find("\xe2\x80\xae") == std::string::npos);
  }
}

TEST_CASE_FIXTURE(CommandFixture, "list-users --columns picks and orders, and names a wrong one")
{
  tenant.on("GET /users?*", 200, list_of({ada()}));
  run({"list-users", "--columns", "displayName,mail", "-o", "tsv"});
  CHECK_MESSAGE(code == 0, err);
  CHECK(out == "displayName\tmail\nAda Lovelace\tada@contoso.example\n");
  run({"list-users", "--columns", "displayname"});
  CHECK(code == 2);
  CHECK(says("did you mean displayName?"));
}

TEST_CASE_FIXTURE(CommandFixture, "list-users --disabled and --deleted exclude each other")
{
  run({"list-users", "--disabled", "--deleted"});
  CHECK(code == 2);
  run({"list-users", "ada@contoso.example"});
  CHECK(code == 2);
  CHECK(tenant.requests() == 0);
}
