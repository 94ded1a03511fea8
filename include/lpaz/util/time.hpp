#pragma once

#include "lpaz/util/clock.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace lpaz::util {

// RFC 3339 with any number of fractional digits and Z or an offset; a missing zone is UTC, as
// Graph's error dates have none. Graph's "0001-01-01T00:00:00Z" (never) gives nothing.
std::optional<TimePoint> parse_rfc3339(std::string_view text);
// UTC, whole seconds: 2026-01-02T03:04:05Z.
std::string format_rfc3339(TimePoint time);
// For people: 2026-01-02 04:04:05 CET in the zone of TZ.
std::string format_local(TimePoint time);

// An ISO 8601 duration with days, hours, minutes and seconds (PT40M, P1DT2H). .NET's
// TimeSpan.MaxValue, which Graph sends for "never", gives nothing.
std::optional<std::chrono::seconds> parse_iso_duration(std::string_view text);
// "40 min", "2 h 5 min", "12 s": the two largest units.
std::string format_duration(std::chrono::seconds duration);
// What a person types for a time limit: 90, 90s, 15m, 2h, 1h30m. A bare number is seconds.
std::optional<std::chrono::seconds> parse_duration(std::string_view text);
// The IMF-fixdate of HTTP (RFC 9110 section 5.6.7), as in Retry-After and Date.
std::optional<TimePoint> parse_http_date(std::string_view text);
std::string format_http_date(TimePoint time);

} // namespace lpaz::util
