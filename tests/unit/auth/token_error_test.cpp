#include "auth/token_error.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <string>

using namespace lpaz;
using namespace std::chrono_literals;

namespace {

const auth::TokenErrorContext k_context{util::Secret("the~secret"),
                                        "https://login.example/t/adminconsent?client_id=c",
                                        util::TimePoint(1s)};

Error explain(int status, std::string body, http::Headers headers = {})
{
  return auth::token_error({status, std::move(headers), std::move(body)}, k_context);
}

std::string body_of(const std::string& code)
{
  return R"({"error":"invalid_client","error_description":"AADSTS)" + code +
         R"(: Something.\r\nTrace ID: t1","error_codes":[)" + code +
         R"(],"timestamp":"2026-01-02 03:04:05Z","trace_id":"t1","correlation_id":"c1"})";
}

} // namespace

TEST_CASE("token_error explains the codes of the token endpoint in plain words")
{
  struct Row {
    std::string code;
    ErrorKind kind;
    std::string text;
    std::string hint;
  };
  const Row rows[] = {
      {"7000215", ErrorKind::sign_in, "the client secret is wrong", "value, not its id"},
      {"7000222", ErrorKind::sign_in, "the client secret has expired", "new secret"},
      {"700016", ErrorKind::sign_in, "this tenant has no such app", "client id"},
      {"90002", ErrorKind::sign_in, "the tenant does not exist", "--cloud"},
      {"53003", ErrorKind::sign_in, "conditional access", "sign-in log"},
      {"65001", ErrorKind::sign_in, "consent is missing", k_context.admin_consent_url},
      {"500011", ErrorKind::sign_in, "does not know the resource", "Graph"},
      {"50196", ErrorKind::unavailable, "too many identical requests", "wait"},
      {"90033", ErrorKind::unavailable, "is temporarily unavailable", "later"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.code);
    const auto error = explain(401, body_of(row.code));
    CHECK(error.kind == row.kind);
    CHECK(error.http_status == 401);
    CHECK(error.code == "AADSTS" + row.code);
    CHECK(error.request_id == "t1");
    CHECK(error.message.starts_with("sign-in failed: "));
    CHECK(error.message.find(row.text) != std::string::npos);
    CHECK(error.message.ends_with("(invalid_client, correlation id c1, 2026-01-02 03:04:05Z)"));
    CHECK(error.hint.find(row.hint) != std::string::npos);
  }
}

TEST_CASE("token_error quotes the first line of what it does not know")
{
  const auto error = explain(400, body_of("123456"));
  CHECK(error.code == "AADSTS123456");
  CHECK(error.message.find("AADSTS123456: Something. (invalid_client") != std::string::npos);
  CHECK(error.message.find("Trace ID") == std::string::npos);
}

TEST_CASE("token_error finds the code in the description if the list of codes is missing")
{
  const auto error = explain(
      400, R"({"error":"invalid_request","error_description":"AADSTS90002: Tenant not found"})");
  CHECK(error.code == "AADSTS90002");
  CHECK(error.message == "sign-in failed: the tenant does not exist (invalid_request)");
}

TEST_CASE("token_error lives with an answer of another shape")
{
  for (const std::string body : {"",
                                 "<html>no</html>",
                                 "[]",
                                 "{}",
                                 R"({"error":{"code":"x"}})",
                                 R"({"error":null,"error_codes":"x"})"}) {
    CAPTURE(body);
    const auto error = explain(404, body);
    CHECK(error.kind == ErrorKind::sign_in);
    CHECK(error.message == "sign-in failed: the token endpoint answered with status 404");
    CHECK_FALSE(error.hint.empty());
  }
  const auto odd = explain(400, R"({"error":"x","error_codes":["a"],"error_description":7})");
  CHECK(odd.message == "sign-in failed: x (x)");
  CHECK(odd.code == "x");
}

TEST_CASE("token_error calls throttling and illness of the service unavailable")
{
  for (const int status : {429, 500, 502, 503}) {
    CAPTURE(status);
    const auto error = explain(status, "", {{"Retry-After", "7"}});
    CHECK(error.kind == ErrorKind::unavailable);
    CHECK(error.retry_after == std::chrono::milliseconds(7s));
  }
}

TEST_CASE("token_error never repeats the secret, control characters or long texts")
{
  const auto echo = explain(
      400,
      R"({"error":"x","error_description":"you sent the~secret","correlation_id":"the~secret"})");
  CHECK(echo.message.find("the~secret") == std::string::npos);
  const auto control = explain(400, R"({"error":"x","error_description":"a\u001b[2Jb"})");
  CHECK(control.message.find('\x1b') == std::string::npos);
  const auto long_text =
      explain(400, R"({"error":"x","error_description":")" + std::string(5000, 'y') + R"("})");
  CHECK(long_text.message.size() < 500);
}
