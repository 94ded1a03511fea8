#include "lpaz/admin/user_step.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <chrono>
#include <string>

using namespace lpaz;
using namespace std::chrono_literals;
using admin::UserStep;
using nlohmann::json;

namespace {

constexpr UserStep k_all[] = {UserStep::block,
                              UserStep::unblock,
                              UserStep::revoke,
                              UserStep::remove,
                              UserStep::restore,
                              UserStep::purge};
const std::string k_id = "dddddddd-0000-4000-8000-000000000001";

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

bool was_done(UserStep step, const Result<json>& seen)
{
  return admin::was_carried_out(step, seen, k_sent);
}

} // namespace

TEST_CASE("Each step has a word and a request of its own")
{
  const struct {
    UserStep step;
    std::string word;
    std::string request;
  } cases[] = {
      {UserStep::block, "block", "PATCH /users/" + k_id + R"( {"accountEnabled":false})"},
      {UserStep::unblock, "unblock", "PATCH /users/" + k_id + R"( {"accountEnabled":true})"},
      {UserStep::revoke, "revoke", "POST /users/" + k_id + "/revokeSignInSessions "},
      {UserStep::remove, "delete", "DELETE /users/" + k_id + " "},
      {UserStep::restore, "restore", "POST /directory/deletedItems/" + k_id + "/restore "},
      {UserStep::purge, "purge", "DELETE /directory/deletedItems/" + k_id + " "},
  };
  for (const auto& each : cases) {
    CHECK(admin::word_of(each.step) == each.word);
    CHECK(text_of(admin::request_of(each.step, k_id)) == each.request);
  }
}

TEST_CASE("Who cannot be found is deleted or purged, but neither blocked nor restored")
{
  Error missing;
  missing.kind = ErrorKind::not_found;
  Error refused;
  refused.kind = ErrorKind::permission;
  for (const UserStep step : k_all) {
    CHECK(admin::means_done(step, missing) ==
          (step == UserStep::remove || step == UserStep::purge));
    CHECK_FALSE(admin::means_done(step, refused));
  }
}

TEST_CASE("A look asks for the person, after a purge for the recycle bin")
{
  for (const UserStep step : k_all) {
    CHECK(text_of(admin::look_request(step, k_id)) ==
          (step == UserStep::purge ? "GET /directory/deletedItems/" + k_id + " "
                                   : "GET /users/" + k_id + " "));
  }
}

TEST_CASE("The account's state shows whether it was blocked or unblocked")
{
  const json enabled = {{"id", k_id}, {"accountEnabled", true}};
  const json disabled = {{"id", k_id}, {"accountEnabled", false}};
  const json silent = {{"id", k_id}};
  CHECK(was_done(UserStep::block, disabled));
  CHECK_FALSE(was_done(UserStep::block, enabled));
  CHECK_FALSE(was_done(UserStep::block, silent));
  CHECK(was_done(UserStep::unblock, enabled));
  CHECK_FALSE(was_done(UserStep::unblock, disabled));
  CHECK_FALSE(was_done(UserStep::unblock, silent));
}

TEST_CASE("Sessions were ended if they are valid from no earlier than the request")
{
  const auto since = [](std::string time) -> Result<json> {
    return json{{"id", k_id}, {"signInSessionsValidFromDateTime", std::move(time)}};
  };
  CHECK(was_done(UserStep::revoke, since("2026-01-02T03:04:06Z")));
  CHECK(was_done(UserStep::revoke, since("2026-01-02T03:04:05Z"))); // Graph drops fractions
  CHECK_FALSE(was_done(UserStep::revoke, since("2026-01-02T03:04:04Z")));
  CHECK_FALSE(was_done(UserStep::revoke, since("")));
  CHECK_FALSE(was_done(UserStep::revoke, since("yesterday")));
}

TEST_CASE("Absence shows a deletion, presence a restoration; any other error shows nothing")
{
  const json there = {{"id", k_id}};
  for (const UserStep step : {UserStep::remove, UserStep::purge}) {
    CHECK(was_done(step, failure(ErrorKind::not_found)));
    CHECK_FALSE(was_done(step, there));
    CHECK_FALSE(was_done(step, failure(ErrorKind::unavailable)));
  }
  CHECK(was_done(UserStep::restore, there));
  CHECK_FALSE(was_done(UserStep::restore, failure(ErrorKind::not_found)));
  for (const UserStep step : k_all) {
    CHECK_FALSE(was_done(step, failure(ErrorKind::permission)));
  }
}
