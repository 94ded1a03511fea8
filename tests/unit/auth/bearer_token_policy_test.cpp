#include "support/fake_transport.hpp"
#include "support/url_of.hpp"

#include "lpaz/auth/bearer_token_policy.hpp"

#include <doctest/doctest.h>

#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

using namespace lpaz;
using http::HttpMethod;
using test::answer;

namespace {

const std::string k_graph = "https://graph.example";

class FakeCredential : public auth::TokenCredential {
public:
  Result<auth::AccessToken> get_token(const auth::TokenRequestContext& context) override
  {
    contexts.push_back(context);
    if (!error.message.empty()) {
      return fail(error);
    }
    auth::AccessToken access;
    access.token = util::Secret(tokens.front());
    if (tokens.size() > 1) {
      tokens.pop_front();
    }
    return access;
  }
  Status forget(const std::vector<std::string>&) override { return {}; }
  auth::CredentialIdentity identity() const override { return {}; }

  std::deque<std::string> tokens = {"one"};
  Error error;
  std::vector<auth::TokenRequestContext> contexts;
};

struct BearerTokenPolicyFixture {
  test::FakeTransport transport;
  FakeCredential credential;
  std::unique_ptr<http::HttpPipeline> pipeline = make(k_graph);

  std::unique_ptr<http::HttpPipeline> make(std::string_view origin)
  {
    std::vector<std::unique_ptr<http::HttpPolicy>> policies;
    policies.push_back(std::make_unique<auth::BearerTokenPolicy>(
        credential, std::vector<std::string>{"scope"}, test::url_of(origin)));
    return std::make_unique<http::HttpPipeline>(std::move(policies), transport);
  }

  Result<http::HttpResponse> get(const std::string& url)
  {
    return pipeline->send(http::make_request(HttpMethod::get, test::url_of(url)));
  }

  std::string authorization(std::size_t request) const
  {
    return std::string(transport.requests()[request].headers.find("Authorization").value_or(""));
  }
};

} // namespace

TEST_CASE_FIXTURE(BearerTokenPolicyFixture, "BearerTokenPolicy signs a request to its service")
{
  transport.next(answer(200));
  REQUIRE(get("https://GRAPH.example:443/v1.0/me"));
  CHECK(authorization(0) == "Bearer one");
  CHECK(credential.contexts[0].scopes == std::vector<std::string>{"scope"});
}

TEST_CASE_FIXTURE(BearerTokenPolicyFixture, "BearerTokenPolicy sends the token nowhere else")
{
  for (const std::string url : {"https://evil.example/v1.0/users?$skiptoken=1",
                                "https://graph.example.evil.example/",
                                "https://graph.example:8443/",
                                "http://graph.example/",
                                "https://graph.example./",
                                "https://graph.example%2eevil.example/",
                                "https://evil.example/@graph.example/",
                                "https://evil.example?@graph.example/",
                                "https://evil.example#@graph.example/",
                                "https://evil.example/#https://graph.example/"}) {
    CAPTURE(url);
    CHECK_FALSE(get(url));
  }
  CHECK(transport.requests().empty());
  CHECK(credential.contexts.empty());
}

TEST_CASE_FIXTURE(BearerTokenPolicyFixture,
                  "BearerTokenPolicy signs for its service however the URL is spelled")
{
  for (const std::string url : {"HTTPS://Graph.EXAMPLE/a",
                                "https://graph.example:/a",
                                "https://graph.example:0443/a",
                                "https://gr%61ph%2Eexample/a",
                                "https://graph.example/b/../a#@evil.example/"}) {
    CAPTURE(url);
    transport.next(answer(200));
    REQUIRE(get(url));
    CHECK(transport.requests().back().url.text() == "https://graph.example/a");
  }
}

TEST_CASE_FIXTURE(BearerTokenPolicyFixture, "BearerTokenPolicy wants TLS, but for this machine")
{
  pipeline = make("http://graph.example");
  const auto refused = get("http://graph.example/");
  REQUIRE_FALSE(refused);
  CHECK(refused.error().kind == ErrorKind::usage);
  CHECK(transport.requests().empty());
  pipeline = make("http://127.0.0.1:8080/");
  transport.next(answer(200));
  CHECK(get("http://127.0.0.1:8080/v1.0/me"));
}

TEST_CASE_FIXTURE(BearerTokenPolicyFixture,
                  "BearerTokenPolicy replaces the token after a 401 and sends once more")
{
  credential.tokens = {"old", "new"};
  transport.next(answer(401, "", {{"WWW-Authenticate", "Bearer claims=\"eyJhIjoxfQ\""}}));
  SUBCASE("which helps")
  {
    transport.next(answer(200));
    CHECK(get(k_graph)->status == 200);
  }
  SUBCASE("which does not help")
  {
    transport.next(answer(401));
    CHECK(get(k_graph)->status == 401);
  }
  REQUIRE(transport.requests().size() == 2);
  CHECK(authorization(0) == "Bearer old");
  CHECK(authorization(1) == "Bearer new");
  CHECK(transport.requests()[1].headers.find_all("Authorization").size() == 1);
  REQUIRE(credential.contexts.size() == 2);
  CHECK(credential.contexts[1].rejected == util::Secret("old"));
  CHECK(credential.contexts[1].claims == "{\"a\":1}");
}

TEST_CASE_FIXTURE(BearerTokenPolicyFixture,
                  "BearerTokenPolicy does not replace a token that is a replacement itself")
{
  credential.tokens = {"old", "new"};
  transport.next(answer(401));
  transport.next(answer(401));
  CHECK(get(k_graph)->status == 401);
  transport.next(answer(401));
  CHECK(get(k_graph)->status == 401);
  CHECK(credential.contexts.size() == 3);
  CHECK(transport.requests().size() == 3);
}

TEST_CASE_FIXTURE(BearerTokenPolicyFixture, "BearerTokenPolicy passes every other answer on")
{
  for (const int status : {200, 403, 404, 429, 500}) {
    transport.next(answer(status));
    CHECK(get(k_graph)->status == status);
  }
  CHECK(credential.contexts.size() == 5);
}

TEST_CASE_FIXTURE(BearerTokenPolicyFixture, "BearerTokenPolicy sends nothing without a token")
{
  credential.error.kind = ErrorKind::sign_in;
  credential.error.message = "sign-in failed";
  const auto result = get(k_graph);
  REQUIRE_FALSE(result);
  CHECK(result.error().kind == ErrorKind::sign_in);
  CHECK(transport.requests().empty());
}
