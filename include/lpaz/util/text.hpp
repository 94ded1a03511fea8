#pragma once

#include "lpaz/util/utf8.hpp" // make_visible() goes with the rest of these

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lpaz::util {

std::string_view trim(std::string_view text);                      // ASCII white space
std::string to_lower(std::string_view text);                       // ASCII only
bool equals_ignoring_case(std::string_view a, std::string_view b); // ASCII only
std::vector<std::string_view> split(std::string_view text, char separator);
std::string join(const std::vector<std::string>& parts, std::string_view separator);
// Decimal digits with an optional sign, the whole text; nothing else.
std::optional<long long> parse_integer(std::string_view text);
// "1 user", "2 users".
std::string plural(long long count, std::string_view singular);
// The candidate nearest to `word` by edit distance, if it is near enough to be a slip.
std::optional<std::string> nearest_word(std::string_view word,
                                        const std::vector<std::string>& candidates);

} // namespace lpaz::util
