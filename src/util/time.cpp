#include "lpaz/util/time.hpp"

#include "lpaz/util/text.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <array>
#include <cctype>
#include <cstdint>
#include <ctime>

namespace lpaz::util {
namespace {

using namespace std::chrono;

// Consumes exactly `digits` decimal digits from the front.
std::optional<int> take_number(std::string_view& text, std::size_t digits)
{
  if (text.size() < digits) {
    return std::nullopt;
  }
  int value = 0;
  for (std::size_t i = 0; i < digits; ++i) {
    if (std::isdigit(static_cast<unsigned char>(text[i])) == 0) {
      return std::nullopt;
    }
    value = value * 10 + (text[i] - '0');
  }
  text.remove_prefix(digits);
  return value;
}

bool take(std::string_view& text, std::string_view any_of)
{
  if (text.empty() || any_of.find(text.front()) == std::string_view::npos) {
    return false;
  }
  text.remove_prefix(1);
  return true;
}

// Years that a TimePoint (64 bits of nanoseconds) can represent in full. Services write "never" as
// a year outside: 1, 1601 or 9999.
constexpr int k_first_year = 1678;
constexpr int k_last_year = 2261;

std::optional<TimePoint> make_time(int y, int mo, int d, int h, int mi, int s)
{
  const year_month_day date{
      year(y), month(static_cast<unsigned>(mo)), day(static_cast<unsigned>(d))};
  if (y < k_first_year || y > k_last_year || !date.ok() || h > 23 || mi > 59 || s > 60) {
    return std::nullopt;
  }
  return sys_days(date) + hours(h) + minutes(mi) + seconds(s);
}

// Fraction of a second in microseconds; false if a point is followed by no digit.
bool take_fraction(std::string_view& text, microseconds& fraction)
{
  if (!take(text, ".")) {
    return true;
  }
  std::int64_t unit = 100'000;
  std::int64_t value = 0;
  bool any = false;
  while (!text.empty() && std::isdigit(static_cast<unsigned char>(text.front())) != 0) {
    value += (text.front() - '0') * unit;
    unit /= 10;
    any = true;
    text.remove_prefix(1);
  }
  fraction = microseconds(value);
  return any;
}

// Z, nothing, or +hh:mm: how far local time is ahead of UTC.
std::optional<minutes> take_offset(std::string_view& text)
{
  if (text.empty() || take(text, "Zz")) {
    return minutes(0);
  }
  const bool behind = text.front() == '-';
  if (!take(text, "+-")) {
    return std::nullopt;
  }
  const auto h = take_number(text, 2);
  const bool colon = take(text, ":");
  const auto m = take_number(text, 2);
  if (!h || !colon || !m || *h > 23 || *m > 59) {
    return std::nullopt;
  }
  const minutes offset(*h * 60 + *m);
  return behind ? -offset : offset;
}

std::tm utc_fields(TimePoint time)
{
  const std::time_t seconds = system_clock::to_time_t(
      time_point_cast<system_clock::duration>(floor<std::chrono::seconds>(time)));
  std::tm fields{};
  ::gmtime_r(&seconds, &fields);
  return fields;
}

// Consumes a number with its unit, such as "40M", from the front.
struct Amount {
  std::int64_t value;
  char unit;
};

std::optional<Amount> take_amount(std::string_view& text)
{
  std::int64_t value = 0;
  std::size_t digits = 0;
  while (digits < text.size() && std::isdigit(static_cast<unsigned char>(text[digits])) != 0) {
    if (++digits > 9) {
      return std::nullopt;
    }
    value = value * 10 + (text[digits - 1] - '0');
  }
  text.remove_prefix(digits);
  microseconds fraction{};
  if (digits == 0 || !take_fraction(text, fraction) || text.empty()) {
    return std::nullopt;
  }
  const Amount amount{value, text.front()};
  text.remove_prefix(1);
  return amount;
}

std::int64_t seconds_of(char unit, bool in_time)
{
  switch (unit) {
  case 'D':
    return in_time ? 0 : 86'400;
  case 'W':
    return in_time ? 0 : 604'800;
  case 'H':
    return in_time ? 3'600 : 0;
  case 'M':
    return in_time ? 60 : 0;
  case 'S':
    return in_time ? 1 : 0;
  default:
    return 0;
  }
}

// Anything longer is "never".
constexpr auto k_longest = hours(24 * 365 * 1000);

// Number and unit letter pairs; std::nullopt where one is unknown, or for "never".
std::optional<seconds> sum_amounts(std::string_view text, bool in_time)
{
  seconds total{0};
  while (!text.empty()) {
    if (!in_time && take(text, "T")) {
      in_time = true;
      continue;
    }
    const auto amount = take_amount(text);
    if (!amount || seconds_of(amount->unit, in_time) == 0) {
      return std::nullopt;
    }
    total += seconds(amount->value * seconds_of(amount->unit, in_time));
    if (total > k_longest) {
      return std::nullopt;
    }
  }
  return total;
}

} // namespace

std::optional<TimePoint> parse_rfc3339(std::string_view text)
{
  const auto y = take_number(text, 4);
  const bool dash = take(text, "-");
  const auto mo = take_number(text, 2);
  const bool dash2 = take(text, "-");
  const auto d = take_number(text, 2);
  if (!y || !dash || !mo || !dash2 || !d || !take(text, "Tt ")) {
    return std::nullopt;
  }
  const auto h = take_number(text, 2);
  const bool colon = take(text, ":");
  const auto mi = take_number(text, 2);
  const bool colon2 = take(text, ":");
  const auto s = take_number(text, 2);
  microseconds fraction{};
  if (!h || !colon || !mi || !colon2 || !s || !take_fraction(text, fraction)) {
    return std::nullopt;
  }
  const auto offset = take_offset(text);
  const auto time = make_time(*y, *mo, *d, *h, *mi, *s);
  if (!offset || !text.empty() || !time) {
    return std::nullopt;
  }
  return *time + fraction - *offset;
}

std::string format_rfc3339(TimePoint time)
{
  std::array<char, 32> buffer{};
  const std::tm fields = utc_fields(time);
  std::strftime(buffer.data(), buffer.size(), "%Y-%m-%dT%H:%M:%SZ", &fields);
  return buffer.data();
}

std::string format_local(TimePoint time)
{
  const std::time_t seconds = system_clock::to_time_t(time);
  std::tm fields{};
  ::localtime_r(&seconds, &fields);
  std::array<char, 64> buffer{};
  std::strftime(buffer.data(), buffer.size(), "%Y-%m-%d %H:%M:%S %Z", &fields);
  return buffer.data();
}

std::optional<seconds> parse_iso_duration(std::string_view text)
{
  if (!take(text, "P") || text.empty() || text.ends_with('T')) {
    return std::nullopt;
  }
  return sum_amounts(text, false);
}

std::string format_duration(seconds duration)
{
  struct Unit {
    std::int64_t length;
    std::string_view name;
  };
  constexpr std::array<Unit, 4> k_units = {{{86'400, "d"}, {3'600, "h"}, {60, "min"}, {1, "s"}}};
  std::int64_t left = duration.count() < 0 ? 0 : duration.count();
  for (std::size_t i = 0; i < k_units.size(); ++i) {
    const std::int64_t count = left / k_units[i].length;
    if (count == 0 && i + 1 < k_units.size()) {
      continue;
    }
    left %= k_units[i].length;
    const std::string first = fmt::format("{} {}", count, k_units[i].name);
    if (i + 1 == k_units.size() || left / k_units[i + 1].length == 0) {
      return first;
    }
    return fmt::format("{} {} {}", first, left / k_units[i + 1].length, k_units[i + 1].name);
  }
  return "0 s";
}

std::optional<seconds> parse_duration(std::string_view text)
{
  std::string upper(text);
  for (char& c : upper) {
    c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  }
  if (const auto bare = parse_integer(upper); bare && *bare >= 0 && *bare < 1'000'000'000) {
    return seconds(*bare);
  }
  return upper.empty() || upper.find('T') != std::string::npos ? std::nullopt
                                                               : sum_amounts(upper, true);
}

std::string format_http_date(TimePoint time)
{
  return fmt::format("{:%a, %d %b %Y %H:%M:%S GMT}", utc_fields(time));
}

std::optional<TimePoint> parse_http_date(std::string_view text)
{
  constexpr std::array<std::string_view, 12> k_months = {
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  // "Sun, 06 Nov 1994 08:49:37 GMT"
  const auto parts = split(trim(text), ' ');
  if (parts.size() != 6 || !parts[0].ends_with(',') || parts[5] != "GMT") {
    return std::nullopt;
  }
  int month_number = 0;
  for (std::size_t i = 0; i < k_months.size(); ++i) {
    month_number = parts[2] == k_months[i] ? static_cast<int>(i) + 1 : month_number;
  }
  std::string_view d = parts[1];
  std::string_view y = parts[3];
  const auto day_number = take_number(d, 2);
  const auto year_number = take_number(y, 4);
  const auto clock = split(parts[4], ':');
  if (!day_number || !year_number || !d.empty() || !y.empty() || month_number == 0 ||
      clock.size() != 3) {
    return std::nullopt;
  }
  std::array<int, 3> fields{};
  for (std::size_t i = 0; i < 3; ++i) {
    std::string_view field = clock[i];
    const auto number = take_number(field, 2);
    if (!number || !field.empty()) {
      return std::nullopt;
    }
    fields[i] = *number;
  }
  return make_time(*year_number, month_number, *day_number, fields[0], fields[1], fields[2]);
}

} // namespace lpaz::util
