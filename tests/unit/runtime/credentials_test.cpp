#include "runtime/credentials.hpp"
#include "support/fake_clock.hpp"
#include "support/fake_log.hpp"
#include "support/fake_transport.hpp"
#include "support/temp_dir.hpp"

#include "lpaz/http/standard_policies.hpp"

#include <doctest/doctest.h>

#include <fstream>
#include <map>

using namespace lpaz;

namespace {

class CredentialFixture {
public:
  CredentialFixture()
  {
    settings.tenant_id.value = "contoso.example";
    settings.client_id.value = "c-1";
    settings.authority.value = "https://login.example";
    settings.profile.value = "prod";
  }

  auto make() { return runtime::make_credential(settings, util::Environment(variables), parts()); }

  runtime::Settings settings;
  std::map<std::string, std::string, std::less<>> variables;
  test::FakeTransport transport;
  test::TempDir folder;

private:
  runtime::CredentialParts parts() { return {m_pipeline, m_cache, m_clock}; }

  test::FakeClock m_clock;
  test::FakeLog m_log;
  http::HttpPipeline m_pipeline{http::standard_policies({}, nullptr, m_clock, m_log), transport};
  auth::TokenCache m_cache{std::nullopt, m_clock, m_log};
};

void check_missing(const Result<std::unique_ptr<auth::TokenCredential>>& credential,
                   const std::string& what)
{
  REQUIRE_FALSE(credential);
  CHECK(credential.error().kind == ErrorKind::sign_in);
  CHECK(credential.error().message == "not signed in: " + what + " is not set");
  CHECK(credential.error().hint.find("lpaz login") != std::string::npos);
  CHECK(credential.error().hint.find("\"prod\"") != std::string::npos);
}

} // namespace

TEST_CASE_FIXTURE(CredentialFixture, "what is missing to sign in is named")
{
  check_missing(make(), "AZURE_CLIENT_SECRET");
  settings.client_id.value.clear();
  check_missing(make(), "AZURE_CLIENT_ID");
  settings.tenant_id.value.clear();
  check_missing(make(), "AZURE_TENANT_ID");
}

TEST_CASE_FIXTURE(CredentialFixture, "the secret of the environment wins over the file's")
{
  variables["AZURE_CLIENT_SECRET"] = "from-environment";
  settings.client_secret_file.value = "/nowhere";
  transport.next(
      test::answer(200, R"({"token_type": "Bearer", "expires_in": 3599, "access_token": "t"})"));
  auto credential = make();
  REQUIRE(credential);
  auth::TokenRequestContext request;
  request.scopes = {"https://graph.microsoft.com/.default"};
  REQUIRE((*credential)->get_token(request));
  CHECK(transport.requests()[0].url.text() ==
        "https://login.example/contoso.example/oauth2/v2.0/token");
  CHECK(transport.requests()[0].body.find("client_secret=from-environment") != std::string::npos);
}

TEST_CASE_FIXTURE(CredentialFixture, "the secret in a private file is read without its line end")
{
  const auto file = folder / "secret";
  std::ofstream(file) << "from-file\n";
  std::filesystem::permissions(file, std::filesystem::perms(0600));
  settings.client_secret_file.value = file.string();
  transport.next(
      test::answer(200, R"({"token_type": "Bearer", "expires_in": 3599, "access_token": "t"})"));
  auto credential = make();
  REQUIRE(credential);
  REQUIRE((*credential)->get_token({}));
  CHECK(transport.requests()[0].body.find("client_secret=from-file&") != std::string::npos);
  CHECK((*credential)->identity().client_id == "c-1");
}

TEST_CASE_FIXTURE(CredentialFixture,
                  "a secret file that others may read, or none, ends the sign-in")
{
  const auto file = folder / "secret";
  settings.client_secret_file.value = file.string();
  const auto missing = make();
  REQUIRE_FALSE(missing);
  CHECK(missing.error().kind == ErrorKind::sign_in);
  std::ofstream(file) << "S3cret~value";
  std::filesystem::permissions(file, std::filesystem::perms(0644));
  const auto open = make();
  REQUIRE_FALSE(open);
  CHECK(open.error().kind == ErrorKind::sign_in);
  CHECK(open.error().message.find(file.string()) != std::string::npos);
  CHECK(open.error().message.find("S3cret") == std::string::npos);
}

TEST_CASE_FIXTURE(CredentialFixture, "another kind of credential is refused by name, not ignored")
{
  for (const char* variable : {"AZURE_CLIENT_CERTIFICATE_PATH", "AZURE_FEDERATED_TOKEN_FILE"}) {
    CAPTURE(variable);
    variables = {{variable, "/x"}};
    const auto credential = make();
    REQUIRE_FALSE(credential);
    CHECK(credential.error().kind == ErrorKind::sign_in);
    CHECK(credential.error().message.find(variable) != std::string::npos);
  }
}
