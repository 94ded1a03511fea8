#include "support/command_fixture.hpp"
#include "support/golden_file.hpp"
#include "support/sample_tenant.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>

using namespace lpaz;
using namespace lpaz::test;

namespace {

const std::string k_sync = k_app_path + "/synchronization";
const std::string k_instantiate =
    "POST /applicationTemplates/8adf8e6e-67b2-4cf2-a259-e3dc5476c621/instantiate";
const std::string k_validate = "POST " + k_job_path + "/validateCredentials";
const std::string k_url = "https://lastpass.com/scimapi/123";

class ConfigureFixture : public CommandFixture {
public:
  ConfigureFixture() { environment["LPAZ_PROVISIONING_TOKEN"] = "T0ken"; }

  void script_template()
  {
    tenant.on("GET " + k_sync + "/templates",
              200,
              list_of({Json{{"id", "customappsso"}}, Json{{"id", "scim"}}}));
  }
  void script_job(const Json& job_json)
  {
    tenant.on("GET " + k_sync + "/jobs", 200, list_of({job_json}));
    tenant.on("GET " + k_job_path, 200, job_json);
  }
  void script_saved(const Json& secrets) { tenant.on("GET " + k_sync + "/secrets", 200, secrets); }
  // A tenant in which everything is as it should be.
  void script_finished()
  {
    script_app(tenant);
    script_template();
    script_job(job());
    script_saved(saved_secrets());
  }
  void script_status_of(const Json& job_json)
  {
    script_status(tenant, job_json, {assignment(pilot(), "Group")});
  }
  // A tenant in which there is nothing yet.
  void script_new()
  {
    const Json fresh = job({{"code", "NotConfigured"}, {"lastExecution", nullptr}});
    tenant.on(k_app_lookup, 200, list_of({}));
    tenant.on(k_instantiate, 201, {{"application", {{"id", "x"}}}, {"servicePrincipal", app()}});
    tenant.on(k_app_lookup, 200, list_of({}));
    script_app(tenant);
    script_template();
    tenant.on("GET " + k_sync + "/jobs", 200, list_of({}));
    tenant.on("POST " + k_sync + "/jobs", 201, fresh);
    script_saved(list_of({}));
    tenant.on(k_validate, 204);
    tenant.on("PUT " + k_sync + "/secrets", 204);
    script_app(tenant); // is it still the only one?
    tenant.on("GET " + k_job_path, 200, fresh);
    tenant.on("POST " + k_job_path + "/start", 204);
  }
  std::string write_to(const std::string& operation) const
  {
    for (const std::string& write : tenant.writes()) {
      if (write.starts_with(operation)) {
        return write;
      }
    }
    return {};
  }
  bool changed_anything() const
  {
    return std::any_of(tenant.writes().begin(), tenant.writes().end(), [](const auto& write) {
      return write.find("/validateCredentials") == std::string::npos;
    });
  }
};

} // namespace

TEST_CASE_FIXTURE(ConfigureFixture,
                  "configure-app goes from nothing to a running job, and says each step")
{
  script_new();
  script_status(tenant, job({{"code", "NotRun"}}), {});
  run({"configure-app", "--connection-url", k_url, "--notify", "it@contoso.example", "-o", "json"});
  CHECK_MESSAGE(code == 0, err);
  check_golden("configure-app_steps.txt", err);
  CHECK(json()["changed"] == true);
  CHECK(json()["app"] == k_app_name);
  CHECK(json()["steps"][0] ==
        OrderedJson{{"step", "app"}, {"outcome", "created"}, {"detail", k_app_id}});
  const std::string saved = write_to("PUT " + k_sync + "/secrets");
  for (const char* part : {R"({"key":"BaseAddress","value":"https://lastpass.com/scimapi/123"})",
                           R"({"key":"SecretToken","value":"T0ken"})",
                           R"({"key":"SyncAll","value":"false"})",
                           "it@contoso.example",
                           R"(\"DeleteThresholdEnabled\":true,\"DeleteThresholdValue\":20)"}) {
    CAPTURE(part);
    CHECK(saved.find(part) != std::string::npos);
  }
  CHECK(write_to(k_instantiate).find(k_app_name) != std::string::npos);
  CHECK((out + err).find("T0ken") == std::string::npos);
}

TEST_CASE_FIXTURE(ConfigureFixture, "configure-app validates the credentials before it saves them")
{
  script_new();
  script_status(tenant, job({{"code", "NotRun"}}), {});
  run({"configure-app", "--connection-url", k_url});
  CHECK_MESSAGE(code == 0, err);
  const auto& operations = tenant.operations();
  const auto validated = std::find(operations.begin(), operations.end(), k_validate);
  CHECK(std::find(validated, operations.end(), "PUT " + k_sync + "/secrets") != operations.end());
}

TEST_CASE_FIXTURE(ConfigureFixture, "configure-app changes nothing the second time, and says so")
{
  script_finished();
  tenant.on(k_validate, 204);
  tenant.on(k_validate, 204);
  script_status_of(job());
  run({"configure-app", "--connection-url", k_url, "-o", "json"});
  CHECK_MESSAGE(code == 0, err);
  CHECK(says("Nothing had to be changed."));
  CHECK(json()["changed"] == false);
  CHECK_FALSE(changed_anything());
}

TEST_CASE_FIXTURE(ConfigureFixture,
                  "configure-app without a token keeps the saved one if it still works")
{
  environment.erase("LPAZ_PROVISIONING_TOKEN");
  script_finished();
  tenant.on(k_validate, 204);
  script_status_of(job());
  run({"configure-app", "-o", "json"});
  CHECK_MESSAGE(code == 0, err);
  CHECK_FALSE(changed_anything());
  CHECK(write_to(k_validate).find(R"("useSavedCredentials":true)") != std::string::npos);
}

TEST_CASE_FIXTURE(ConfigureFixture,
                  "configure-app asks for the token where the saved one does not work")
{
  environment.erase("LPAZ_PROVISIONING_TOKEN");
  script_app(tenant);
  script_template();
  tenant.on("GET " + k_sync + "/jobs", 200, list_of({job()}));
  script_saved(saved_secrets());
  tenant.on(k_validate, 400, graph_error("InvalidCredentials", "HTTP 401"));
  run({"configure-app"});
  CHECK(code == 2);
  CHECK(says("the provisioning token is needed"));
  CHECK(says("--provisioning-token-file"));
  CHECK_FALSE(changed_anything());
}

TEST_CASE_FIXTURE(ConfigureFixture, "configure-app saves nothing that LastPass does not accept")
{
  script_app(tenant);
  script_template();
  tenant.on("GET " + k_sync + "/jobs", 200, list_of({job()}));
  script_saved(list_of({}));
  tenant.on(k_validate, 400, graph_error("InvalidCredentials", "HTTP 401 Unauthorized"));
  run({"configure-app", "--connection-url", k_url, "-o", "json"});
  CHECK(code == 1);
  CHECK(out.empty());
  CHECK(error()["message"].get<std::string>().starts_with(
      "LastPass did not accept the connection URL and token"));
  CHECK_FALSE(changed_anything());
}

TEST_CASE_FIXTURE(ConfigureFixture,
                  "configure-app takes up a run that was killed after the app was made")
{
  const Json fresh = job({{"code", "NotConfigured"}, {"lastExecution", nullptr}});
  script_app(tenant);
  script_template();
  tenant.on("GET " + k_sync + "/jobs", 200, list_of({}));
  tenant.on("POST " + k_sync + "/jobs", 201, fresh);
  script_saved(list_of({}));
  tenant.on(k_validate, 204);
  tenant.on("PUT " + k_sync + "/secrets", 204);
  tenant.on("GET " + k_job_path, 200, fresh);
  tenant.on("POST " + k_job_path + "/start", 204);
  script_status(tenant, job({{"code", "NotRun"}}), {});
  run({"configure-app", "--connection-url", k_url});
  CHECK_MESSAGE(code == 0, err);
  CHECK(write_to("POST /applicationTemplates").empty());
}

TEST_CASE_FIXTURE(ConfigureFixture, "configure-app --dry-run shows the plan and writes nothing")
{
  tenant.on(k_app_lookup, 200, list_of({}));
  run({"configure-app", "--connection-url", k_url, "--dry-run", "-o", "json"});
  CHECK_MESSAGE(code == 0, err);
  CHECK(json()["state"] == "would be created");
  CHECK(json()["changed"] == false);
  CHECK(json()["steps"].size() == 4);
  CHECK(says("would be created"));
  CHECK(tenant.writes().empty());
}

TEST_CASE_FIXTURE(ConfigureFixture, "configure-app --no-start leaves provisioning stopped")
{
  const Json paused = job({{"code", "Paused"}});
  script_app(tenant);
  script_template();
  tenant.on("GET " + k_sync + "/jobs", 200, list_of({paused}));
  script_saved(saved_secrets());
  tenant.on(k_validate, 204);
  tenant.on(k_validate, 204);
  script_status_of(paused);
  run({"configure-app", "--no-start", "--connection-url", k_url});
  CHECK_MESSAGE(code == 0, err);
  CHECK(says("left alone"));
  CHECK_FALSE(changed_anything());
}

TEST_CASE_FIXTURE(ConfigureFixture,
                  "configure-app reads the token from a file or standard input, as one word")
{
  environment.erase("LPAZ_PROVISIONING_TOKEN");
  const auto file = write_file("token.txt", "  FileT0ken\n");
  for (const std::string& source : {file.string(), std::string("-")}) {
    CAPTURE(source);
    streams.in().text = "FileT0ken\n";
    script_finished();
    tenant.on(k_validate, 204);
    tenant.on(k_validate, 204);
    script_status_of(job());
    run({"configure-app", "--provisioning-token-file", source});
    CHECK_MESSAGE(code == 0, err);
    CHECK(write_to(k_validate).find("\"FileT0ken\"") != std::string::npos);
    tenant.forget_requests();
  }
  for (const char* text : {"", "\n", "two words", "two\nlines"}) {
    CAPTURE(text);
    streams.in().text = text;
    run({"configure-app", "--provisioning-token-file", "-"});
    CHECK(code == 2);
    CHECK(says("must be one word"));
  }
  CHECK(tenant.requests() == 0);
}

TEST_CASE_FIXTURE(ConfigureFixture, "configure-app warns of a connection URL that leads elsewhere")
{
  tenant.on(k_app_lookup, 200, list_of({}));
  run({"configure-app", "--dry-run", "--connection-url", "https://lastpass.com.evil.example/x"});
  CHECK(says("leads to lastpass.com.evil.example, not to lastpass.com"));
  tenant.on(k_app_lookup, 200, list_of({}));
  run({"configure-app", "--dry-run", "--connection-url", "https://eu.lastpass.com/scimapi/1"});
  CHECK_FALSE(says("warning"));
}

TEST_CASE_FIXTURE(ConfigureFixture,
                  "configure-app calls wrong words a usage error and sends nothing")
{
  const std::vector<std::vector<std::string>> wrong = {
      {"configure-app", "--connection-url", "http://lastpass.com/scimapi/1"},
      {"configure-app", "--connection-url", "lastpass"},
      {"configure-app", "--delete-threshold", "0"},
      {"configure-app", "--delete-threshold", "some"},
      {"configure-app", "--replication-timeout", "never"},
      {"configure-app", "--provisioning-token", "T0ken"},
      {"configure-app", "--provisioning-token-file"},
      {"configure-app", "now"}};
  for (const auto& words : wrong) {
    CAPTURE(words.back());
    run(words);
    CHECK(code == 2);
    CHECK(out.empty());
  }
  run({"configure-app", "--provisioning-token-file", (home / "none").string()});
  CHECK(code == 8);
  CHECK(tenant.requests() == 0);
}

TEST_CASE_FIXTURE(ConfigureFixture,
                  "configure-app ends with 7 while the directory does not show the app")
{
  tenant.always(k_app_lookup, 200, list_of({}));
  tenant.on(k_instantiate, 201, {{"servicePrincipal", app()}});
  run({"configure-app", "--connection-url", k_url, "--replication-timeout", "20s", "-o", "json"});
  CHECK(code == 7);
  CHECK(out.empty());
  CHECK(error()["kind"] == "pending");
  CHECK(tenant.writes().size() == 1);
}

TEST_CASE_FIXTURE(ConfigureFixture,
                  "configure-app makes no second app where the outcome is unknown")
{
  tenant.on(k_instantiate, 504, graph_error("GatewayTimeout", "trouble"));
  for (int i = 0; i < 4; ++i) { // once before, three times to find out
    tenant.on(k_app_lookup, 200, list_of({}));
  }
  run({"configure-app", "--connection-url", k_url});
  CHECK(code == 5);
  CHECK(says("the answer was lost"));
  CHECK(tenant.writes().size() == 1);
  tenant.forget_requests();
  clock.advance(std::chrono::seconds(30));
  tenant.on(k_app_lookup, 200, list_of({}));
  tenant.on(k_app_lookup, 200, list_of({}));
  script_app(tenant); // is it still the only one?
  script_finished();
  tenant.on(k_validate, 204);
  tenant.on(k_validate, 204);
  script_status_of(job());
  run({"configure-app", "--connection-url", k_url});
  CHECK_MESSAGE(code == 0, err);
  CHECK(says("waiting"));
  CHECK(write_to("POST /applicationTemplates").empty());
}

TEST_CASE_FIXTURE(ConfigureFixture,
                  "configure-app names the permission of the step that was refused")
{
  script_app(tenant);
  script_template();
  tenant.on("GET " + k_sync + "/jobs", 200, list_of({}));
  tenant.on("POST " + k_sync + "/jobs", 403, graph_error("Authorization_RequestDenied", "no"));
  run({"configure-app", "--connection-url", k_url});
  CHECK(code == 9);
  CHECK(says("Synchronization.ReadWrite.All"));
}

TEST_CASE_FIXTURE(ConfigureFixture, "configure-app never chooses among several apps of the name")
{
  tenant.on(k_app_lookup, 200, list_of({app(), app({{"id", "second"}})}));
  run({"configure-app", "--connection-url", k_url});
  CHECK(code == 2);
  CHECK(says("second"));
  CHECK(tenant.writes().empty());
}

TEST_CASE_FIXTURE(ConfigureFixture,
                  "configure-app --dry-run --verbose shows the very requests that a run then sends")
{
  const Json paused = job({{"code", "Paused"}});
  const auto script_paused = [&] {
    script_app(tenant);
    script_template();
    script_job(paused);
    script_saved(list_of({}));
    tenant.on(k_validate, 204);
    script_status_of(paused);
  };
  script_paused();
  run({"configure-app", "--connection-url", k_url, "--dry-run", "--verbose"});
  CHECK_MESSAGE(code == 0, err);
  CHECK_FALSE(changed_anything());
  const std::string shown = err;
  CHECK(shown.find("T0ken") == std::string::npos);
  tenant.forget_requests();
  script_paused();
  tenant.on("PUT " + k_sync + "/secrets", 204);
  tenant.on("POST " + k_job_path + "/start", 204);
  run({"configure-app", "--connection-url", k_url});
  CHECK_MESSAGE(code == 0, err);
  std::size_t count = 0;
  for (const std::string& write : tenant.writes()) {
    const auto body = write.find(" {");
    const std::string size =
        body == std::string::npos ? "" : fmt::format(" ({} bytes)", write.size() - body - 1);
    if (write.find("/validateCredentials") == std::string::npos) {
      CAPTURE(write.substr(0, body));
      CHECK(shown.find("would send " + write.substr(0, body) + size + "\n") != std::string::npos);
      ++count;
    }
  }
  CHECK(count == 2);
  std::size_t lines = 0;
  for (auto at = shown.find("would send "); at != std::string::npos;
       at = shown.find("would send ", at + 1)) {
    ++lines;
  }
  CHECK(lines == count);
}

TEST_CASE_FIXTURE(ConfigureFixture,
                  "configure-app --dry-run --verbose names what a new app would be sent")
{
  tenant.on(k_app_lookup, 200, list_of({}));
  run({"configure-app", "--connection-url", k_url, "--dry-run", "--verbose"});
  CHECK_MESSAGE(code == 0, err);
  CHECK(says("would send " + k_instantiate + " ("));
  CHECK(says("would send PUT /servicePrincipals/NEW_APP/synchronization/secrets ("));
  CHECK_FALSE(says("T0ken"));
  CHECK(tenant.writes().empty());
}

TEST_CASE_FIXTURE(
    ConfigureFixture,
    "configure-app asks a person at the terminal for the token before the app is made")
{
  environment.erase("LPAZ_PROVISIONING_TOKEN");
  streams.in().terminal = true;
  prompter.answers = {"TypedT0ken"};
  script_new();
  script_status(tenant, job({{"code", "NotRun"}}), {});
  run({"configure-app", "--connection-url", k_url});
  CHECK_MESSAGE(code == 0, err);
  REQUIRE(prompter.questions.size() == 1);
  CHECK(write_to("PUT " + k_sync + "/secrets").find("\"TypedT0ken\"") != std::string::npos);
  CHECK_FALSE(says("TypedT0ken"));
}

TEST_CASE_FIXTURE(ConfigureFixture,
                  "configure-app --dry-run asks nobody for the token, but says that it is needed")
{
  environment.erase("LPAZ_PROVISIONING_TOKEN");
  streams.in().terminal = true;
  script_app(tenant);
  script_template();
  tenant.on("GET " + k_sync + "/jobs", 200, list_of({job()}));
  script_saved(list_of({}));
  run({"configure-app", "--connection-url", k_url, "--dry-run"});
  CHECK(code == 2);
  CHECK(says("the provisioning token is needed: none is saved yet"));
  CHECK(prompter.questions.empty());
}
