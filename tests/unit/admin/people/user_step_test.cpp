#include "lpaz/admin/people/user_step.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <chrono>
#include <string>

using namespace lpaz;
using namespace std::chrono_literals;
using nlohmann::json;

namespace {

const std::string k_id = "dddddddd-0000-4000-8000-000000000001";
const bulk::Step k_block = admin::block_step(k_id);
const bulk::Step k_unblock = admin::unblock_step(k_id);
const bulk::Step k_revoke = admin::revoke_step(k_id);
const bulk::Step k_delete = admin::delete_step(k_id);
const bulk::Step k_restore = admin::restore_step(k_id);
const bulk::Step k_purge = admin::purge_step(k_id);
const bulk::Step* const k_all[] = {
    &k_block, &k_unblock, &k_revoke, &k_delete, &k_restore, &k_purge};

std::string text_of(const graph::GraphRequest& request)
{
  return std::string(http::method_name(request.method)) + " " +
         request.path.substr(0, request.path.find('?')) + " " + request.body;
}

Result<json> failure(ErrorKind kind)
{
  return fail(kind, "trouble");
}

// 2026-01-02T03:04:05.5Z
const util::TimePoint k_sent{1767323045500ms};

bool was_done(const bulk::Step& step, const Result<json>& seen)
{
  return step.carried_out(seen, k_sent);
}

} // namespace

TEST_CASE("Each step has a name and a request of its own")
{
  const struct {
    const bulk::Step& step;
    std::string name;
    std::string request;
  } cases[] = {
      {k_block, "block", "PATCH /users/" + k_id + R"( {"accountEnabled":false})"},
      {k_unblock, "unblock", "PATCH /users/" + k_id + R"( {"accountEnabled":true})"},
      {k_revoke, "revoke", "POST /users/" + k_id + "/revokeSignInSessions "},
      {k_delete, "delete", "DELETE /users/" + k_id + " "},
      {k_restore, "restore", "POST /directory/deletedItems/" + k_id + "/restore "},
      {k_purge, "purge", "DELETE /directory/deletedItems/" + k_id + " "},
  };
  for (const auto& each : cases) {
    CHECK(each.step.name == each.name);
    CHECK(text_of(each.step.request) == each.request);
  }
}

TEST_CASE("Who cannot be found is deleted or purged, but neither blocked nor restored")
{
  for (const bulk::Step* step : k_all) {
    if (step == &k_delete || step == &k_purge) {
      CHECK(step->already == ErrorKind::not_found);
    } else {
      CHECK_FALSE(step->already.has_value());
    }
  }
}

TEST_CASE("Each step can be checked and may be repeated: by the user, or the recycle bin if purged")
{
  for (const bulk::Step* step : k_all) {
    REQUIRE(step->check.has_value());
    CHECK(text_of(*step->check) == (step == &k_purge ? "GET /directory/deletedItems/" + k_id + " "
                                                     : "GET /users/" + k_id + " "));
    CHECK((step->carried_out != nullptr));
    CHECK_FALSE(step->once);
    CHECK((step->passes == nullptr));
  }
}

TEST_CASE("The account's state shows whether it was blocked or unblocked")
{
  const json enabled = {{"id", k_id}, {"accountEnabled", true}};
  const json disabled = {{"id", k_id}, {"accountEnabled", false}};
  const json silent = {{"id", k_id}};
  CHECK(was_done(k_block, disabled));
  CHECK_FALSE(was_done(k_block, enabled));
  CHECK_FALSE(was_done(k_block, silent));
  CHECK(was_done(k_unblock, enabled));
  CHECK_FALSE(was_done(k_unblock, disabled));
  CHECK_FALSE(was_done(k_unblock, silent));
}

TEST_CASE("Sessions were ended if they are valid from no earlier than the request")
{
  const auto since = [](std::string time) -> Result<json> {
    return json{{"id", k_id}, {"signInSessionsValidFromDateTime", std::move(time)}};
  };
  CHECK(was_done(k_revoke, since("2026-01-02T03:04:06Z")));
  CHECK(was_done(k_revoke, since("2026-01-02T03:04:05Z"))); // Graph drops fractions
  CHECK_FALSE(was_done(k_revoke, since("2026-01-02T03:04:04Z")));
  CHECK_FALSE(was_done(k_revoke, since("")));
  CHECK_FALSE(was_done(k_revoke, since("yesterday")));
}

TEST_CASE("Absence shows a deletion, presence a restoration; any other error shows nothing")
{
  const json there = {{"id", k_id}};
  for (const bulk::Step* step : {&k_delete, &k_purge}) {
    CHECK(was_done(*step, failure(ErrorKind::not_found)));
    CHECK_FALSE(was_done(*step, there));
    CHECK_FALSE(was_done(*step, failure(ErrorKind::unavailable)));
  }
  CHECK(was_done(k_restore, there));
  CHECK_FALSE(was_done(k_restore, failure(ErrorKind::not_found)));
  for (const bulk::Step* step : k_all) {
    CHECK_FALSE(was_done(*step, failure(ErrorKind::permission)));
  }
}
