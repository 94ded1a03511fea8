#pragma once

#include "lpaz/util/json.hpp"

#include <string>
#include <string_view>

namespace lpaz::sandbox::engine {

// The getters of util/json.hpp for a schema, which is kept in the order in which it came. Absent,
// null and a wrong type all give the empty value.
const util::OrderedJson& array_at(const util::OrderedJson& json, std::string_view key);
const util::OrderedJson& object_at(const util::OrderedJson& json, std::string_view key);
std::string text_at(const util::OrderedJson& json, std::string_view key);
long long number_at(const util::OrderedJson& json, std::string_view key);
bool truth_at(const util::OrderedJson& json, std::string_view key);

} // namespace lpaz::sandbox::engine
