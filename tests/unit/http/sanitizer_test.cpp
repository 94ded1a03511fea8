#include "support/url_of.hpp"

#include "lpaz/http/sanitizer.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace lpaz::http;

TEST_CASE("HttpSanitizer shows names of query parameters and only harmless values")
{
  struct Row {
    std::string url;
    std::string shown;
  };
  const Row rows[] = {
      {"https://graph.example/v1.0/users", "https://graph.example/v1.0/users"},
      {"https://g.example/users?$top=999&$select=id,upn",
       "https://g.example/users?$top=999&$select=id,upn"},
      {"https://g.example/users?$filter=startswith(displayName,'Alice')&$top=5",
       "https://g.example/users?$filter=***&$top=5"},
      {"https://g.example/users?%24top=5", "https://g.example/users?%24top=5"},
      {"https://g.example/users?$skiptoken=abc", "https://g.example/users?$skiptoken=***"},
      {"https://g.example/x?code=secret&TOKEN=t", "https://g.example/x?code=***&TOKEN=***"},
      {"https://g.example/x?bare-secret", "https://g.example/x?***"},
      {"https://g.example/x?a=1=2", "https://g.example/x?a=***"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.url);
    CHECK(HttpSanitizer().url(lpaz::test::url_of(row.url)) == row.shown);
  }
}

TEST_CASE("HttpSanitizer shows listed headers only, bounded and with control characters visible")
{
  const Headers headers{{"Authorization", "Bearer secret"},
                        {"Set-Cookie", "secret"},
                        {"Request-Id", "r1"},
                        {"Retry-After", "3\x1b[2J"},
                        {"x-ms-throttle-scope", std::string(500, 'x')}};
  const auto shown = HttpSanitizer().headers(headers);
  CHECK(shown.find("secret") == std::string::npos);
  CHECK(shown.starts_with(" request-id=r1 retry-after=3\\x1b[2J"));
  CHECK(shown.size() < 250);
}
