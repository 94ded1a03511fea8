#include "lpaz/auth/token_claims.hpp"
#include "lpaz/util/digest.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <string>

using namespace lpaz;

TEST_CASE("decode_claims reads the middle part of a token")
{
  const auto body = util::base64url_encode(R"({"appid":"a","roles":["User.Read.All"],"exp":9})");
  const auto claims = auth::decode_claims(util::Secret("e30." + body + ".signature"));
  REQUIRE(claims);
  CHECK(util::string_at(*claims, "appid") == "a");
  CHECK(util::integer_at(*claims, "exp") == 9);
  CHECK((*claims)["roles"][0] == "User.Read.All");
}

TEST_CASE("decode_claims calls an opaque or broken token an error")
{
  const auto list = "a." + util::base64url_encode("[1]") + ".c";
  const auto broken = "a." + util::base64url_encode("{\"a\":") + ".c";
  std::string long_one(70000, 'a');
  long_one += ".e30.c";
  const std::string tokens[] = {"", "opaque", "a.b", "a.!!.c", "a.e30.c.d", list, broken, long_one};
  for (const auto& token : tokens) {
    CAPTURE(token.substr(0, 40));
    CHECK_FALSE(auth::decode_claims(util::Secret(token)));
  }
}
