#include "graph_fixture.hpp"
#include "support/recorded_input.hpp"

#include <doctest/doctest.h>

using namespace lpaz::sandbox;
using lpaz::util::Json;
using test::GraphFixture;

namespace {

struct App : GraphFixture {
  std::string base = "/servicePrincipals/" + instantiate("App") + "/synchronization";

  std::string create_job() const
  {
    const auto made = send("POST", base + "/jobs", {{"templateId", "scim"}});
    CHECK(made.status == 201);
    return base + "/jobs/" + made.json.at("id").get<std::string>();
  }
};

Json credentials(const std::string& token)
{
  return {{"templateId", "scim"},
          {"useSavedCredentials", false},
          {"credentials",
           {{{"key", "BaseAddress"}, {"value", "https://scim.example"}},
            {{"key", "SecretToken"}, {"value", token}}}}};
}

} // namespace

TEST_CASE("A new job stands still, with the fields of the service")
{
  const App app;
  const std::string target = app.create_job();
  const auto job = app.get(target).json;
  CHECK(job.at("id").get<std::string>().starts_with(
      "scim." + app.tenant.identity().tenant_id.text_compact() + "."));
  CHECK(job.at("schedule").at("state") == "Disabled");
  CHECK(job.at("schedule").at("interval") == "PT40M");
  const auto& status = job.at("status");
  CHECK(status == lpaz::test::recorded("job_new").at("status"));
  CHECK(job.at("synchronizationJobSettings") ==
        lpaz::test::recorded("job_new").at("synchronizationJobSettings"));
  CHECK(status.at("code") == "Paused");
  CHECK(status.at("steadyStateFirstAchievedTime") == "0001-01-01T00:00:00Z");
  CHECK(status.at("quarantine").is_null());
  CHECK(status.at("lastExecution").is_null());
  CHECK(status.at("synchronizedEntryCountByType").empty());
  CHECK(app.get(app.base + "/jobs").value().size() == 1);
  CHECK(app.send("POST", app.base + "/jobs", {{"templateId", "scim"}}).status == 409);
  CHECK(app.send("POST", app.base + "/jobs", {{"templateId", "none"}}).status == 400);
}

TEST_CASE("The template scim comes with a schema, and an app registration has no templates")
{
  const App app;
  const auto templates = app.get(app.base + "/templates");
  REQUIRE(templates.value().size() == 2);
  CHECK(templates.value()[1].at("id") == "scim");
  CHECK(templates.value()[1].at("schema").at("synchronizationRules").size() == 1);
  const std::string own =
      "/servicePrincipals/" + app.tenant.identity().client_principal_id.text() + "/synchronization";
  CHECK(app.get(own + "/templates").value().empty());
  CHECK(app.send("POST", own + "/jobs", {{"templateId", "scim"}}).status == 400);
}

TEST_CASE("Start, pause and restart change the job and wake the engine")
{
  App app;
  const std::string job = app.create_job();
  CHECK(app.act("POST", job + "/start").status == 204);
  CHECK(app.get(job).json.at("schedule").at("state") == "Active");
  const auto started = app.get(job).json.at("status");
  const Json recorded = lpaz::test::recorded("job_started").at("status");
  for (const char* member : {"code",
                             "lastExecution",
                             "lastSuccessfulExecution",
                             "quarantine",
                             "troubleshootingUrl",
                             "progress",
                             "steadyStateLastAchievedTime",
                             "synchronizedEntryCountByType"}) {
    CAPTURE(member);
    CHECK(started.at(member) == recorded.at(member));
  }
  CHECK(app.act("POST", job + "/microsoft.graph.pause").status == 204);
  CHECK(app.get(job).json.at("status").at("code") == "Paused");
  CHECK(app.send("POST", job + "/restart", {{"criteria", {{"resetScope", "Full"}}}}).status == 204);
  CHECK(app.act("POST", job + "/restart").status == 204);
  CHECK(app.send("POST", job + "/restart", {{"criteria", {{"resetScope", "Everything"}}}}).status ==
        400);
  CHECK(app.provisioning.wakes == 4);
  CHECK(app.act("POST", app.base + "/jobs/scim.none/start").status == 404);
  CHECK(app.act("DELETE", job).status == 204);
  CHECK(app.get(job).status == 404);
  const auto audits = app.get("/auditLogs/directoryAudits?$filter=category%20eq%20"
                              "'ProvisioningManagement'");
  CHECK(audits.value().size() == 4);
}

TEST_CASE("Secrets are kept, merged and never shown")
{
  const App app;
  const std::string target = app.base + "/secrets";
  const Json all = {{{"key", "BaseAddress"}, {"value", "https://scim.example"}},
                    {{"key", "SecretToken"}, {"value", "hush"}},
                    {{"key", "SyncAll"}, {"value", "false"}}};
  CHECK(app.send("PUT", target, {{"value", all}}).status == 204);
  CHECK(app.send("PUT", target, {{"value", {{{"key", "SyncAll"}, {"value", "true"}}}}}).status ==
        204);
  const auto shown = app.get(target);
  CHECK(shown.body.find("hush") == std::string::npos);
  CHECK(shown.value().size() == 3);
  for (const auto& pair : shown.value()) {
    if (pair.at("key") == "SecretToken") {
      CHECK(pair.at("value") == "*");
    }
    if (pair.at("key") == "SyncAll") {
      CHECK(pair.at("value") == "true");
    }
  }
  const auto wrong =
      app.send("PUT", target, {{"value", {{{"key", "baseAddress"}, {"value", "x"}}}}});
  CHECK(wrong.status == 500);
  CHECK(wrong.message() == "Requested value 'baseAddress' was not found.");
  CHECK(app.send("PUT", target, {{"credentials", all}}).status == 400);
  CHECK(app.send("PUT", target, {{"value", {7}}}).status == 400);
}

TEST_CASE("Credentials are tried before they are believed")
{
  App app;
  const std::string job = app.create_job();
  CHECK(app.send("POST", job + "/validateCredentials", credentials("right")).status == 204);
  const auto refused = app.send("POST", job + "/validateCredentials", credentials("wrong"));
  CHECK(refused.status == 400);
  CHECK(refused.message().find("invalid credentials") != std::string::npos);
  CHECK(Json::parse(refused.message(), nullptr, false).is_object());
  CHECK(app.send("POST", app.base + "/jobs/validateCredentials", credentials("right")).status ==
        204);
  CHECK(app.provisioning.asked.size() == 3);
  CHECK(app.provisioning.asked[0] == "https://scim.example right");
}

TEST_CASE("Saved credentials are tried when asked for")
{
  App app;
  const std::string job = app.create_job();
  const Json saved = {{"useSavedCredentials", true}};
  CHECK(app.send("POST", job + "/validateCredentials", saved).status == 400);
  app.send("PUT", app.base + "/secrets", {{"value", credentials("right").at("credentials")}});
  CHECK(app.send("POST", job + "/validateCredentials", saved).status == 204);
}

TEST_CASE("A schema is read, put back as a whole and reset")
{
  App app;
  const std::string target = app.create_job() + "/schema";
  auto schema = app.get(target).json;
  REQUIRE(schema.at("synchronizationRules").size() == 1);
  schema["synchronizationRules"][0]["x-unknown"] = {{"kept", true}};
  CHECK(app.send("PUT", target, schema).status == 204);
  CHECK(app.get(target).json.at("synchronizationRules")[0].at("x-unknown").at("kept") == true);
  CHECK(app.send("PUT", target, Json{{"id", "x"}}).status == 400);
  const auto patched = app.send("PATCH", target, schema);
  CHECK(patched.status == 404);
  CHECK(patched.code() == "UnknownError");
  CHECK(app.act("DELETE", target).status == 204);
  CHECK_FALSE(app.get(target).json.at("synchronizationRules")[0].contains("x-unknown"));
}

TEST_CASE("The delete threshold of the notification settings shows among the job's settings")
{
  App app;
  const std::string job = app.create_job();
  app.send("PUT",
           app.base + "/secrets",
           {{"value",
             {{{"key", "SyncNotificationSettings"},
               {"value", R"({"DeleteThresholdEnabled":true,"DeleteThresholdValue":20})"}}}}});
  bool found = false;
  const auto shown = app.get(job);
  for (const auto& setting : shown.json.at("synchronizationJobSettings")) {
    found = found || (setting.at("name") == "QuarantineTooManyDeletesThreshold" &&
                      setting.at("value") == "20");
  }
  CHECK(found);
}
