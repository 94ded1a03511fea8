#include "lpaz/util/url.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>

namespace lpaz::util {
namespace {

using namespace std::string_view_literals;

TEST_CASE("parse_url splits a URL into its parts")
{
  const auto url = parse_url("HTTPS://Graph.Example.COM:8443/v1.0/users?$top=5&x=a?b#part", "URL");
  REQUIRE(url.has_value());
  CHECK(url->scheme == "https");
  CHECK(url->host == "graph.example.com");
  CHECK(url->port == 8443);
  CHECK(url->path == "/v1.0/users");
  CHECK(url->query == "$top=5&x=a?b");
}

TEST_CASE("parse_url fills in the port of the scheme and leaves an absent path empty")
{
  const auto plain = parse_url("http://example.com", "URL");
  REQUIRE(plain.has_value());
  CHECK(plain->port == 80);
  CHECK(plain->path.empty());
  CHECK(plain->query.empty());
  CHECK(parse_url("https://example.com/", "URL")->port == 443);
  CHECK(parse_url("https://example.com?q", "URL")->query == "q");
}

TEST_CASE("parse_url takes IPv6 addresses in brackets")
{
  const auto url = parse_url("http://[::1]:8080/x", "URL");
  REQUIRE(url.has_value());
  CHECK(url->host == "::1");
  CHECK(url->port == 8080);
  CHECK(origin(*url) == "http://[::1]:8080");
}

TEST_CASE("parse_url refuses what is not a plain web address, and says which value it was")
{
  for (const std::string_view text : {""sv,
                                      "example.com"sv,
                                      "//example.com"sv,
                                      "ftp://example.com"sv,
                                      "file:///etc/passwd"sv,
                                      "https://"sv,
                                      "https:///path"sv,
                                      "https://user@example.com"sv,
                                      "https://user:secret@example.com"sv,
                                      "https://a b.com"sv,
                                      "https://example.com/\r\nHost: x"sv,
                                      "https://example.com\0x"sv,
                                      "https://example.com\\@evil.test"sv,
                                      "https://example.com:0"sv,
                                      "https://example.com:65536"sv,
                                      "https://example.com:+80"sv,
                                      "https://example.com:80x"sv,
                                      "https://example.com:80:81"sv,
                                      "https://[::1"sv,
                                      "https://[::1]x"sv,
                                      "https://[]/"sv}) {
    CAPTURE(text);
    const auto url = parse_url(text, "connection URL");
    REQUIRE_FALSE(url.has_value());
    CHECK(url.error().kind == ErrorKind::usage);
    CHECK(url.error().message.find("connection URL") != std::string::npos);
    CHECK(url.error().message.find("secret") == std::string::npos);
  }
}

TEST_CASE("Two URLs lead to the same place when scheme, host and port agree")
{
  const auto origin_of = [](std::string_view text) { return origin(*parse_url(text, "URL")); };
  CHECK(origin_of("https://Example.com/a?b") == "https://example.com:443");
  CHECK(origin_of("https://example.com") == origin_of("HTTPS://EXAMPLE.com:443/x"));
  CHECK(origin_of("https://example.com") != origin_of("http://example.com"));
  CHECK(origin_of("https://example.com") != origin_of("https://example.com:444"));
  CHECK(origin_of("https://example.com") != origin_of("https://example.com.evil.test"));
}

TEST_CASE("A token may travel over https, or over http to this machine only")
{
  struct Row {
    std::string_view text;
    bool confidential;
  };
  constexpr Row k_rows[] = {
      {"https://graph.example.com", true},
      {"http://localhost:8080", true},
      {"http://LOCALHOST", true},
      {"http://127.0.0.1", true},
      {"http://127.255.0.9:1", true},
      {"http://[::1]:80", true},
      {"http://example.com", false},
      {"http://localhost.example.com", false},
      {"http://127.0.0.1.example.com", false},
      {"http://127.0.0", false},
      {"http://127.0.0.256", false},
      {"http://127.0.0.+1", false},
      {"http://128.0.0.1", false},
      {"http://[::2]", false},
      {"http://0.0.0.0", false},
  };
  for (const Row& row : k_rows) {
    CAPTURE(row.text);
    CHECK(is_confidential(*parse_url(row.text, "URL")) == row.confidential);
  }
}

TEST_CASE("percent_encode leaves the unreserved characters only")
{
  CHECK(percent_encode("AZaz09-._~") == "AZaz09-._~");
  CHECK(percent_encode("a b/c?d&e=f+g'h") == "a%20b%2Fc%3Fd%26e%3Df%2Bg%27h");
  CHECK(percent_encode("ü%") == "%C3%BC%25");
  CHECK(percent_encode("\0"sv) == "%00");
}

TEST_CASE("percent_decode undoes percent_encode and keeps broken escapes")
{
  std::string every;
  for (int byte = 0; byte < 256; ++byte) {
    every += static_cast<char>(byte);
  }
  CHECK(percent_decode(percent_encode(every)) == every);
  CHECK(percent_decode("%c3%BC") == "ü");
  CHECK(percent_decode("%41") == "A");
  CHECK(percent_decode("%4") == "%4");
  CHECK(percent_decode("%") == "%");
  CHECK(percent_decode("%zz%41") == "%zzA");
  CHECK(percent_decode("a+b") == "a+b");
}

} // namespace
} // namespace lpaz::util
