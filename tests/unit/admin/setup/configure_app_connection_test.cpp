#include "configure_app_fixture.hpp"

#include "lpaz/admin/setup/configure_app.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

using namespace lpaz;
using test::FakeTenant;
using test::json;
using Fixture = test::ConfigureAppFixture;

namespace {

const std::string k_validate =
    "POST /servicePrincipals/sp1/synchronization/jobs/scim.t.j/validateCredentials";
const std::string k_put = "PUT /servicePrincipals/sp1/synchronization/secrets";

bool has_outcome(const Fixture& f, const std::string& outcome)
{
  return std::ranges::count(f.outcomes(), outcome) == 1;
}

void give_token(Fixture& f, const std::string& token)
{
  f.options.provisioning_token = util::Secret(token);
}

} // namespace

TEST_CASE("Credentials are validated before they are saved")
{
  Fixture f;
  REQUIRE(f.run());
  const auto& calls = f.tenant.calls;
  CHECK(std::ranges::find(calls, k_validate) < std::ranges::find(calls, k_put));
  CHECK(f.tenant.secrets.at("BaseAddress") == FakeTenant::k_url);
  CHECK(f.tenant.secrets.at("SecretToken") == FakeTenant::k_token);
}

TEST_CASE("Credentials that LastPass does not accept are not saved, and nothing is started")
{
  for (const bool wrong_url : {false, true}) {
    Fixture f;
    if (wrong_url) {
      f.options.connection_url = "https://other.example";
    } else {
      give_token(f, "wrong-token");
    }
    const auto app = f.run();
    REQUIRE_FALSE(app);
    CHECK(app.error().kind == ErrorKind::failed);
    CHECK(app.error().message ==
          "LastPass did not accept the connection URL and token: You appear to "
          "have entered invalid credentials");
    CHECK(app.error().hint.find("Provisioning Token") != std::string::npos);
    CHECK(f.called(k_put) == 0);
    CHECK_FALSE(f.tenant.running);
    for (const std::string& text : {app.error().message, app.error().hint}) {
      CHECK(text.find("wrong-token") == std::string::npos);
    }
  }
}

TEST_CASE("A mistake in the credentials does not undo a connection that works")
{
  Fixture f;
  f.configure();
  give_token(f, "wrong-token");
  CHECK_FALSE(f.run());
  CHECK(f.tenant.writes.empty());
  CHECK(f.tenant.secrets.at("SecretToken") == FakeTenant::k_token);
}

TEST_CASE("Trouble of Graph while it validates is not blamed on the credentials")
{
  for (const int status : {401, 403, 503}) {
    Fixture f;
    f.configure();
    f.tenant.refuse_validation = status;
    const auto app = f.run();
    REQUIRE_FALSE(app);
    CHECK(app.error().http_status == status);
    CHECK(app.error().message.find("LastPass did not accept") == std::string::npos);
    CHECK(f.tenant.writes.empty());
  }
}

TEST_CASE("The token that is saved already is not saved again")
{
  Fixture f;
  f.configure();
  REQUIRE(f.run());
  CHECK(has_outcome(f, "connection: unchanged"));
  CHECK(f.called(k_validate) == 2);
  CHECK(f.called(k_put) == 0);
}

TEST_CASE("A token that was reset in LastPass is saved in place of the old one")
{
  Fixture f;
  f.configure();
  f.tenant.accepted_token = "new";
  give_token(f, "new");
  REQUIRE(f.run());
  CHECK(has_outcome(f, "connection: saved"));
  CHECK(f.tenant.secrets.at("SecretToken") == "new");
}

TEST_CASE("A scope of everyone is narrowed to those who are assigned")
{
  Fixture f;
  f.configure();
  f.tenant.secrets["SyncAll"] = "true";
  REQUIRE(f.run());
  CHECK(has_outcome(f, "connection: saved"));
  CHECK(f.tenant.secrets.at("SyncAll") == "false");
}

TEST_CASE("Without a token what is saved is kept, if it works")
{
  Fixture f;
  f.configure();
  f.options.provisioning_token = util::Secret();
  f.options.connection_url.clear();
  REQUIRE(f.run());
  CHECK(has_outcome(f, "connection: unchanged"));
  CHECK(f.tenant.writes.empty());
}

TEST_CASE("Without a token nothing can be changed, and the error names what wants it")
{
  Fixture f;
  f.configure();
  f.options.provisioning_token = util::Secret();
  f.options.notify = "it@x";
  const auto app = f.run();
  REQUIRE_FALSE(app);
  CHECK(app.error().kind == ErrorKind::usage);
  CHECK(app.error().message.find("Graph wants it again") != std::string::npos);
  CHECK(app.error().hint.find("--provisioning-token-file") != std::string::npos);
  CHECK(f.tenant.writes.empty());
}

TEST_CASE("Without a token one that does not work any more is asked for")
{
  Fixture f;
  f.configure();
  f.tenant.accepted_token = "new";
  f.options.provisioning_token = util::Secret();
  CHECK(f.run().error().message.find("does not accept the one that is saved") != std::string::npos);
}

TEST_CASE("Without a token an app that has none yet asks for it")
{
  Fixture f;
  f.tenant.apps = 1;
  f.options.provisioning_token = util::Secret();
  const auto app = f.run();
  CHECK(app.error().kind == ErrorKind::usage);
  CHECK(app.error().message.find("none is saved yet") != std::string::npos);
}

TEST_CASE("A person is asked for the token only when it turns out to be needed")
{
  Fixture f;
  f.configure();
  int asked = 0;
  f.options.provisioning_token = util::Secret();
  f.ask_token = [&asked]() -> Result<util::Secret> {
    ++asked;
    return util::Secret(FakeTenant::k_token);
  };
  REQUIRE(f.run());
  CHECK(asked == 0);
  f.options.notify = "it@x";
  f.options.dry_run = true;
  CHECK(f.run().error().kind == ErrorKind::usage);
  CHECK(asked == 0);
  f.options.dry_run = false;
  REQUIRE(f.run());
  CHECK(asked == 1);
  CHECK(f.notification().at("Recipients") == "it@x");
  CHECK(f.tenant.secrets.at("SecretToken") == FakeTenant::k_token);
}

TEST_CASE("A wrong token that a person typed is not saved")
{
  Fixture f;
  f.configure();
  f.options.provisioning_token = util::Secret();
  f.options.notify = "it@x";
  f.ask_token = []() -> Result<util::Secret> { return util::Secret("wrong-token"); };
  CHECK(f.run().error().kind == ErrorKind::failed);
  CHECK(f.tenant.writes.empty());
}

TEST_CASE("Without an address the connection URL is asked for")
{
  Fixture f;
  f.tenant.apps = 1;
  f.options.connection_url.clear();
  const auto app = f.run();
  CHECK(app.error().kind == ErrorKind::usage);
  CHECK(app.error().hint.find("--connection-url") != std::string::npos);
}

TEST_CASE("What Graph masks is never sent back")
{
  Fixture f;
  f.configure();
  f.tenant.secrets["BaseAddress"] = "*";
  f.tenant.secrets["SyncNotificationSettings"] = "***";
  f.options.connection_url.clear();
  CHECK(f.run().error().kind == ErrorKind::usage);
  CHECK(f.tenant.writes.empty());
  f.options.connection_url = FakeTenant::k_url;
  REQUIRE(f.run());
  for (const auto& [key, value] : f.tenant.secrets.items()) {
    INFO(key);
    CHECK(value.get<std::string>().find('*') == std::string::npos);
  }
}

TEST_CASE("An address to notify switches the mail on, and a delete threshold of 20")
{
  Fixture f;
  f.options.notify = "it@x,ops@x";
  REQUIRE(f.run());
  CHECK(f.notification() == json{{"Enabled", true},
                                 {"Recipients", "it@x,ops@x"},
                                 {"DeleteThresholdEnabled", true},
                                 {"DeleteThresholdValue", 20}});
  CHECK_FALSE(has_outcome(f, "notification: skipped"));
  CHECK(f.detail_of("connection").find("stops at 20 deletions") != std::string::npos);
  CHECK(f.detail_of("connection").find("mail to it@x,ops@x") != std::string::npos);
}

TEST_CASE("A delete threshold that is there is kept when the address changes")
{
  Fixture f;
  f.options.notify = "it@x";
  f.options.delete_threshold = 7;
  f.configure();
  f.options.notify = "ops@x";
  f.options.delete_threshold.reset();
  REQUIRE(f.run());
  CHECK(f.notification().at("Recipients") == "ops@x");
  CHECK(f.notification().at("DeleteThresholdValue") == 7);
}

TEST_CASE("Settings that were not named are kept by a run that changes others")
{
  Fixture f;
  f.options.notify = "it@x";
  f.options.delete_threshold = 7;
  f.configure();
  f.options.notify.reset();
  f.options.delete_threshold.reset();
  f.tenant.secrets["SyncAll"] = "true";
  REQUIRE(f.run());
  CHECK(f.notification().at("Recipients") == "it@x");
  CHECK(f.notification().at("DeleteThresholdValue") == 7);
}

TEST_CASE("A delete threshold needs an address, given now or saved before")
{
  Fixture f;
  f.configure();
  f.options.delete_threshold = 5;
  const auto app = f.run();
  REQUIRE_FALSE(app);
  CHECK(app.error().kind == ErrorKind::usage);
  CHECK(app.error().hint.find("--notify") != std::string::npos);
  CHECK(f.tenant.writes.empty());
  f.options.notify = "it@x";
  REQUIRE(f.run());
  f.options.notify.reset();
  f.options.delete_threshold = 6;
  REQUIRE(f.run());
  CHECK(f.notification().at("DeleteThresholdValue") == 6);
}

TEST_CASE("A dry run validates the credentials, but saves nothing")
{
  Fixture f;
  f.configure();
  f.tenant.secrets["SyncAll"] = "true";
  f.options.dry_run = true;
  REQUIRE(f.run());
  CHECK(has_outcome(f, "credentials: accepted"));
  CHECK(has_outcome(f, "connection: would be saved"));
  CHECK(f.tenant.writes.empty());
  give_token(f, "wrong-token");
  CHECK_FALSE(f.run());
}

TEST_CASE("The provisioning token stands in no step that is reported")
{
  Fixture f;
  give_token(f, FakeTenant::k_token);
  f.options.notify = "it@x";
  REQUIRE(f.run());
  for (const auto& step : f.steps) {
    CHECK(step.detail.find(FakeTenant::k_token) == std::string::npos);
  }
}
