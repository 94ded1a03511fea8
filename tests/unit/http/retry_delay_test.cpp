#include "lpaz/http/retry_policy.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <optional>
#include <string>

using namespace lpaz;
using namespace std::chrono_literals;
using std::chrono::milliseconds;

TEST_CASE("retry_delay doubles from 3 s to 180 s, and the service's wish wins")
{
  struct Row {
    int attempt;
    std::optional<milliseconds> retry_after;
    double jitter;
    milliseconds delay;
  };
  const Row rows[] = {
      {1, std::nullopt, 0, 3s},
      {2, std::nullopt, 0, 6s},
      {3, std::nullopt, 0, 12s},
      {6, std::nullopt, 0, 96s},
      {7, std::nullopt, 0, 180s},
      {8, std::nullopt, 0, 180s},
      {2'000'000'000, std::nullopt, 0, 180s},
      {0, std::nullopt, 0, 3s},
      {1, std::nullopt, 0.5, 3500ms},
      {1, std::nullopt, 1.0, 4s},
      {1, std::nullopt, -7, 3s},
      {1, std::nullopt, 7, 4s},
      {1, 10s, 1.0, 10s},
      {5, 0s, 1.0, 0s},
      {1, -5s, 0, 0s},
      {1, 200s, 0, 200s},
  };
  for (const auto& row : rows) {
    CAPTURE(row.attempt);
    CHECK(http::retry_delay(row.attempt, row.retry_after, row.jitter) == row.delay);
  }
}

TEST_CASE("parse_retry_after reads seconds, rounds fractions up and is never negative")
{
  const util::TimePoint now(1000000000s); // Sun, 09 Sep 2001 01:46:40 GMT
  struct Row {
    std::string text;
    std::optional<milliseconds> delay;
  };
  const Row rows[] = {
      {"0", 0ms},
      {"12", 12s},
      {" 12 ", 12s},
      {"2.128", 2128ms},
      {"2.1280001", 2129ms},
      {"2.1280000", 2128ms},
      {"2.", 2s},
      {"0.5", 500ms},
      {"99999999", 24h},
      {"86401", 24h},
      {"99999999999999999999999999", 24h},
      {"Sun, 09 Sep 2001 01:47:00 GMT", 20s},
      {"Sun, 09 Sep 2001 01:46:00 GMT", 0s},
      {"Sat, 09 Sep 2006 01:46:00 GMT", 24h},
      {"-5", std::nullopt},
      {"+5", std::nullopt},
      {"1e3", std::nullopt},
      {".5", std::nullopt},
      {"1.2.3", std::nullopt},
      {"soon", std::nullopt},
      {"", std::nullopt},
  };
  for (const auto& row : rows) {
    CAPTURE(row.text);
    CHECK(http::parse_retry_after(row.text, now) == row.delay);
  }
}

TEST_CASE("retry_after_of counts a date from the answer's own Date, whatever the local clock says")
{
  const util::TimePoint wrong_clock(1s);
  const http::Headers headers{{"Date", "Sun, 09 Sep 2001 01:46:40 GMT"},
                              {"Retry-After", "Sun, 09 Sep 2001 01:46:50 GMT"}};
  CHECK(http::retry_after_of(headers, wrong_clock) == 10s);
  CHECK_FALSE(http::retry_after_of({}, wrong_clock).has_value());
}
