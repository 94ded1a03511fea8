#include "lpaz/http/headers.hpp"

#include <doctest/doctest.h>

using lpaz::http::Headers;
using lpaz::http::is_sendable;

TEST_CASE("Headers finds a name whatever its case")
{
  const Headers headers{{"Retry-After", "12"}, {"X-Other", "a"}};
  CHECK(headers.find("retry-after") == "12");
  CHECK(headers.find("RETRY-AFTER") == "12");
  CHECK_FALSE(headers.find("Retry").has_value());
}

TEST_CASE("Headers keeps several values of one name in their order")
{
  Headers headers;
  headers.add("WWW-Authenticate", "Negotiate");
  headers.add("www-authenticate", "Bearer");
  const auto values = headers.find_all("WWW-Authenticate");
  REQUIRE(values.size() == 2);
  CHECK(values[0] == "Negotiate");
  CHECK(values[1] == "Bearer");
}

TEST_CASE("Headers::set puts one value in place of all and keeps the position")
{
  Headers headers{{"A", "1"}, {"B", "2"}, {"a", "3"}};
  headers.set("a", "4");
  REQUIRE(headers.size() == 2);
  CHECK(headers.begin()->value == "4");
  headers.set("C", "5");
  CHECK(headers.find("c") == "5");
}

TEST_CASE("Headers::remove drops every value of the name")
{
  Headers headers{{"A", "1"}, {"B", "2"}, {"a", "3"}};
  headers.remove("A");
  CHECK(headers.size() == 1);
  CHECK_FALSE(headers.find("a").has_value());
}

TEST_CASE("is_sendable refuses what would be read as another header")
{
  CHECK(is_sendable({"X-Name", "a: b, \"c\" \xc3\xa9"}));
  CHECK(is_sendable({"X-Name", ""}));
  CHECK_FALSE(is_sendable({"", "a"}));
  CHECK_FALSE(is_sendable({"X Name", "a"}));
  CHECK_FALSE(is_sendable({"X-Name:", "a"}));
  CHECK_FALSE(is_sendable({"X-Name", "a\r\nX-Other: b"}));
  CHECK_FALSE(is_sendable({"X-Name", "a\x7f"}));
}
