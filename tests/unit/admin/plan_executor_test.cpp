#include "support/fake_graph.hpp"

#include "lpaz/admin/user_plan.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <string>
#include <vector>

using namespace lpaz;
using namespace std::chrono_literals;
using admin::PlannedAction;
using admin::UserPlan;
using test::FakeGraphFixture;
using test::json;

namespace {

graph::User person(const std::string& id)
{
  graph::User user;
  user.id = id;
  user.user_principal_name = id + "@x";
  return user;
}

PlannedAction block(const std::string& id)
{
  return {person(id),
          false,
          {graph::set_account_enabled_request(id, false), graph::revoke_sessions_request(id)}};
}

PlannedAction removal(const std::string& id)
{
  return {person(id), false, {graph::delete_user_request(id)}};
}

UserPlan plan(std::vector<PlannedAction> actions)
{
  UserPlan result;
  result.actions = std::move(actions);
  return result;
}

UserPlan blocks(int count)
{
  UserPlan result;
  for (int i = 0; i < count; ++i) {
    result.actions.push_back(block(std::to_string(i)));
  }
  return result;
}

json refusal()
{
  return {{"error", {{"code", "Authorization_RequestDenied"}, {"message", "no"}}}};
}

} // namespace

TEST_CASE("A plan without actions sends nothing")
{
  FakeGraphFixture f;
  CHECK(admin::execute(f.client, {}).empty());
  CHECK(f.graph.http_requests() == 0);
}

TEST_CASE("One person's steps travel as one sequence, the block before the end of the sessions")
{
  FakeGraphFixture f;
  f.graph.on("PATCH /users/ann", 204);
  f.graph.on("POST /users/ann/revokeSignInSessions", 200, {{"value", true}});
  const auto given = plan({block("ann")});
  const auto outcomes = admin::execute(f.client, given);
  REQUIRE(outcomes.size() == 1);
  CHECK(outcomes[0].status);
  CHECK(outcomes[0].steps_done == 2);
  CHECK(outcomes[0].action == &given.actions[0]);
  CHECK(f.graph.http_requests() == 1);
  CHECK(f.graph.call_texts() == std::vector<std::string>{
                                    "PATCH /users/ann",
                                    "POST /users/ann/revokeSignInSessions",
                                });
  CHECK(f.graph.calls()[0].body == json{{"accountEnabled", false}});
}

TEST_CASE("One person's sessions are not ended when the block failed")
{
  FakeGraphFixture f;
  f.graph.on("PATCH /users/ann", 403, refusal());
  const auto given = plan({block("ann")});
  const auto outcomes = admin::execute(f.client, given);
  CHECK(outcomes[0].status.error().kind == ErrorKind::permission);
  CHECK(outcomes[0].steps_done == 0);
}

TEST_CASE("A block whose sessions could not be ended is half done, and says so")
{
  FakeGraphFixture f;
  f.graph.on("PATCH /users/ann", 204);
  f.graph.on("POST /users/ann/revokeSignInSessions", 403, refusal());
  const auto given = plan({block("ann")});
  const auto outcomes = admin::execute(f.client, given);
  CHECK_FALSE(outcomes[0].status);
  CHECK(outcomes[0].steps_done == 1);
}

TEST_CASE("A throttled first step of one person is repeated with what waits for it")
{
  FakeGraphFixture f;
  f.graph.throttle("PATCH /users/ann", "7");
  f.graph.on("PATCH /users/ann", 204);
  f.graph.on("POST /users/ann/revokeSignInSessions", 204);
  const auto given = plan({block("ann")});
  const auto outcomes = admin::execute(f.client, given);
  CHECK(outcomes[0].status);
  CHECK(outcomes[0].steps_done == 2);
  CHECK(f.clock.sleeps() == std::vector<std::chrono::milliseconds>{7s});
}

TEST_CASE("Many people go in waves of 20, everybody's block before anybody's sessions")
{
  FakeGraphFixture f;
  for (int i = 0; i < 45; ++i) {
    f.graph.on("PATCH /users/" + std::to_string(i), 204);
    f.graph.on("POST /users/" + std::to_string(i) + "/revokeSignInSessions", 200);
  }
  const auto given = blocks(45);
  const auto outcomes = admin::execute(f.client, given);
  for (const auto& outcome : outcomes) {
    CHECK(outcome.status);
    CHECK(outcome.steps_done == 2);
  }
  CHECK(f.graph.batch_sizes() == std::vector<std::size_t>{20, 20, 5, 20, 20, 5});
  const auto calls = f.graph.call_texts();
  for (std::size_t i = 0; i < 45; ++i) {
    CHECK(calls[i].starts_with("PATCH"));
    CHECK(calls[45 + i].starts_with("POST"));
  }
}

TEST_CASE("One person's failure is that person's alone, and ends that person's steps")
{
  FakeGraphFixture f;
  f.graph.on("PATCH /users/0", 204);
  f.graph.on("PATCH /users/1", 403, refusal());
  f.graph.on("PATCH /users/2", 204);
  f.graph.on("POST /users/0/revokeSignInSessions", 200);
  f.graph.on("POST /users/2/revokeSignInSessions", 500, refusal());
  const auto given = blocks(3);
  const auto outcomes = admin::execute(f.client, given);
  CHECK(outcomes[0].status);
  CHECK(outcomes[1].status.error().kind == ErrorKind::permission);
  CHECK(outcomes[1].steps_done == 0);
  CHECK(outcomes[2].status.error().kind == ErrorKind::unavailable);
  CHECK(outcomes[2].steps_done == 1);
}

TEST_CASE("People with fewer steps than others are done earlier")
{
  FakeGraphFixture f;
  f.graph.on("POST /users/bob/revokeSignInSessions", 200);
  f.graph.on("PATCH /users/ann", 204);
  f.graph.on("POST /users/ann/revokeSignInSessions", 200);
  const PlannedAction blocked{person("bob"), true, {graph::revoke_sessions_request("bob")}};
  const PlannedAction nothing{person("cid"), true, {}};
  const auto given = plan({block("ann"), blocked, nothing});
  const auto outcomes = admin::execute(f.client, given);
  CHECK(outcomes[0].steps_done == 2);
  CHECK(outcomes[1].steps_done == 1);
  CHECK(outcomes[2].steps_done == 0);
  for (const auto& outcome : outcomes) {
    CHECK(outcome.status);
  }
}

TEST_CASE("Somebody who needs no step costs no request")
{
  FakeGraphFixture f;
  const auto given = plan({{person("cid"), true, {}}});
  CHECK(admin::execute(f.client, given)[0].status);
  CHECK(f.graph.http_requests() == 0);
}

TEST_CASE("Somebody who is gone when the delete arrives is deleted, alone and among many")
{
  FakeGraphFixture f;
  f.graph.on("DELETE /users/ann", 404, {{"error", {{"code", "Request_ResourceNotFound"}}}});
  const auto alone = plan({removal("ann")});
  const auto first = admin::execute(f.client, alone);
  CHECK(first[0].status);
  CHECK(first[0].steps_done == 1);
  f.graph.on("DELETE /users/ann", 404, {{"error", {{"code", "Request_ResourceNotFound"}}}});
  f.graph.on("DELETE /users/bob", 204);
  const auto many = plan({removal("ann"), removal("bob")});
  for (const auto& outcome : admin::execute(f.client, many)) {
    CHECK(outcome.status);
    CHECK(outcome.steps_done == 1);
  }
}

TEST_CASE("Somebody who is gone when the block arrives is not called blocked")
{
  FakeGraphFixture f;
  f.graph.on("PATCH /users/ann", 404, {{"error", {{"code", "Request_ResourceNotFound"}}}});
  const auto given = plan({block("ann")});
  CHECK(admin::execute(f.client, given)[0].status.error().kind == ErrorKind::not_found);
}
