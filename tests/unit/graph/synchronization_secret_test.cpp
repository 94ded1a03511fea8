#include "lpaz/graph/synchronization_secret.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <string>
#include <utility>
#include <vector>

using namespace lpaz;
using http::HttpMethod;
using nlohmann::json;

namespace {

json secrets_body(const std::vector<std::pair<std::string, json>>& pairs)
{
  json list = json::array();
  for (const auto& [key, value] : pairs) {
    list.push_back({{"key", key}, {"value", value}});
  }
  return {{"value", list}};
}

graph::SynchronizationSecrets sample()
{
  return {"https://lp.example/scim", util::Secret("t\"0ken"), false, {true, "it@x", true, 20}};
}

json pairs_of(const graph::GraphRequest& request)
{
  const json body = json::parse(request.body);
  json result = json::object();
  for (const json& pair : body.at("value")) {
    CHECK_FALSE(result.contains(pair.at("key")));
    result[pair.at("key")] = pair.at("value");
  }
  return result;
}

} // namespace

TEST_CASE("Saved settings are read as far as Graph shows them")
{
  const auto secrets = graph::parse_secrets(secrets_body({
      {"BaseAddress", "https://lp.example/scim"},
      {"SecretToken", "*"},
      {"SyncAll", "False"},
      {"SyncNotificationSettings",
       R"({"Enabled":true,"Recipients":"it@x","DeleteThresholdEnabled":true,"DeleteThresholdValue":50})"},
      {"SkipOutOfScopeDeletions", "True"},
  }));
  CHECK(secrets.base_address == "https://lp.example/scim");
  CHECK(secrets.has_secret_token);
  CHECK(secrets.sync_all == false);
  REQUIRE(secrets.notification);
  CHECK(*secrets.notification == graph::SynchronizationNotification{true, "it@x", true, 50});
  CHECK(secrets.skip_out_of_scope_deletions);
}

TEST_CASE("A masked value is not shown, and never a value to send back")
{
  for (const std::string mask : {"*", "****", ""}) {
    const auto secrets = graph::parse_secrets(secrets_body({
        {"BaseAddress", mask},
        {"SyncAll", mask},
        {"SyncNotificationSettings", mask},
        {"SkipOutOfScopeDeletions", mask},
    }));
    CHECK_FALSE(secrets.base_address);
    CHECK_FALSE(secrets.sync_all);
    CHECK_FALSE(secrets.notification);
    CHECK_FALSE(secrets.skip_out_of_scope_deletions);
  }
}

TEST_CASE("A token is known to be saved whatever Graph shows of it, unless it shows nothing")
{
  CHECK(graph::parse_secrets(secrets_body({{"SecretToken", "*"}})).has_secret_token);
  CHECK(graph::parse_secrets(secrets_body({{"SecretToken", "shown"}})).has_secret_token);
  CHECK_FALSE(graph::parse_secrets(secrets_body({{"SecretToken", ""}})).has_secret_token);
  CHECK_FALSE(graph::parse_secrets(secrets_body({{"SecretToken", nullptr}})).has_secret_token);
  CHECK_FALSE(graph::parse_secrets(secrets_body({})).has_secret_token);
}

TEST_CASE("Keys of secrets are case-sensitive, as they are for the service")
{
  const auto secrets =
      graph::parse_secrets(secrets_body({{"baseAddress", "x"}, {"secrettoken", "*"}}));
  CHECK_FALSE(secrets.base_address);
  CHECK_FALSE(secrets.has_secret_token);
}

TEST_CASE("Secrets of a wrong shape are no secrets")
{
  for (const json& body : {json(),
                           json::object(),
                           json::array(),
                           json{{"value", "x"}},
                           json{{"value", {1, nullptr, "x", {{"key", 1}, {"value", 2}}}}},
                           secrets_body({{"BaseAddress", 5}, {"SecretToken", {{"a", 1}}}})}) {
    const auto secrets = graph::parse_secrets(body);
    CHECK_FALSE(secrets.base_address);
    CHECK_FALSE(secrets.has_secret_token);
    CHECK_FALSE(secrets.notification);
  }
}

TEST_CASE("Notification settings that are not a JSON object are unknown")
{
  for (const std::string text : {"x", "[]", "{", "\"Enabled\"", "5"}) {
    CHECK_FALSE(
        graph::parse_secrets(secrets_body({{"SyncNotificationSettings", text}})).notification);
  }
}

TEST_CASE("Members of the notification settings that are absent or of a wrong type are off")
{
  const auto secrets = graph::parse_secrets(secrets_body(
      {{"SyncNotificationSettings",
        R"({"Enabled":"yes","Recipients":null,"DeleteThresholdEnabled":1,"DeleteThresholdValue":"x"})"}}));
  REQUIRE(secrets.notification);
  CHECK(*secrets.notification == graph::SynchronizationNotification{});
}

TEST_CASE("A delete threshold that no integer holds does not become another number")
{
  const auto secrets = graph::parse_secrets(
      secrets_body({{"SyncNotificationSettings",
                     R"({"DeleteThresholdEnabled":true,"DeleteThresholdValue":4294967316})"}}));
  REQUIRE(secrets.notification);
  CHECK(secrets.notification->delete_threshold != 20);
}

TEST_CASE("Saving sends all four keys each time")
{
  const auto request = graph::put_secrets_request("sp", sample());
  CHECK(request.method == HttpMethod::put);
  CHECK(request.path == "/servicePrincipals/sp/synchronization/secrets");
  CHECK(request.idempotent);
  const json pairs = pairs_of(request);
  CHECK(pairs.size() == 4);
  CHECK(pairs.at("BaseAddress") == "https://lp.example/scim");
  CHECK(pairs.at("SecretToken") == "t\"0ken");
  CHECK(pairs.at("SyncAll") == "false");
  CHECK(json::parse(pairs.at("SyncNotificationSettings").get<std::string>()) ==
        json{{"Enabled", true},
             {"Recipients", "it@x"},
             {"DeleteThresholdEnabled", true},
             {"DeleteThresholdValue", 20}});
}

TEST_CASE("What is saved reads back as what was sent")
{
  const auto request = graph::put_secrets_request("sp", sample());
  const auto read = graph::parse_secrets(json::parse(request.body));
  CHECK(read.base_address == sample().base_address);
  CHECK(read.sync_all == false);
  CHECK(read.notification == sample().notification);
}

TEST_CASE("Scope everyone is sent as the text true")
{
  auto secrets = sample();
  secrets.sync_all = true;
  CHECK(pairs_of(graph::put_secrets_request("sp", secrets)).at("SyncAll") == "true");
}

TEST_CASE("Credentials are validated with address and token alone, and may be asked again")
{
  const auto request = graph::validate_credentials_request("sp", "scim.t.j", "scim", sample());
  CHECK(request.method == HttpMethod::post);
  CHECK(request.path == "/servicePrincipals/sp/synchronization/jobs/scim.t.j/validateCredentials");
  CHECK(json::parse(request.body) ==
        json{{"templateId", "scim"},
             {"useSavedCredentials", false},
             {"credentials",
              json::array({{{"key", "BaseAddress"}, {"value", "https://lp.example/scim"}},
                           {{"key", "SecretToken"}, {"value", "t\"0ken"}}})}});
  CHECK(request.idempotent);
  CHECK(request.timeout == std::chrono::seconds(120));
}

TEST_CASE("Saved credentials are validated without sending any")
{
  const auto request = graph::validate_saved_credentials_request("sp", "j", "scim");
  CHECK(json::parse(request.body) == json{{"templateId", "scim"}, {"useSavedCredentials", true}});
}

TEST_CASE("Every request about secrets names its least permission")
{
  for (const auto& request : {graph::get_secrets_request("sp"),
                              graph::put_secrets_request("sp", sample()),
                              graph::validate_credentials_request("sp", "j", "scim", sample()),
                              graph::validate_saved_credentials_request("sp", "j", "scim")}) {
    CHECK(request.permission == "Synchronization.ReadWrite.All");
  }
}
