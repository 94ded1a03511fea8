#include "support/provisioning_fixture.hpp"

#include <doctest/doctest.h>

using namespace lpaz;
using test::ObjectId;
using test::ProvisioningFixture;

namespace {

util::Json request_for(const ObjectId& id, const char* type = "User", const char* rule = "rule-1")
{
  return {
      {"parameters",
       {{{"ruleId", rule}, {"subjects", {{{"objectId", id.text()}, {"objectTypeName", type}}}}}}}};
}

util::Json member(const util::OrderedJson& answer, const char* name)
{
  return util::Json::parse(answer[name].get<std::string>());
}

} // namespace

TEST_CASE("provision on demand creates one user at once and tells each step")
{
  ProvisioningFixture world;
  const auto ada = world.add_user("ada");
  world.assign(ada);
  const auto answer = world.engine->provision_on_demand(world.job_id, request_for(ada));
  REQUIRE(answer);
  CHECK(member(*answer, "key")["result"] == "Success");
  const auto value = member(*answer, "value");
  CHECK(value["action"] == "create");
  CHECK(value["provisioningSteps"].size() == 4);
  CHECK_FALSE(world.account("ada").is_null());
  CHECK(world.last_log().on_demand);
}

TEST_CASE("provision on demand skips who is not assigned, blocked or already as it should be")
{
  ProvisioningFixture world;
  const auto ada = world.add_user("ada");
  auto answer = world.engine->provision_on_demand(world.job_id, request_for(ada));
  REQUIRE(answer);
  CHECK(member(*answer, "key")["details"]["errorCode"] == "NotEffectivelyEntitled");

  world.assign(ada);
  world.run();
  answer = world.engine->provision_on_demand(world.job_id, request_for(ada));
  REQUIRE(answer);
  CHECK(member(*answer, "key")["result"] == "Skipped");
  CHECK(member(*answer, "key")["details"]["errorCode"] == "RedundantExport");

  world.block(ada);
  answer = world.engine->provision_on_demand(world.job_id, request_for(ada));
  REQUIRE(answer);
  CHECK(member(*answer, "key")["result"] == "Skipped");
  CHECK(world.account("ada")["active"] == true);
}

TEST_CASE("provision on demand disables somebody who was unassigned")
{
  ProvisioningFixture world;
  const auto ada = world.add_user("ada");
  const auto assignment = world.assign(ada);
  world.run();
  world.unassign(assignment);
  const auto answer = world.engine->provision_on_demand(world.job_id, request_for(ada));
  REQUIRE(answer);
  CHECK(member(*answer, "value")["action"] == "disable");
  CHECK(world.account("ada")["active"] == false);
}

TEST_CASE("provision on demand takes a group with up to five members")
{
  ProvisioningFixture world;
  const auto ada = world.add_user("ada");
  const auto group = world.add_group("Sales", {ada});
  world.assign(ada);
  world.run();
  world.assign(group);
  auto request = request_for(group, "Group");
  auto& members = request["parameters"][0]["subjects"][0]["links"]["members"];
  members = util::Json::array({{{"objectId", ada.text()}, {"objectTypeName", "User"}}});
  REQUIRE(world.engine->provision_on_demand(world.job_id, request));
  CHECK(world.account("ada")["groups"] == util::Json({"Sales"}));
  for (int i = 0; i < 5; ++i) {
    members.push_back(util::Json(members[0]));
  }
  CHECK_FALSE(world.engine->provision_on_demand(world.job_id, request));
}

TEST_CASE("provision on demand refuses unknown jobs, rules, users and malformed requests")
{
  ProvisioningFixture world;
  const auto ada = world.add_user("ada");
  CHECK(world.engine->provision_on_demand("scim.x", request_for(ada)).error().kind ==
        ErrorKind::not_found);
  CHECK(world.engine->provision_on_demand(world.job_id, request_for(ada, "User", "other"))
            .error()
            .kind == ErrorKind::not_found);
  CHECK(world.engine->provision_on_demand(world.job_id, request_for(ObjectId::random()))
            .error()
            .kind == ErrorKind::not_found);
  CHECK(world.engine->provision_on_demand(world.job_id, util::Json::array()).error().kind ==
        ErrorKind::usage);
}
