#include "support/provisioning_fixture.hpp"

#include <doctest/doctest.h>

#include <future>

using namespace lpaz;
using namespace std::chrono_literals;
using sandbox::engine::ScimAnswer;
using sandbox::engine::ScimRequest;
using sandbox::store::ResetScope;
using test::ProvisioningFixture;
using Lines = std::vector<std::string>;

namespace {

test::ScimWire::Fault answering(std::string method, int status)
{
  return [=](const ScimRequest& request) -> std::optional<Result<ScimAnswer>> {
    if (request.method != method) {
      return std::nullopt;
    }
    return ScimAnswer{status, R"({"detail": "as ordered"})"};
  };
}

} // namespace

TEST_CASE("a token that was reset puts the job into quarantine, and nothing is lost")
{
  ProvisioningFixture world;
  const auto ada = world.add_user("ada");
  world.assign(ada);
  world.run();
  world.block(ada);
  world.lastpass.reset_token();
  world.run();
  const auto job = world.job();
  CHECK(job.status.code == "Quarantine");
  REQUIRE(job.status.quarantine);
  CHECK(job.status.quarantine->reason == "EncounteredQuarantineException");
  CHECK(job.status.quarantine->error->code ==
        "SystemForCrossDomainIdentityManagementInvalidCredentials");
  CHECK(job.status.quarantine->next_attempt - job.status.quarantine->series_began == 6h);
  CHECK(job.next_cycle == job.status.quarantine->next_attempt);
  CHECK(job.status.last_execution->state == "Failed");
  CHECK(job.status.count_successive_complete_failures == 1);
  CHECK(world.tenant.read()->audits().back().activity_name == "Quarantine");

  SUBCASE("the next good cycle ends it and carries out the block")
  {
    world.put_secret("SecretToken", world.lastpass.token().reveal());
    world.run();
    CHECK(world.job().status.code == "Active");
    CHECK_FALSE(world.job().status.quarantine);
    CHECK(world.account("ada")["active"] == false);
  }
  SUBCASE("the next bad ones stretch the gaps and switch the job off after four weeks")
  {
    world.tenant.clock().advance(6h);
    world.run();
    CHECK(world.job().status.quarantine->series_count == 2);
    CHECK(world.job().is_scheduled);
    world.tenant.clock().advance(28 * 24h);
    world.run();
    CHECK_FALSE(world.job().is_scheduled);
  }
}

TEST_CASE("a target that is away or answers queries with 404 puts the job into quarantine")
{
  ProvisioningFixture world;
  world.assign(world.add_user("ada"));
  SUBCASE("away")
  {
    world.wire->fault = [](const ScimRequest&) -> std::optional<Result<ScimAnswer>> {
      return Result<ScimAnswer>(fail(ErrorKind::unavailable, "no answer"));
    };
  }
  SUBCASE("404")
  {
    world.wire->fault = answering("GET", 404);
  }
  SUBCASE("garbage")
  {
    world.wire->fault = [](const ScimRequest&) -> std::optional<Result<ScimAnswer>> {
      return ScimAnswer{200, "<html>"};
    };
  }
  world.run();
  REQUIRE(world.job().status.quarantine);
  CHECK(world.job().status.quarantine->reason == "EncounteredQuarantineException");
  CHECK_FALSE(world.job().status.steady_state_first_achieved);
}

TEST_CASE("one failing user does not stop the others, and is tried again after a gap")
{
  ProvisioningFixture world;
  const auto ada = world.add_user("ada");
  world.assign(ada);
  world.assign(world.add_user("bob"));
  world.wire->fault = [](const ScimRequest& request) -> std::optional<Result<ScimAnswer>> {
    if (request.method == "POST" && request.body.find("ada@") != std::string::npos) {
      return ScimAnswer{500, ""};
    }
    return std::nullopt;
  };
  world.run();
  CHECK_FALSE(world.account("bob").is_null());
  CHECK(world.job().status.code == "Active");
  CHECK(world.job().status.last_execution->state == "EntryLevelErrors");
  CHECK(world.job().status.last_execution->count_escrowed == 1);
  CHECK(world.log_of(ada) == Lines{"create/failure InternalServerError"});

  world.wire->fault = nullptr;
  world.run(); // too early
  CHECK(world.account("ada").is_null());
  world.tenant.clock().advance(41min);
  world.run();
  CHECK_FALSE(world.account("ada").is_null());
  CHECK(world.job().status.last_execution->count_escrowed == 0);
}

TEST_CASE("an account deleted by hand strands its id: InvalidAnchor until a full restart")
{
  ProvisioningFixture world;
  const auto ada = world.add_user("ada");
  world.assign(ada);
  world.run();
  sandbox::server::Request request;
  request.method = "DELETE";
  request.path = "/lastpass/users/ada%40sandbox.example";
  CHECK(world.lastpass.serve_state(request).status == 204);
  world.block(ada);
  world.run();
  CHECK(world.log_of(ada).back() == "disable/failure InvalidAnchor");
  world.block(ada, true);
  world.restart(ResetScope::full);
  world.run();
  CHECK(world.account("ada")["active"] == true);
}

TEST_CASE("more disables than the threshold are staged until ForceDeletes allows them")
{
  ProvisioningFixture world;
  world.put_secret("SyncNotificationSettings",
                   R"({"Enabled":true,"DeleteThresholdEnabled":true,"DeleteThresholdValue":1})");
  const auto ada = world.add_user("ada");
  const auto bob = world.add_user("bob");
  world.assign(ada);
  world.assign(bob);
  world.run();
  world.block(ada);
  world.block(bob);
  world.run();
  CHECK(world.account("ada")["active"] == true);
  CHECK(world.job().status.code == "Quarantine");
  CHECK(world.job().status.quarantine->reason == "TooManyDeletes");
  CHECK(world.log_of(ada).back() == "stagedDelete/skipped");

  SUBCASE("ForceDeletes carries them out")
  {
    world.restart(ResetScope::force_deletes);
    world.run();
    CHECK(world.account("ada")["active"] == false);
    CHECK(world.account("bob")["active"] == false);
    CHECK(world.job().status.code == "Active");
  }
  SUBCASE("undoing one leaves few enough")
  {
    world.block(bob, true);
    world.run();
    CHECK(world.account("ada")["active"] == false);
    CHECK(world.account("bob")["active"] == true);
    CHECK_FALSE(world.job().status.quarantine);
  }
}

TEST_CASE("a number of disables up to the threshold passes")
{
  ProvisioningFixture world;
  world.put_secret("SyncNotificationSettings",
                   R"({"DeleteThresholdEnabled":true,"DeleteThresholdValue":1})");
  const auto ada = world.add_user("ada");
  world.assign(ada);
  world.run();
  world.block(ada);
  world.run();
  CHECK(world.account("ada")["active"] == false);
}

TEST_CASE("a job without credentials goes into quarantine and sends nothing")
{
  ProvisioningFixture world;
  world.put_secret("SecretToken", "");
  world.assign(world.add_user("ada"));
  world.run();
  CHECK(world.wire->sent.empty());
  CHECK(world.job().status.code == "Quarantine");
}

TEST_CASE("a job out of a state document that cannot begin a cycle still counts what it linked")
{
  ProvisioningFixture world;
  world.assign(world.add_user("ada"));
  world.run();
  world.engine->between_cycles([](auto& states) {
    for (auto& [id, state] : states) {
      state->schema = nullptr;
    }
  });
  world.put_secret("SecretToken", "");
  world.run();
  const auto status = world.job().status;
  CHECK(status.code == "Quarantine");
  REQUIRE(status.synchronized_entry_count_by_type.size() == 1);
  CHECK(status.synchronized_entry_count_by_type[0].key.starts_with("User to "));
  CHECK(status.synchronized_entry_count_by_type[0].value == 1);
}

TEST_CASE("a cycle keeps the job's status: NotRun before, Active and counted after")
{
  ProvisioningFixture world;
  world.assign(world.add_group("Sales", {world.add_user("ada"), world.add_user("bob")}));
  CHECK(world.job().status.code == "NotRun");
  world.run();
  const auto job = world.job();
  CHECK(job.status.code == "Active");
  REQUIRE(job.status.last_successful_execution_with_exports);
  CHECK(job.status.last_execution->state == "Succeeded");
  CHECK(job.status.last_execution->count_exported == 4); // two users, the group, its members
  CHECK(job.status.last_execution->count_imported == 3);
  CHECK(job.status.steady_state_first_achieved);
  REQUIRE(job.status.synchronized_entry_count_by_type.size() == 2);
  CHECK(job.status.synchronized_entry_count_by_type[0].value == 2);
  CHECK(job.next_cycle == job.status.last_execution->ended + 40min);
  REQUIRE(job.status.progress.size() == 1);
  CHECK(job.status.progress[0].completed_units == job.status.progress[0].total_units);
}

TEST_CASE("a paused job stays paused after a cycle that was running")
{
  ProvisioningFixture world;
  sandbox::store::pause_job(*world.tenant.write()->edit_job(world.job_id));
  world.run();
  CHECK(world.job().status.code == "Paused");
}

TEST_CASE("the running engine begins a cycle when the virtual clock reaches it")
{
  ProvisioningFixture world;
  std::promise<void> posted;
  world.wire->fault = [&](const ScimRequest& request) -> std::optional<Result<ScimAnswer>> {
    if (request.method == "POST") {
      posted.set_value();
    }
    return std::nullopt;
  };
  world.run();
  world.engine->start();
  world.assign(world.add_user("ada"));
  world.tenant.clock().advance(41min);
  CHECK(posted.get_future().wait_for(60s) == std::future_status::ready);
  world.engine->stop();
  CHECK_FALSE(world.account("ada").is_null());
}

TEST_CASE("a connection test tells a good token, a wrong one and a wrong address apart")
{
  ProvisioningFixture world;
  const std::string base = "https://lastpass.test";
  const auto good = base + world.lastpass.scim_path();
  CHECK(world.engine->validate_credentials({good, world.lastpass.token()}));
  CHECK(world.wire->sent.back().starts_with("GET /Users?filter=userName eq \""));
  const auto wrong_token = world.engine->validate_credentials({good, util::Secret("x")});
  REQUIRE_FALSE(wrong_token);
  CHECK(wrong_token.error().code ==
        "SystemForCrossDomainIdentityManagementCredentialValidationFailure");
  CHECK(wrong_token.error().kind == ErrorKind::sign_in);
  CHECK_FALSE(world.engine->validate_credentials({base + "/scimapi/9", world.lastpass.token()}));
  CHECK_FALSE(world.engine->validate_credentials({"no url", world.lastpass.token()}));
}

TEST_CASE("a scoping filter that a user fails takes the user out of scope")
{
  ProvisioningFixture world;
  const auto ada = world.add_user("ada");
  world.assign(ada);
  world.run();
  auto schema = *test::default_schema();
  schema["synchronizationRules"][0]["objectMappings"][1]["scope"] = util::OrderedJson::parse(
      R"({"groups": [{"clauses": [{"sourceOperandName": "displayName", "operatorName": "NOT EQUALS",
          "targetOperand": {"values": ["ada"]}}]}]})");
  sandbox::store::replace_schema(*world.tenant.write()->edit_job(world.job_id),
                                 std::make_shared<const util::OrderedJson>(schema),
                                 world.tenant.now());
  world.run();
  CHECK(world.account("ada")["active"] == false);
}

TEST_CASE("with aadOptscim062020 in the tenant URL a block is sent as a truth value")
{
  ProvisioningFixture world;
  world.put_secret("BaseAddress",
                   "https://lastpass.test" + world.lastpass.scim_path() + "?aadOptscim062020");
  const auto ada = world.add_user("ada");
  const auto group = world.add_group("Sales", {ada, world.add_user("bob")});
  world.assign(group);
  world.run();
  CHECK(world.wire->sent[0].starts_with("GET /Users?aadOptscim062020&filter=userName eq "));
  world.block(ada);
  world.tenant.write()->remove_member(group, test::ObjectId::derive("bob"));
  world.wire->clear();
  world.run();
  std::string sent;
  for (const auto& line : world.wire->sent) {
    sent += line + "\n";
  }
  CHECK(sent.find(R"({"op":"replace","path":"active","value":false})") != std::string::npos);
  CHECK(sent.find(R"({"op":"remove","path":"members[value eq \")") != std::string::npos);
  CHECK(world.account("ada")["active"] == false);
  CHECK(world.account("bob")["groups"].empty());
}

TEST_CASE("two groups of one name end up as one group of the target")
{
  ProvisioningFixture world;
  const auto first = world.add_group("Sales", {world.add_user("ada")});
  world.assign(first);
  world.run();
  sandbox::store::Group twin;
  twin.id = test::ObjectId::random();
  twin.display_name = "Sales";
  world.tenant.write()->add_group(twin);
  world.assign(twin.id);
  world.run();
  CHECK(world.lastpass_state()["groups"].size() == 1);
}

TEST_CASE("several matches in the target fail that user as DuplicateTargetEntries")
{
  ProvisioningFixture world;
  const auto ada = world.add_user("ada");
  world.assign(ada);
  world.wire->fault = [](const ScimRequest&) -> std::optional<Result<ScimAnswer>> {
    return ScimAnswer{200, R"({"totalResults":2,"Resources":[{"id":"1"},{"id":"2"}]})"};
  };
  world.run();
  CHECK(world.log_of(ada) == Lines{"create/failure DuplicateTargetEntries"});
  CHECK(world.job().status.code == "Active");
}

TEST_CASE("an initial cycle with too many failures drops them and pauses the job")
{
  ProvisioningFixture world;
  world.put_secret("SyncAll", "true");
  for (int i = 0; i < 5'000; ++i) {
    world.add_user("user" + std::to_string(i));
  }
  world.wire->fault = answering("POST", 500);
  world.run();
  CHECK(world.job().status.escrows_pruned);
  CHECK(world.job().status.code == "Paused");
  CHECK_FALSE(world.job().is_scheduled);
}

TEST_CASE("a member change that fails is sent again later")
{
  ProvisioningFixture world;
  const auto group = world.add_group("Sales", {world.add_user("ada")});
  world.assign(group);
  world.wire->fault = answering("PATCH", 400);
  world.run();
  CHECK(world.account("ada")["groups"].empty());
  CHECK(world.log_of(group).back() ==
        "update/failure SystemForCrossDomainIdentityManagementBadRequest");
  world.wire->fault = nullptr;
  world.tenant.clock().advance(41min);
  world.run();
  CHECK(world.account("ada")["groups"] == util::Json({"Sales"}));
}
