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
  CHECK(url->scheme() == "https");
  CHECK(url->host() == "graph.example.com");
  CHECK(url->port() == 8443);
  CHECK(url->path() == "/v1.0/users");
  CHECK(url->query() == "$top=5&x=a?b");
}

TEST_CASE("parse_url fills in the port of the scheme and makes an absent path a slash")
{
  const auto plain = parse_url("http://example.com", "URL");
  REQUIRE(plain.has_value());
  CHECK(plain->port() == 80);
  CHECK(plain->path() == "/");
  CHECK(plain->query().empty());
  CHECK(parse_url("https://example.com/", "URL")->port() == 443);
  CHECK(parse_url("https://example.com?q", "URL")->query() == "q");
}

TEST_CASE("parse_url takes IPv6 addresses in brackets")
{
  const auto url = parse_url("http://[::1]:8080/x", "URL");
  REQUIRE(url.has_value());
  CHECK(url->host() == "::1");
  CHECK(url->port() == 8080);
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
                                      "https://[]/"sv,
                                      "https:/example.com"sv,
                                      "https:example.com"sv,
                                      "https:////example.com"sv,
                                      "https:/example.com/?://"sv,
                                      "javascript://example.com"sv,
                                      "https://@example.com"sv,
                                      "https://:@example.com"sv,
                                      "https://good.example@evil.test"sv,
                                      "https://a@b@example.com"sv,
                                      "http://good.example\\@evil.test"sv,
                                      "https://good.example\tevil.test"sv,
                                      "https://exa%00mple.com"sv,
                                      "https://exa%0d%0ample.com"sv,
                                      "https://good.example%2f.evil.test"sv,
                                      "https://good.example%40evil.test"sv,
                                      "https://good.example%3a80"sv,
                                      "https://good.example%5cevil.test"sv,
                                      "https://good.example%252eevil.test"sv,
                                      "https://good.example;evil.test"sv,
                                      "https://bücher.example"sv,
                                      "https://b%c3%bccher.example"sv,
                                      "https://good。example"sv, // an ideographic full stop
                                      "https://%5b::1%5d/"sv,
                                      "https://[fe80::1%25eth0]/"sv,
                                      "https://[127.0.0.1]/"sv,
                                      "http://127.0.0.+1"sv,
                                      "http://%30x7f.1"sv,
                                      "http://127.0.0.1%20"sv}) {
    CAPTURE(text);
    const auto url = parse_url(text, "connection URL");
    REQUIRE_FALSE(url.has_value());
    CHECK(url.error().kind == ErrorKind::usage);
    CHECK(url.error().message.find("connection URL") != std::string::npos);
    CHECK(url.error().message.find("secret") == std::string::npos);
  }
}

TEST_CASE("parse_url gives the spelling that is connected to, which parsing leaves as it is")
{
  struct Row {
    std::string_view text;
    std::string_view normal;
  };
  constexpr Row k_rows[] = {
      {"HTTPS://Example.COM", "https://example.com/"},
      {"https://example.com:443/a", "https://example.com/a"},
      {"http://example.com:443/a", "http://example.com:443/a"},
      {"https://example.com:/a", "https://example.com/a"},
      {"https://example.com:08443/a", "https://example.com:8443/a"},
      {"https://ex%61mple%2Ecom/%61", "https://example.com/%61"},
      {"https://example.com/a/../b/./c", "https://example.com/b/c"},
      {"https://example.com/../../a", "https://example.com/a"},
      {"https://example.com/Users('Jörg')?$filter=a%20eq%20'ü'",
       "https://example.com/Users('Jörg')?$filter=a%20eq%20'ü'"},
      {"https://example.com?a=/../b", "https://example.com/?a=/../b"},
      {"https://example.com/?", "https://example.com/"},
      {"https://example.com/a#b?c@evil.test", "https://example.com/a"},
      {"https://example.com#@evil.test/", "https://example.com/"},
      {"https://example.com?@evil.test/", "https://example.com/?@evil.test/"},
      {"https://example.com/@evil.test", "https://example.com/@evil.test"},
      {"https://xn--bcher-kva.example", "https://xn--bcher-kva.example/"},
      {"https://EXAMPLE.com./", "https://example.com./"},
      {"http://[0:0:0:0:0:0:0:1]:80/", "http://[::1]/"},
      {"http://[::FFFF:7F00:1]:8080/", "http://[::ffff:7f00:1]:8080/"},
      {"http://2130706433", "http://127.0.0.1/"},
      {"http://0x7F.1:80", "http://127.0.0.1/"},
      {"http://0177.0.0.01", "http://127.0.0.1/"},
      {"http://1.2.3", "http://1.2.0.3/"},
  };
  for (const Row& row : k_rows) {
    CAPTURE(row.text);
    const auto url = parse_url(row.text, "URL");
    REQUIRE(url.has_value());
    CHECK(url->text() == row.normal);
    const auto again = parse_url(url->text(), "URL");
    REQUIRE(again.has_value());
    CHECK(again->text() == url->text());
    CHECK(origin(*again) == origin(*url));
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
      {"http://127.0.0", true}, // 127.0.0.0, as inet_aton() has it
      {"http://127.1", true},
      {"http://127.0.0.256", false},
      {"http://127.-0.0.1", false}, // no numbers, so a name, as to curl
      {"http://127.0.0.-0", false},
      {"http://127.0.0.08", false},
      {"http://127.00000000000000000000001.0.1e", false},
      {"http://127.0.0.1e", false},
      {"http://127.0.0.1..", false},
      {"http://127-0-0-1.example.com", false},
      {"http://127.0.0.1-a.example.com", false},
      {"http://2130706433", true},
      {"http://localhost.", false},
      {"http://[::ffff:127.0.0.1]", false},
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
