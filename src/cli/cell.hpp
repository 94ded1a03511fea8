#pragma once

#include "lpaz/cli/rows.hpp"
#include "lpaz/util/json.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace lpaz::cli {

// How a person reads that there is no value.
inline constexpr std::string_view k_no_value = "-";

// The value of `name` in a row; nullptr if it is absent or null.
const util::OrderedJson* find_value(const util::OrderedJson& row, std::string_view name);

// A value as a person reads it, safe on a terminal: "-" for none, yes or no, local time.
std::string shown(const Column& column, const util::OrderedJson* value);
// The same, a list giving one text for each item; never empty.
std::vector<std::string> shown_lines(const Column& column, const util::OrderedJson* value);

// A value as CSV and TSV have it, before quoting: nothing for none, true or false, lists joined
// with ";", everything else as in JSON.
std::string plain(const util::OrderedJson* value);

} // namespace lpaz::cli
