#include "lpaz/http/retry_policy.hpp"
#include "lpaz/util/text.hpp"
#include "lpaz/util/time.hpp"

#include <algorithm>

namespace lpaz::http {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds k_base_delay = std::chrono::seconds(3);
constexpr milliseconds k_max_delay = std::chrono::seconds(180);
constexpr milliseconds k_max_retry_after = std::chrono::hours(24);

bool is_digit(char c)
{
  return c >= '0' && c <= '9';
}

// "12", "2.128"; no sign, no exponent.
std::optional<milliseconds> parse_seconds(std::string_view text)
{
  const auto point = std::min(text.find('.'), text.size());
  const auto whole = text.substr(0, point);
  const auto fraction = text.substr(std::min(point + 1, text.size()));
  if (whole.empty() || !std::ranges::all_of(whole, is_digit) ||
      !std::ranges::all_of(fraction, is_digit)) {
    return std::nullopt;
  }
  const auto seconds = whole.size() > 6 ? std::nullopt : util::parse_integer(whole);
  if (!seconds) {
    return k_max_retry_after;
  }
  auto result = milliseconds(std::chrono::seconds(*seconds));
  int unit = 100;
  for (const char digit : fraction.substr(0, 3)) {
    result += milliseconds((digit - '0') * unit);
    unit /= 10;
  }
  const auto finer = fraction.substr(std::min<std::size_t>(fraction.size(), 3));
  if (std::ranges::any_of(finer, [](char digit) { return digit != '0'; })) {
    result += milliseconds(1);
  }
  return result;
}

} // namespace

milliseconds retry_delay(int attempt, std::optional<milliseconds> retry_after, double jitter)
{
  if (retry_after) {
    return std::max(*retry_after, milliseconds(0));
  }
  auto delay = k_base_delay;
  for (int i = 1; i < attempt && delay < k_max_delay; ++i) {
    delay *= 2;
  }
  const auto spread = milliseconds(static_cast<int>(std::clamp(jitter, 0.0, 1.0) * 1000));
  return std::min(delay, k_max_delay) + spread;
}

std::optional<milliseconds> parse_retry_after(std::string_view value, util::TimePoint now)
{
  const auto text = util::trim(value);
  auto delay = parse_seconds(text);
  if (!delay) {
    const auto date = util::parse_http_date(text);
    if (!date) {
      return std::nullopt;
    }
    delay = std::chrono::ceil<milliseconds>(*date - now);
  }
  return std::clamp(*delay, milliseconds(0), k_max_retry_after);
}

std::optional<milliseconds> retry_after_of(const Headers& headers, util::TimePoint now)
{
  const auto value = headers.find("Retry-After");
  if (!value) {
    return std::nullopt;
  }
  const auto date = util::parse_http_date(util::trim(headers.find("Date").value_or("")));
  return parse_retry_after(*value, date.value_or(now));
}

} // namespace lpaz::http
