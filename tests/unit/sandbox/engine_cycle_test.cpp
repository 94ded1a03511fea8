#include "sandbox/engine/source.hpp"
#include "support/provisioning_fixture.hpp"

#include <doctest/doctest.h>

using namespace lpaz;
using test::ObjectId;
using test::ProvisioningFixture;
using Lines = std::vector<std::string>;

TEST_CASE("the initial cycle asks for each user first, and creates who is not there")
{
  ProvisioningFixture world;
  const auto ada = world.add_user("ada");
  world.assign(ada);
  world.run();
  REQUIRE(world.wire->sent.size() == 2);
  CHECK(world.wire->sent[0] == "GET /Users?filter=userName eq \"ada@sandbox.example\"");
  CHECK(world.wire->sent[1].starts_with("POST /Users {"));
  CHECK(world.account("ada")["active"] == true);
  CHECK(world.account("ada")["status"] == "Invited");
  CHECK(world.log_of(ada) == Lines{"create/success"});
}

TEST_CASE("a group is created without members, which follow in one patch")
{
  ProvisioningFixture world;
  const auto group = world.add_group("Sales", {world.add_user("ada"), world.add_user("bob")});
  world.assign(group);
  world.run();
  CHECK(world.wire->sent[4] ==
        "GET /Groups?excludedAttributes=members&filter=displayName eq \"Sales\"");
  CHECK(world.wire->sent[5].starts_with("POST /Groups "));
  CHECK(world.wire->sent[5].find("members") == std::string::npos);
  CHECK(world.wire->count("PATCH /Groups/") == 1);
  CHECK(world.lastpass_state()["groups"][0]["members"] ==
        util::Json({"ada@sandbox.example", "bob@sandbox.example"}));
}

TEST_CASE("only direct members of an assigned group are read")
{
  ProvisioningFixture world;
  const auto inner = world.add_group("Inner", {world.add_user("ada")});
  world.assign(world.add_group("Outer", {inner, world.add_user("bob")}));
  world.run();
  CHECK(world.account("ada").is_null());
  CHECK_FALSE(world.account("bob").is_null());
}

TEST_CASE("an account that exists already is adopted and brought up to date")
{
  ProvisioningFixture world;
  const auto ada = world.add_user("ada");
  world.assign(ada);
  world.run();
  world.tenant.write()->update_user(ada, [](auto& user) { user.display_name = "Ada L."; });
  world.restart(sandbox::store::ResetScope::full);
  world.wire->clear();
  world.run();
  CHECK(world.wire->count("POST") == 0);
  CHECK(world.wire->count("PATCH /Users/") == 1);
  CHECK(world.account("ada")["displayName"] == "Ada L.");
}

TEST_CASE("somebody who is disabled in Entra is never created")
{
  ProvisioningFixture world;
  const auto ada = world.add_user("ada", false);
  world.assign(ada);
  world.run();
  CHECK(world.wire->sent.empty());
  CHECK(world.log_of(ada) == Lines{"create/skipped NotEffectivelyEntitled"});
}

TEST_CASE("a block disables with the text False in the next cycle, an unblock enables again")
{
  ProvisioningFixture world;
  const auto ada = world.add_user("ada");
  world.assign(ada);
  world.run();
  world.block(ada);
  world.wire->clear();
  world.run();
  REQUIRE(world.wire->sent.size() == 2);
  CHECK(world.wire->sent[1].find(R"({"op":"Replace","path":"active","value":"False"})") !=
        std::string::npos);
  CHECK(world.account("ada")["status"] == "Disabled");
  CHECK(world.log_of(ada).back() == "disable/success");
  CHECK(world.last_log().modified_properties.front().name == "active");

  world.block(ada, true);
  world.run();
  CHECK(world.account("ada")["active"] == true);
}

TEST_CASE("a deleted user is disabled, and deleted when the recycle bin is emptied")
{
  ProvisioningFixture world;
  const auto ada = world.add_user("ada");
  world.assign(world.add_group("Sales", {ada}));
  world.run();
  world.tenant.write()->delete_user(ada, world.tenant.now());
  world.run();
  CHECK(world.account("ada")["active"] == false);

  world.tenant.clock().advance(std::chrono::hours(31 * 24));
  world.run();
  CHECK(world.account("ada").is_null());
  CHECK(world.lastpass_state()["deleted"][0]["userName"] == "ada@sandbox.example");
  CHECK(world.log_of(ada).back() == "delete/success");
}

TEST_CASE("a restored user is enabled, but the memberships come back with a restart only")
{
  ProvisioningFixture world;
  const auto ada = world.add_user("ada");
  world.assign(world.add_group("Sales", {ada}));
  world.run();
  world.tenant.write()->delete_user(ada, world.tenant.now());
  world.run();
  REQUIRE(world.tenant.write()->restore_user(ada));
  world.run();
  CHECK(world.account("ada")["active"] == true);
  CHECK(world.account("ada")["groups"].empty());
  world.restart(sandbox::store::ResetScope::watermark);
  world.run();
  CHECK(world.account("ada")["groups"] == util::Json({"Sales"}));
}

TEST_CASE("somebody unassigned is disabled and then out of the service's hands")
{
  ProvisioningFixture world;
  const auto ada = world.add_user("ada");
  const auto assignment = world.assign(ada);
  world.run();
  world.unassign(assignment);
  world.run();
  CHECK(world.account("ada")["active"] == false);
  world.wire->clear();
  world.tenant.write()->delete_user(ada, world.tenant.now());
  world.tenant.write()->purge_user(ada);
  world.run();
  CHECK(world.wire->sent.empty());
  CHECK(world.account("ada")["status"] == "Disabled");

  SUBCASE("a new assignment matches the account again")
  {
    ProvisioningFixture other;
    const auto bob = other.add_user("bob");
    other.unassign(other.assign(bob));
    const auto first = other.assign(bob);
    other.run();
    other.unassign(first);
    other.run();
    other.assign(bob);
    other.wire->clear();
    other.run();
    CHECK(other.wire->sent[0].starts_with("GET /Users?filter="));
    CHECK(other.account("bob")["active"] == true);
  }
}

TEST_CASE("leaving the only assigned group disables, and takes the membership away")
{
  ProvisioningFixture world;
  const auto ada = world.add_user("ada");
  const auto group = world.add_group("Sales", {ada, world.add_user("bob")});
  world.assign(group);
  world.run();
  world.tenant.write()->remove_member(group, ada);
  world.run();
  CHECK(world.account("ada")["active"] == false);
  CHECK(world.account("ada")["groups"].empty());
  CHECK(world.account("bob")["groups"] == util::Json({"Sales"}));
}

TEST_CASE("an unassigned group is deleted in LastPass and its members are disabled")
{
  ProvisioningFixture world;
  const auto group = world.add_group("Sales", {world.add_user("ada")});
  const auto assignment = world.assign(group);
  world.run();
  world.unassign(assignment);
  world.run();
  CHECK(world.lastpass_state()["groups"].empty());
  CHECK(world.account("ada")["active"] == false);
  CHECK(world.log_of(group).back() == "delete/success");
}

TEST_CASE("a deleted group takes its members out of scope")
{
  ProvisioningFixture world;
  const auto group = world.add_group("Sales", {world.add_user("ada")});
  world.assign(group);
  world.run();
  world.tenant.write()->delete_group(group);
  world.run();
  CHECK(world.lastpass_state()["groups"].empty());
  CHECK(world.account("ada")["active"] == false);
}

TEST_CASE("a renamed group is renamed by a patch")
{
  ProvisioningFixture world;
  const auto group = world.add_group("Sales");
  world.assign(group);
  world.run();
  world.tenant.write()->update_group(group, [](auto& g) { g.display_name = "Marketing"; });
  world.run();
  CHECK(world.lastpass_state()["groups"][0]["displayName"] == "Marketing");
}

TEST_CASE("an incremental cycle looks at what changed and at nothing else")
{
  ProvisioningFixture world;
  std::vector<ObjectId> users;
  for (int i = 0; i < 50; ++i) {
    users.push_back(world.add_user("user" + std::to_string(i)));
  }
  const auto group = world.add_group("All", users);
  world.assign(group);
  world.run();
  world.wire->clear();
  world.run();
  CHECK(world.wire->sent.empty());

  world.tenant.write()->update_user(users[7], [](auto& user) { user.job_title = "CTO"; });
  const auto joiner = world.add_user("new");
  world.tenant.write()->add_member(group, joiner);
  world.run();
  CHECK(world.wire->count("GET /Users/") == 1); // the changed one
  CHECK(world.wire->count("PATCH /Users/") == 1);
  CHECK(world.wire->count("POST /Users") == 1); // the new one
  CHECK(world.wire->count("PATCH /Groups/") == 1);
  CHECK(world.wire->sent.size() == 5);
}

TEST_CASE("a member who is not provisioned is left out, and not sent later by itself")
{
  ProvisioningFixture world;
  const auto ada = world.add_user("ada", false);
  const auto group = world.add_group("Sales", {ada});
  world.assign(group);
  world.run();
  CHECK(world.log_of(group).back() == "other/skipped UnableToResolveReferenceAttributeValue");
  world.block(ada, true);
  world.run();
  CHECK(world.account("ada")["active"] == true);
  CHECK(world.account("ada")["groups"].empty());
}

TEST_CASE("SyncAll takes in everybody, without an assignment")
{
  ProvisioningFixture world;
  world.put_secret("SyncAll", "true");
  world.add_user("ada");
  world.run();
  CHECK_FALSE(world.account("ada").is_null());
  world.add_user("bob");
  world.run();
  CHECK_FALSE(world.account("bob").is_null());
}

TEST_CASE("SkipOutOfScopeDeletions leaves whoever is unassigned alone")
{
  ProvisioningFixture world;
  world.put_secret("SkipOutOfScopeDeletions", "True");
  const auto ada = world.add_user("ada");
  const auto assignment = world.assign(ada);
  world.run();
  world.unassign(assignment);
  world.run();
  CHECK(world.account("ada")["active"] == true);
  CHECK(world.log_of(ada).back() == "other/skipped NotEffectivelyEntitled");
}

TEST_CASE("a user without a value for the match attribute is skipped as ImportSkipped")
{
  ProvisioningFixture world;
  world.use_schema(R"({"targetAttributeName": "userName", "matchingPriority": 1,
                       "source": {"type": "Attribute", "name": "employeeId"}})");
  const auto ada = world.add_user("ada");
  world.assign(ada);
  world.run();
  CHECK(world.log_of(ada) == Lines{"create/skipped ImportSkipped"});
}

TEST_CASE("a second match attribute is asked for when the first finds nobody")
{
  ProvisioningFixture world;
  world.use_schema(R"({"targetAttributeName": "emails[type eq \"work\"].value",
                       "matchingPriority": 2, "source": {"type": "Attribute", "name": "mail"}})");
  world.assign(world.add_user("ada"));
  world.run();
  CHECK(world.wire->sent[1] ==
        "GET /Users?filter=emails[type eq \"work\"].value eq \"ada@sandbox.example\"");
}

TEST_CASE("a manager is sent as the target's id, also when provisioned later in the cycle")
{
  ProvisioningFixture world;
  world.use_schema(R"({"targetAttributeName":
    "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager",
    "source": {"type": "Attribute", "name": "manager"}})");
  const auto ada = world.add_user("ada");
  const auto bob = world.add_user("bob");
  world.tenant.write()->update_user(ada, [&](auto& user) { user.manager = bob; });
  world.tenant.write()->update_user(bob, [&](auto& user) { user.manager = ada; });
  world.assign(ada);
  world.assign(bob);
  world.run();
  CHECK(world.wire->count("PATCH /Users/") == 1);
  const std::string id = world.account("ada")["id"];
  const std::string other = world.account("bob")["id"];
  std::string everything;
  for (const auto& line : world.wire->sent) {
    everything +=
        line.find(":manager\"") != line.npos || line.find("manager\":\"") != line.npos ? line : "";
  }
  CHECK(everything.find("\"" + id + "\"") != std::string::npos);
  CHECK(everything.find("\"" + other + "\"") != std::string::npos);
}

TEST_CASE("a guest's name comes without the #EXT# suffix")
{
  CHECK(sandbox::engine::without_guest_suffix("eva_other.example#EXT#@ours.example") ==
        "eva@other.example");
  CHECK(sandbox::engine::without_guest_suffix("ada@ours.example") == "ada@ours.example");
}

TEST_CASE("without the active mapping a block changes nothing in LastPass")
{
  ProvisioningFixture world;
  world.use_schema(R"({"targetAttributeName": "active",
                       "source": {"type": "Constant", "name": "True"}})");
  const auto ada = world.add_user("ada");
  world.assign(ada);
  world.run();
  world.block(ada);
  world.run();
  CHECK(world.account("ada")["active"] == true);
  CHECK(world.log_of(ada).back() == "other/skipped RedundantExport");
}
