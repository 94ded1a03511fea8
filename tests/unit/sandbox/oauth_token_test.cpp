#include "sandbox/oauth/token_endpoint.hpp"
#include "sandbox/seed/seed.hpp"

#include "lpaz/util/json.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <map>
#include <string>

using namespace lpaz::sandbox;
using namespace std::chrono_literals;

namespace {

using Form = std::map<std::string, std::string>;

struct SignIn {
  store::Tenant tenant{seed::tenant_identity(), behaviour()};
  oauth::TokenSigner signer;
  oauth::SignInService service{tenant, signer};

  static store::TenantBehaviour behaviour()
  {
    store::TenantBehaviour made;
    made.granted = {"User.Read.All"};
    made.token_life = 90s;
    return made;
  }

  Form good() const
  {
    return {{"grant_type", "client_credentials"},
            {"client_id", tenant.identity().client_id.text()},
            {"client_secret", tenant.identity().client_secret},
            {"scope", "https://graph.microsoft.com/.default"}};
  }

  server::Response post(const Form& form, const std::string& tenant_name) const
  {
    server::Request request;
    request.method = "POST";
    request.path = "/" + tenant_name + "/oauth2/v2.0/token";
    request.base_url = "http://127.0.0.1:1";
    request.headers.emplace("Content-Type", "application/x-www-form-urlencoded");
    for (const auto& [name, value] : form) {
      request.body += (request.body.empty() ? "" : "&") + name + "=";
      for (const char c : value) {
        request.body += c == '+' ? "%2B" : std::string(1, c);
      }
    }
    return service.respond(request);
  }

  server::Response post(const Form& form) const
  {
    return post(form, tenant.identity().tenant_id.text());
  }
};

lpaz::util::Json json_of(const server::Response& response)
{
  return lpaz::util::Json::parse(response.body, nullptr, false);
}

void check_error(const server::Response& response, int status, const char* error, long code)
{
  const auto json = json_of(response);
  CHECK(response.status == status);
  CHECK(json.at("error") == error);
  CHECK(json.at("error_codes")[0] == code);
  CHECK(
      json.at("error_description").get<std::string>().starts_with("AADSTS" + std::to_string(code)));
  CHECK(json.contains("trace_id"));
  CHECK(json.contains("correlation_id"));
  CHECK(json.contains("timestamp"));
}

} // namespace

TEST_CASE("The right secret gets a token that says who it is for and how long")
{
  const SignIn sign_in;
  for (const std::string& tenant : {sign_in.tenant.identity().tenant_id.text(),
                                    std::string("contoso.example"),
                                    std::string("CONTOSO.onmicrosoft.com")}) {
    const auto response = sign_in.post(sign_in.good(), tenant);
    REQUIRE(response.status == 200);
    const auto json = json_of(response);
    CHECK(json.at("token_type") == "Bearer");
    CHECK(json.at("expires_in") == 90);
    const auto checked = sign_in.signer.check(json.at("access_token").get<std::string>(),
                                              std::chrono::system_clock::now());
    REQUIRE(checked.flaw == oauth::TokenFlaw::none);
    CHECK(checked.claims.roles.contains("User.Read.All"));
    CHECK(checked.claims.principal == sign_in.tenant.identity().client_principal_id);
  }
}

TEST_CASE("Whatever is wrong with a token request is answered with Microsoft's own code")
{
  const SignIn sign_in;
  Form form = sign_in.good();
  SUBCASE("wrong secret")
  {
    form["client_secret"] += "x";
    check_error(sign_in.post(form), 401, "invalid_client", 7000215);
  }
  SUBCASE("no secret")
  {
    form.erase("client_secret");
    check_error(sign_in.post(form), 401, "invalid_client", 7000218);
  }
  SUBCASE("unknown client")
  {
    form["client_id"] = "11111111-1111-1111-1111-111111111111";
    check_error(sign_in.post(form), 400, "unauthorized_client", 700016);
  }
  SUBCASE("unknown tenant")
  {
    check_error(sign_in.post(form, "fabrikam.example"), 400, "invalid_request", 90002);
  }
  SUBCASE("no tenant of one's own")
  {
    check_error(sign_in.post(form, "common"), 400, "invalid_request", 9001023);
  }
  SUBCASE("another grant")
  {
    form["grant_type"] = "password";
    check_error(sign_in.post(form), 400, "unsupported_grant_type", 70003);
  }
  SUBCASE("a scope that is none")
  {
    form["scope"] = "User.Read";
    check_error(sign_in.post(form), 400, "invalid_scope", 70011);
  }
  SUBCASE("another resource")
  {
    form["scope"] = "https://vault.example/.default";
    check_error(sign_in.post(form), 400, "invalid_resource", 500011);
  }
  SUBCASE("no form at all")
  {
    check_error(sign_in.post({}), 400, "invalid_request", 900144);
  }
}

TEST_CASE("The sandbox's own address is a resource, too")
{
  const SignIn sign_in;
  Form form = sign_in.good();
  form["scope"] = "http://127.0.0.1:1/.default";
  CHECK(sign_in.post(form).status == 200);
  form["scope"] = "http://127.0.0.1:12/.default";
  CHECK(sign_in.post(form).status == 400);
}

TEST_CASE("A token that was tampered with, or is over, is not taken")
{
  const SignIn sign_in;
  const auto now = std::chrono::system_clock::now();
  const std::string token = sign_in.signer.issue({"a", {}, {}, {}, {}, now, now + 60s});
  CHECK(sign_in.signer.check(token, now).flaw == oauth::TokenFlaw::none);
  CHECK(sign_in.signer.check(token, now + 61s).flaw == oauth::TokenFlaw::expired);
  CHECK(sign_in.signer.check(token + "x", now).flaw == oauth::TokenFlaw::bad_signature);
  CHECK(sign_in.signer.check("x" + token, now).flaw == oauth::TokenFlaw::bad_signature);
  CHECK(sign_in.signer.check("a.b", now).flaw == oauth::TokenFlaw::malformed);
  CHECK(sign_in.signer.check("", now).flaw == oauth::TokenFlaw::malformed);
  CHECK(sign_in.signer.check("..", now).flaw == oauth::TokenFlaw::bad_signature);
  CHECK(oauth::TokenSigner().check(token, now).flaw == oauth::TokenFlaw::bad_signature);
}
