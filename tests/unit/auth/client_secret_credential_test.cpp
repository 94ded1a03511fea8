#include "support/fake_clock.hpp"
#include "support/fake_log.hpp"
#include "support/fake_transport.hpp"

#include "lpaz/auth/client_secret_credential.hpp"
#include "lpaz/http/transport.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <memory>
#include <string>

using namespace lpaz;
using namespace std::chrono_literals;
using test::answer;

namespace {

const std::string k_good_answer =
    R"({"token_type":"Bearer","expires_in":3599,"access_token":"token.1"})";

struct ClientSecretCredentialFixture {
  test::FakeTransport transport;
  test::FakeClock clock;
  test::FakeLog log;
  http::HttpPipeline pipeline{{}, transport};
  auth::TokenCache cache{std::nullopt, clock, log};
  auth::ClientSecretOptions options;
  auth::TokenRequestContext context;

  ClientSecretCredentialFixture()
  {
    options.authority = "https://login.example";
    options.tenant_id = "contoso.example";
    options.client_id = "9f4c2e1a-0000-4000-8000-000000000001";
    options.client_secret = util::Secret("a~b.c+d=e&f");
    context.scopes = {"https://graph.example/.default"};
  }

  Result<std::unique_ptr<auth::ClientSecretCredential>> make()
  {
    return auth::ClientSecretCredential::create(options, pipeline, cache, clock);
  }

  Result<auth::AccessToken> get_token()
  {
    auto credential = make();
    REQUIRE(credential);
    return (*credential)->get_token(context);
  }
};

} // namespace

TEST_CASE_FIXTURE(ClientSecretCredentialFixture,
                  "ClientSecretCredential sends a form with the secret encoded")
{
  transport.next(answer(200, k_good_answer));
  const auto access = get_token();
  REQUIRE(access);
  CHECK(access->token == util::Secret("token.1"));
  CHECK(access->expires_on == clock.now() + 3599s);
  CHECK(access->refresh_on == clock.now() + 3299s);
  const auto& request = transport.requests()[0];
  CHECK(request.method == http::HttpMethod::post);
  CHECK(request.url.text() == "https://login.example/contoso.example/oauth2/v2.0/token");
  CHECK(request.headers.find("Content-Type") == "application/x-www-form-urlencoded");
  CHECK(request.idempotent);
  CHECK(request.body == "grant_type=client_credentials"
                        "&client_id=9f4c2e1a-0000-4000-8000-000000000001"
                        "&client_secret=a~b.c%2Bd%3De%26f"
                        "&scope=https%3A%2F%2Fgraph.example%2F.default");
}

TEST_CASE_FIXTURE(ClientSecretCredentialFixture, "ClientSecretCredential passes claims on")
{
  context.claims = R"({"a":1})";
  transport.next(answer(200, k_good_answer));
  REQUIRE(get_token());
  CHECK(transport.requests()[0].body.ends_with("&claims=%7B%22a%22%3A1%7D"));
}

TEST_CASE_FIXTURE(ClientSecretCredentialFixture,
                  "ClientSecretCredential asks once for as long as the token is good")
{
  transport.next(answer(200, k_good_answer));
  auto credential = make();
  REQUIRE(credential);
  for (int i = 0; i < 5; ++i) {
    CHECK((*credential)->get_token(context));
  }
  CHECK(transport.requests().size() == 1);
  REQUIRE((*credential)->forget(context.scopes));
  transport.next(answer(200, k_good_answer));
  CHECK((*credential)->get_token(context));
}

TEST_CASE_FIXTURE(ClientSecretCredentialFixture,
                  "ClientSecretCredential takes the lifetime as number or as text")
{
  transport.next(answer(200, R"({"token_type":"bearer","expires_in":"60","access_token":"t"})"));
  const auto access = get_token();
  REQUIRE(access);
  CHECK(access->expires_on == clock.now() + 60s);
  CHECK(access->refresh_on == clock.now() + 48s);
}

TEST_CASE_FIXTURE(ClientSecretCredentialFixture,
                  "ClientSecretCredential bounds a lifetime that cannot be")
{
  transport.next(answer(
      200, R"({"token_type":"Bearer","expires_in":9223372036854775807,"access_token":"t"})"));
  const auto access = get_token();
  REQUIRE(access);
  CHECK(access->expires_on == clock.now() + std::chrono::days(7));
}

TEST_CASE_FIXTURE(ClientSecretCredentialFixture,
                  "ClientSecretCredential refuses an answer without a usable token")
{
  const std::string bodies[] = {
      "",
      "<html>",
      "[]",
      R"({"token_type":"Bearer","expires_in":3599})",
      R"({"token_type":"Bearer","expires_in":3599,"access_token":""})",
      R"({"token_type":"Bearer","expires_in":3599,"access_token":7})",
      R"({"token_type":"Bearer","expires_in":3599,"access_token":"a\r\nX: y"})",
      R"({"token_type":"Bearer","expires_in":3599,"access_token":"a b"})",
      R"({"token_type":"pop","expires_in":3599,"access_token":"t"})",
      R"({"expires_in":3599,"access_token":"t"})",
      R"({"token_type":"Bearer","access_token":"t"})",
      R"({"token_type":"Bearer","expires_in":0,"access_token":"t"})",
      R"({"token_type":"Bearer","expires_in":-5,"access_token":"t"})",
      R"({"token_type":"Bearer","expires_in":"soon","access_token":"t"})",
      R"({"token_type":"Bearer","expires_in":3599,"access_token":")" + std::string(70000, 'a') +
          "\"}",
  };
  for (const auto& body : bodies) {
    CAPTURE(body.substr(0, 80));
    transport.next(answer(200, body));
    const auto access = get_token();
    REQUIRE_FALSE(access);
    CHECK(access.error().kind == ErrorKind::failed);
  }
}

TEST_CASE_FIXTURE(ClientSecretCredentialFixture, "ClientSecretCredential explains a refusal")
{
  transport.next(answer(401,
                        R"({"error":"invalid_client","error_codes":[7000215],"trace_id":"t1",)"
                        R"("error_description":"AADSTS7000215: Invalid client secret"})"));
  const auto access = get_token();
  REQUIRE_FALSE(access);
  CHECK(access.error().kind == ErrorKind::sign_in);
  CHECK(access.error().request_id == "t1");
}

TEST_CASE_FIXTURE(ClientSecretCredentialFixture,
                  "ClientSecretCredential names the page where consent can be given")
{
  transport.next(answer(400, R"({"error":"invalid_grant","error_codes":[65001]})"));
  const auto access = get_token();
  REQUIRE_FALSE(access);
  CHECK(access.error().hint.ends_with("https://login.example/contoso.example/adminconsent"
                                      "?client_id=9f4c2e1a-0000-4000-8000-000000000001"));
}

TEST_CASE_FIXTURE(ClientSecretCredentialFixture,
                  "a token endpoint out of reach is not taken for a lost Graph request")
{
  Error error;
  error.kind = ErrorKind::unavailable;
  error.code = http::k_code_connect;
  error.message = "cannot connect";
  transport.next(fail(error));
  const auto access = get_token();
  REQUIRE_FALSE(access);
  CHECK(access.error().kind == ErrorKind::unavailable);
  CHECK(access.error().code == "token_endpoint");
  CHECK(access.error().message == "sign-in failed: cannot connect");
}

TEST_CASE_FIXTURE(ClientSecretCredentialFixture,
                  "ClientSecretCredential takes an authority in any usual spelling")
{
  struct Row {
    std::string given;
    std::string authority;
  };
  const Row rows[] = {{"https://login.example/", "https://login.example"},
                      {"login.example", "https://login.example"},
                      {"http://127.0.0.1:8080", "http://127.0.0.1:8080"},
                      {"http://localhost:8080/authority/", "http://localhost:8080/authority"}};
  for (const auto& row : rows) {
    CAPTURE(row.given);
    options.authority = row.given;
    const auto credential = make();
    REQUIRE(credential);
    CHECK((*credential)->identity().authority == row.authority);
  }
}

TEST_CASE_FIXTURE(ClientSecretCredentialFixture,
                  "ClientSecretCredential refuses options that cannot be right")
{
  SUBCASE("an authority without TLS")
  {
    options.authority = "http://login.example";
  }
  SUBCASE("an authority with a query")
  {
    options.authority = "https://login.example?x=1";
  }
  SUBCASE("an authority that is none")
  {
    options.authority = "ftp://login.example";
  }
  SUBCASE("no tenant")
  {
    options.tenant_id = "";
  }
  SUBCASE("a tenant that would change the path")
  {
    options.tenant_id = "a/../b";
  }
  SUBCASE("a tenant of dots")
  {
    options.tenant_id = "..";
  }
  SUBCASE("every tenant")
  {
    options.tenant_id = "common";
  }
  SUBCASE("no client id")
  {
    options.client_id = "";
  }
  SUBCASE("a client id with a space")
  {
    options.client_id = "a b";
  }
  SUBCASE("no secret")
  {
    options.client_secret = util::Secret();
  }
  SUBCASE("a secret with a line end")
  {
    options.client_secret = util::Secret("a\n");
  }
  const auto credential = make();
  REQUIRE_FALSE(credential);
  CHECK(credential.error().kind == ErrorKind::usage);
}
