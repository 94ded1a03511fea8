#include "configure_app_fixture.hpp"

#include "lpaz/admin/setup/configure_app.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

using namespace lpaz;
using namespace std::chrono_literals;
using test::json;
using Fixture = test::ConfigureAppFixture;
using Texts = std::vector<std::string>;

namespace {

const std::string k_instantiate =
    "POST /applicationTemplates/8adf8e6e-67b2-4cf2-a259-e3dc5476c621/instantiate";

http::HttpResponse refusal(int status)
{
  return {status, {}, json{{"error", {{"code", "x"}, {"message", "no"}}}}.dump()};
}

} // namespace

TEST_CASE("A new app is waited for until the directory shows it by its name")
{
  Fixture f;
  f.tenant.unseen_searches = 3;
  REQUIRE(f.run());
  CHECK(f.clock.sleeps().size() == 3);
  CHECK(f.tenant.apps == 1);
  CHECK_FALSE(f.intent().is_recent());
}

TEST_CASE("A new app that stays unseen is pending, and remembered")
{
  Fixture f;
  f.options.replication_limit = 20s;
  f.tenant.unseen_searches = 1000;
  const auto app = f.run();
  REQUIRE_FALSE(app);
  CHECK(app.error().kind == ErrorKind::pending);
  CHECK(f.intent().is_recent());
}

TEST_CASE("A run after one that was killed waits for the app instead of making a second one")
{
  Fixture f;
  f.tenant.kill_at = 2; // the answer of instantiate
  CHECK(f.run().error().kind == ErrorKind::interrupted);
  CHECK(f.tenant.apps == 1);
  CHECK(f.intent().is_recent());
  f.tenant.forget_calls();
  f.tenant.unseen_searches = 5;
  REQUIRE(f.run());
  CHECK(f.tenant.apps == 1);
  CHECK(f.called(k_instantiate) == 0);
  CHECK(f.outcomes()[0] == "app: waiting");
  CHECK(f.outcomes()[1] == "app: found");
}

TEST_CASE("An app that a killed run never made is made after two minutes of waiting")
{
  Fixture f;
  f.tenant.kill_at = 2;
  f.tenant.kill_before = true;
  CHECK_FALSE(f.run());
  CHECK(f.tenant.apps == 0);
  f.tenant.forget_calls();
  REQUIRE(f.run());
  CHECK(f.tenant.apps == 1);
  std::chrono::milliseconds waited{0};
  for (const auto sleep : f.clock.sleeps()) {
    waited += sleep;
  }
  CHECK(waited <= 2min);
  CHECK(waited > 1min);
}

TEST_CASE("An old intent is not waited for")
{
  Fixture f;
  REQUIRE(f.intent().record());
  f.clock.advance(11min);
  REQUIRE(f.run());
  CHECK(f.clock.sleeps().empty());
}

TEST_CASE("After an outcome that nobody knows the app stays remembered")
{
  for (const auto& answer : {http::HttpResponse{502, {}, "<html>"},
                             refusal(500),
                             refusal(503),
                             refusal(504),
                             refusal(408),
                             http::HttpResponse{201, {}, "{\"servicePrincipal\":"},
                             http::HttpResponse{201, {}, "{}"},
                             http::HttpResponse{201, {}, "{\"servicePrincipal\":{\"id\":5}}"}}) {
    Fixture f;
    f.tenant.instantiate_answer = answer;
    INFO(answer.status << " " << answer.body);
    CHECK_FALSE(f.run());
    CHECK(f.intent().is_recent());
    CHECK(f.called(k_instantiate) == 1);
  }
}

TEST_CASE("After an answer that could not be read the next run finds the app that was made")
{
  Fixture f;
  f.tenant.instantiate_answer = http::HttpResponse{201, {}, "not JSON"};
  CHECK_FALSE(f.run());
  CHECK(f.tenant.apps == 1);
  f.tenant.forget_calls();
  f.tenant.unseen_searches = 4;
  REQUIRE(f.run());
  CHECK(f.tenant.apps == 1);
}

TEST_CASE("An app whose creation was answered by a cut connection is looked for, not made again")
{
  Fixture f;
  f.tenant.cut_at = 2;
  f.tenant.unseen_searches = 2;
  REQUIRE(f.run());
  CHECK(f.tenant.apps == 1);
  CHECK(f.called(k_instantiate) == 1);
  CHECK(f.outcomes()[0] == "app: created");
  CHECK(f.detail_of("app") == "sp1");
  CHECK_FALSE(f.intent().is_recent());
  CHECK(f.tenant.running);
}

TEST_CASE("A creation that nobody heard of is not sent again while the app may still appear")
{
  for (const bool before : {false, true}) {
    Fixture f;
    f.tenant.cut_at = 2;
    f.tenant.cut_before = before;
    f.tenant.unseen_searches = 1000;
    const auto app = f.run();
    REQUIRE_FALSE(app);
    CHECK(app.error().kind == ErrorKind::unavailable);
    CHECK(app.error().message.starts_with("the app could not be created: the answer was lost"));
    CHECK(f.called(k_instantiate) == 1);
    CHECK(f.intent().is_recent());
  }
}

TEST_CASE("After a refusal nothing is remembered, so the next run need not wait")
{
  for (const int status : {400, 401, 403, 429}) {
    Fixture f;
    f.tenant.instantiate_answer = refusal(status);
    const auto app = f.run();
    REQUIRE_FALSE(app);
    CHECK(app.error().message == "the app could not be created: no");
    CHECK_FALSE(f.intent().is_recent());
  }
}

TEST_CASE("The next run is patient with an app that a killed run made minutes ago")
{
  Fixture f;
  f.tenant.kill_at = 2;
  CHECK_FALSE(f.run());
  f.tenant.forget_calls();
  f.tenant.refusals = {404, 403};
  CHECK(f.run());
}

TEST_CASE("An object id of no app makes none")
{
  Fixture f;
  f.options.app = "aaaaaaaa-0000-4000-8000-000000000001";
  const auto app = f.run();
  REQUIRE_FALSE(app);
  CHECK(app.error().kind == ErrorKind::not_found);
  CHECK(f.tenant.writes.empty());
}

TEST_CASE("Two apps of one name are never guessed from, nor joined by a third")
{
  Fixture f;
  f.tenant.apps = 2;
  const auto app = f.run();
  REQUIRE_FALSE(app);
  CHECK(app.error().kind == ErrorKind::usage);
  CHECK(f.tenant.writes.empty());
}

TEST_CASE("An app that cannot be searched for is not made")
{
  Fixture f;
  f.tenant.kill_at = 1;
  f.tenant.kill_before = true;
  CHECK_FALSE(f.run());
  CHECK(f.tenant.apps == 0);
  CHECK_FALSE(f.intent().is_recent());
}

TEST_CASE("A new app is not made before all that it needs was given")
{
  for (const int missing : {0, 1, 2}) {
    Fixture f;
    if (missing == 0) {
      f.options.connection_url.clear();
    } else if (missing == 1) {
      f.options.provisioning_token = util::Secret();
    } else {
      f.options.delete_threshold = 5;
    }
    const auto app = f.run();
    REQUIRE_FALSE(app);
    CHECK(app.error().kind == ErrorKind::usage);
    CHECK(f.tenant.writes.empty());
  }
}

TEST_CASE("A dry run of a new app does without the token, but not without the address")
{
  Fixture f;
  f.options.dry_run = true;
  f.options.provisioning_token = util::Secret();
  CHECK(f.run());
  f.options.connection_url.clear();
  CHECK(f.run().error().kind == ErrorKind::usage);
}

TEST_CASE("A person is asked for the token before the app is made")
{
  for (const bool answered : {true, false}) {
    Fixture f;
    f.options.provisioning_token = util::Secret();
    f.ask_token = [&f, answered]() -> Result<util::Secret> {
      CHECK(f.tenant.apps == 0);
      return answered ? Result<util::Secret>(util::Secret(test::FakeTenant::k_token))
                      : fail(ErrorKind::interrupted, "interrupted");
    };
    CHECK(f.run().has_value() == answered);
    CHECK(f.tenant.apps == (answered ? 1 : 0));
  }
}

TEST_CASE("A place where nothing can be remembered does not keep the app from being made")
{
  Fixture f;
  std::filesystem::permissions(f.folder.path(), std::filesystem::perms::none);
  std::filesystem::remove(f.folder.path());
  std::ofstream(f.folder.path()) << "a file, not a folder";
  CHECK(f.run());
  CHECK(f.tenant.apps == 1);
}

TEST_CASE("A run waits for another that sets up the same app, and then finds what that one made")
{
  Fixture f;
  {
    auto other = f.intent();
    const auto held = other.lock(0s);
    REQUIRE(held);
    f.options.time_limit = 30s;
    const auto app = f.run();
    REQUIRE_FALSE(app);
    CHECK(app.error().kind == ErrorKind::unavailable);
    CHECK(f.tenant.calls.empty());
    f.options.dry_run = true;
    CHECK(f.run());
    f.options.dry_run = false;
    f.clock.interrupt_sleep(1);
    CHECK(f.run().error().kind == ErrorKind::interrupted);
  }
  Fixture after;
  after.configure();
  REQUIRE(after.run());
  CHECK(after.tenant.apps == 1);
}

TEST_CASE("A second app that another machine made meanwhile stops the run before anything starts")
{
  Fixture f;
  f.tenant.rivals = 1;
  const auto app = f.run();
  REQUIRE_FALSE(app);
  CHECK(app.error().kind == ErrorKind::usage);
  CHECK(app.error().message == "2 enterprise apps are called \"LastPass\"");
  for (const char* part : {"sp1", "sp2", "--app", "delete in Entra ID"}) {
    CAPTURE(part);
    CHECK(app.error().hint.find(part) != std::string::npos);
  }
  CHECK(f.tenant.starts == 0);
}
