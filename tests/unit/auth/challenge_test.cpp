#include "lpaz/auth/bearer_token_policy.hpp"

#include <doctest/doctest.h>

#include <optional>
#include <string>

using namespace lpaz;

TEST_CASE("claims_of_challenge finds the claims of a Bearer challenge, wherever they stand")
{
  // {"a":"b?>"} needs both letters in which the two base64 alphabets differ, and padding.
  const std::string claims = "{\"a\":\"b?>\"}";
  struct Row {
    std::string header;
    std::optional<std::string> claims;
  };
  const Row rows[] = {
      {R"(Bearer realm="", error="insufficient_claims", claims="eyJhIjoiYj8+In0=")", claims},
      {R"(Bearer claims="eyJhIjoiYj8-In0", realm="")", claims},
      {R"(bearer CLAIMS=eyJhIjoiYj8-In0)", claims},
      {R"(Negotiate, Bearer claims = "eyJhIjoiYj8-In0=")", claims},
      {R"(Basic realm="a, b=c \" Bearer", Bearer claims="eyJhIjoiYj8+In0")", claims},
      {R"(Negotiate dG9rZW4=, Bearer claims="eyJhIjoiYj8+In0")", claims},
      {R"(Bearer realm="x", claims="!!!", Bearer claims="eyJhIjoiYj8+In0")", claims},
      {R"(PoP claims="eyJhIjoiYj8+In0")", std::nullopt},
      {R"(Bearer realm="claims=eyJhIjoiYj8+In0")", std::nullopt},
      {R"(Bearer claims="bm90IGpzb24")", std::nullopt},
      {R"(Bearer claims="WzFd")", std::nullopt},
      {R"(Bearer claims="eyJhIjoiYj8+In0)", claims},
      {R"(Bearer claims=)", std::nullopt},
      {R"(Bearer)", std::nullopt},
      {R"(="", =, """ \)", std::nullopt},
      {"", std::nullopt},
  };
  for (const auto& row : rows) {
    CAPTURE(row.header);
    CHECK(auth::claims_of_challenge({{"WWW-Authenticate", row.header}}) == row.claims);
  }
}

TEST_CASE("claims_of_challenge looks through several headers")
{
  const http::Headers headers{{"WWW-Authenticate", "Negotiate"},
                              {"X-Other", "Bearer claims=\"e30\""},
                              {"www-authenticate", "Bearer realm=\"\""},
                              {"WWW-Authenticate", "Bearer claims=\"eyJhIjoxfQ==\""}};
  CHECK(auth::claims_of_challenge(headers) == "{\"a\":1}");
}

TEST_CASE("claims_of_challenge refuses claims of unreasonable size")
{
  const std::string value = "Bearer claims=\"" + std::string(20000, 'A') + "\"";
  CHECK_FALSE(auth::claims_of_challenge({{"WWW-Authenticate", value}}).has_value());
}
