#include "lpaz/util/time.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <cstdlib>
#include <ctime>
#include <optional>
#include <string>
#include <string_view>

namespace lpaz::util {
namespace {

using std::chrono::seconds;
using namespace std::chrono_literals;
using namespace std::string_view_literals;

TimePoint at(long long unix_seconds)
{
  return TimePoint(seconds(unix_seconds));
}

// 2026-01-02T03:04:05Z
constexpr long long k_instant = 1767323045;

TEST_CASE("parse_rfc3339 reads what Graph and others write")
{
  struct Row {
    std::string_view text;
    long long unix_seconds;
  };
  constexpr Row k_rows[] = {
      {"2026-01-02T03:04:05Z", k_instant},
      {"2026-01-02t03:04:05z", k_instant},
      {"2026-01-02 03:04:05Z", k_instant},
      {"2026-01-02T03:04:05", k_instant},
      {"2026-01-02T04:04:05+01:00", k_instant},
      {"2026-01-01T21:34:05-05:30", k_instant},
      {"1970-01-01T00:00:00Z", 0},
      {"1969-12-31T23:59:59Z", -1},
      {"2024-02-29T00:00:00Z", 1709164800},
      {"2261-12-31T00:00:00Z", 9214560000},
  };
  for (const Row& row : k_rows) {
    CAPTURE(row.text);
    CHECK(parse_rfc3339(row.text) == at(row.unix_seconds));
  }
}

TEST_CASE("parse_rfc3339 keeps fractions of any length to the microsecond")
{
  CHECK(parse_rfc3339("2026-01-02T03:04:05.5Z") == at(k_instant) + 500ms);
  CHECK(parse_rfc3339("2026-01-02T03:04:05.1234567Z") == at(k_instant) + 123456us);
  CHECK(parse_rfc3339("2026-01-02T03:04:05.1234567890123456789Z") == at(k_instant) + 123456us);
}

TEST_CASE("parse_rfc3339 gives nothing for never, for what a clock cannot hold and for the rest")
{
  for (const std::string_view text : {"0001-01-01T00:00:00Z"sv,
                                      "1601-01-01T00:00:00Z"sv,
                                      "9999-12-31T23:59:59Z"sv,
                                      "2263-01-01T00:00:00Z"sv,
                                      ""sv,
                                      "2026-01-02"sv,
                                      "2026-1-2T03:04:05Z"sv,
                                      "2026-13-02T03:04:05Z"sv,
                                      "2026-00-02T03:04:05Z"sv,
                                      "2026-02-29T00:00:00Z"sv,
                                      "2026-01-02T24:00:00Z"sv,
                                      "2026-01-02T03:60:05Z"sv,
                                      "2026-01-02T03:04:61Z"sv,
                                      "2026-01-02T03:04:05.Z"sv,
                                      "2026-01-02T03:04:05+1:00"sv,
                                      "2026-01-02T03:04:05+0100"sv,
                                      "2026-01-02T03:04:05+24:00"sv,
                                      "2026-01-02T03:04:05Zx"sv,
                                      " 2026-01-02T03:04:05Z"sv,
                                      "-026-01-02T03:04:05Z"sv}) {
    CAPTURE(text);
    CHECK_FALSE(parse_rfc3339(text).has_value());
  }
}

TEST_CASE("format_rfc3339 rounds down to whole seconds in UTC")
{
  CHECK(format_rfc3339(at(k_instant)) == "2026-01-02T03:04:05Z");
  CHECK(format_rfc3339(at(k_instant) + 999ms) == "2026-01-02T03:04:05Z");
  CHECK(format_rfc3339(at(0) - 1ms) == "1969-12-31T23:59:59Z");
  CHECK(format_rfc3339(*parse_rfc3339("2261-12-31T00:00:00Z")) == "2261-12-31T00:00:00Z");
}

TEST_CASE("format_local follows TZ")
{
  const char* before = std::getenv("TZ");
  const std::optional<std::string> kept =
      before == nullptr ? std::nullopt : std::optional<std::string>(before);
  ::setenv("TZ", "CET-1CEST,M3.5.0,M10.5.0/3", 1);
  ::tzset();
  const std::string winter = format_local(at(k_instant));
  const std::string summer = format_local(*parse_rfc3339("2026-07-01T00:00:00Z"));
  if (kept) {
    ::setenv("TZ", kept->c_str(), 1);
  } else {
    ::unsetenv("TZ");
  }
  ::tzset();
  CHECK(winter == "2026-01-02 04:04:05 CET");
  CHECK(summer == "2026-07-01 02:00:00 CEST");
}

TEST_CASE("parse_iso_duration reads days to seconds")
{
  CHECK(parse_iso_duration("PT40M") == 40min);
  CHECK(parse_iso_duration("P1DT2H") == 26h);
  CHECK(parse_iso_duration("PT1H30M15S") == seconds(5415));
  CHECK(parse_iso_duration("PT0S") == 0s);
  CHECK(parse_iso_duration("PT1.5S") == 1s);
  CHECK(parse_iso_duration("P2W") == 14 * 24h);
}

TEST_CASE("parse_iso_duration gives nothing for never and for the rest")
{
  // The first is .NET's TimeSpan.MaxValue.
  for (const std::string_view text : {"P10675199DT2H48M5.4775807S"sv,
                                      ""sv,
                                      "P"sv,
                                      "PT"sv,
                                      "P1DT"sv,
                                      "40M"sv,
                                      "P40"sv,
                                      "PT40"sv,
                                      "PT-5M"sv,
                                      "P1H"sv,
                                      "PT1D"sv,
                                      "P1Y"sv,
                                      "PT5M "sv,
                                      "PT99999999999S"sv}) {
    CAPTURE(text);
    CHECK_FALSE(parse_iso_duration(text).has_value());
  }
  std::string many = "P";
  for (int i = 0; i < 20'000; ++i) {
    many += "999999999W";
  }
  CHECK_FALSE(parse_iso_duration(many).has_value());
}

TEST_CASE("format_duration gives the two largest units")
{
  CHECK(format_duration(0s) == "0 s");
  CHECK(format_duration(12s) == "12 s");
  CHECK(format_duration(60s) == "1 min");
  CHECK(format_duration(75s) == "1 min 15 s");
  CHECK(format_duration(40min) == "40 min");
  CHECK(format_duration(2h + 5min + 59s) == "2 h 5 min");
  CHECK(format_duration(2h + 59s) == "2 h");
  CHECK(format_duration(26h) == "1 d 2 h");
  CHECK(format_duration(-5s) == "0 s");
}

TEST_CASE("parse_duration takes what a person types")
{
  CHECK(parse_duration("90") == 90s);
  CHECK(parse_duration("90s") == 90s);
  CHECK(parse_duration("15m") == 15min);
  CHECK(parse_duration("2h") == 2h);
  CHECK(parse_duration("1h30m") == 90min);
  CHECK(parse_duration("1H30M") == 90min);
  CHECK(parse_duration("0") == 0s);
  for (const std::string_view text :
       {""sv, "-5"sv, "m"sv, "15 m"sv, "1h 30m"sv, "15x"sv, "1h30"sv, "t5m"sv, "9999999999"sv}) {
    CAPTURE(text);
    CHECK_FALSE(parse_duration(text).has_value());
  }
}

TEST_CASE("parse_http_date reads an IMF-fixdate and nothing else")
{
  CHECK(parse_http_date("Sun, 06 Nov 1994 08:49:37 GMT") == at(784111777));
  CHECK(parse_http_date("Fri, 02 Jan 2026 03:04:05 GMT") == at(k_instant));
  for (const std::string_view text : {""sv,
                                      "120"sv,
                                      "Sunday, 06-Nov-94 08:49:37 GMT"sv,
                                      "Sun Nov  6 08:49:37 1994"sv,
                                      "Sun, 06 Nov 1994 08:49:37"sv,
                                      "Sun, 06 Nov 1994 08:49:37 CET"sv,
                                      "Sun, 06 Nvo 1994 08:49:37 GMT"sv,
                                      "Sun, 31 Feb 1994 08:49:37 GMT"sv,
                                      "Sun, 06 Nov 1994 25:49:37 GMT"sv,
                                      "Sun, 066 Nov 1994 08:49:37 GMT"sv,
                                      "Sun, 06 Nov 19940 08:49:37 GMT"sv,
                                      "Sun, 06 Nov 1994 08:49:377 GMT"sv,
                                      "Fri, 31 Dec 9999 23:59:59 GMT"sv}) {
    CAPTURE(text);
    CHECK_FALSE(parse_http_date(text).has_value());
  }
}

} // namespace
} // namespace lpaz::util
