#include "support/command_fixture.hpp"
#include "support/sample_tenant.hpp"

#include <doctest/doctest.h>

using namespace lpaz;
using namespace lpaz::test;

namespace {

const std::string k_members = "GET /groups/" + k_pilot_id + "/members?*";

Json kind(const std::string& name)
{
  return {{"@odata.type", "#microsoft.graph." + name}};
}

} // namespace

TEST_CASE_FIXTURE(CommandFixture,
                  "list-members prints people, and warns of groups inside the group")
{
  tenant.on(group_lookup("LastPass pilot"), 200, list_of({pilot()}));
  tenant.on(k_members, 200, list_of({ada(kind("user")), sales(kind("group"))}));
  run({"list-members", "LastPass pilot"});
  CHECK_MESSAGE(code == 0, err);
  CHECK(out == "Kind   Name          User                 Enabled  Object id\n"
               "user   Ada Lovelace  ada@contoso.example  yes      " +
                   k_ada_id +
                   "\n"
                   "group  Sales         -                    -        " +
                   k_sales_id + "\n");
  CHECK(says("warning: a group inside \"LastPass pilot\" is not read by provisioning"));
}

TEST_CASE_FIXTURE(CommandFixture, "list-members prints JSON with the kind of each member")
{
  tenant.on(group_lookup("LastPass pilot"), 200, list_of({pilot()}));
  tenant.on(k_members, 200, list_of({ada(kind("user"))}));
  run({"list-members", "LastPass pilot", "-o", "json"});
  CHECK_MESSAGE(code == 0, err);
  CHECK(err.empty());
  CHECK(json() == OrderedJson::array({{{"kind", "user"},
                                       {"displayName", "Ada Lovelace"},
                                       {"userPrincipalName", "ada@contoso.example"},
                                       {"mail", "ada@contoso.example"},
                                       {"accountEnabled", true},
                                       {"id", k_ada_id}}}));
}

TEST_CASE_FIXTURE(CommandFixture,
                  "list-members --transitive asks for those in groups inside as well")
{
  tenant.on(group_lookup("LastPass pilot"), 200, list_of({pilot()}));
  tenant.on("GET /groups/" + k_pilot_id + "/transitiveMembers?*", 200, list_of({}));
  run({"list-members", "LastPass pilot", "--transitive", "-o", "json"});
  CHECK_MESSAGE(code == 0, err);
  CHECK(out == "[]\n");
}

TEST_CASE_FIXTURE(CommandFixture,
                  "list-members counts nested groups in its warning, --quiet drops it")
{
  for (const bool quiet : {false, true}) {
    tenant.on(group_lookup("LastPass pilot"), 200, list_of({pilot()}));
    tenant.on(k_members, 200, list_of({pilot(kind("group")), sales(kind("group"))}));
    run(quiet ? std::vector<std::string>{"list-members", "LastPass pilot", "-q"}
              : std::vector<std::string>{"list-members", "LastPass pilot"});
    CHECK(code == 0);
    CHECK(says("2 groups inside") != quiet);
  }
}

TEST_CASE_FIXTURE(CommandFixture, "list-members makes hostile names visible")
{
  tenant.on(group_lookup("LastPass pilot"), 200, list_of({pilot({{"displayName", "p\x1b[2J"}})}));
  tenant.on(k_members, 200, list_of({sales(with(kind("group"), {{"displayName", "s\x1b[2J"}}))}));
  run({"list-members", "LastPass pilot"});
  CHECK(out.find('\x1b') == std::string::npos);
  CHECK(err.find('\x1b') == std::string::npos);
  CHECK(prints("s\\x1b[2J"));
}

TEST_CASE_FIXTURE(CommandFixture, "list-members of an unknown or ambiguous group ends with 8 or 2")
{
  tenant.on(group_lookup("LastPass pilot"), 200, list_of({}));
  run({"list-members", "LastPass pilot"});
  CHECK(code == 8);
  tenant.on(group_lookup("LastPass pilot"), 200, list_of({pilot(), sales()}));
  run({"list-members", "LastPass pilot"});
  CHECK(code == 2);
  CHECK(says(k_sales_id));
  run({"list-members"});
  CHECK(code == 2);
  run({"list-members", "a", "b"});
  CHECK(code == 2);
  CHECK(out.empty());
}
