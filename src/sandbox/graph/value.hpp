#pragma once

#include "sandbox/graph/json_writer.hpp"
#include "sandbox/store/property.hpp"

#include <compare>
#include <optional>
#include <string>
#include <string_view>

namespace lpaz::sandbox::graph {

using store::text_or_null;
using store::Value;
using store::ValueType;

bool is_null(const Value& value);
// The text of a text or id.
std::optional<std::string> text_of(const Value& value);
// "Edm.String", …
std::string_view edm_name(ValueType type);

// Order of two values of one type; nothing if a null or another type makes them incomparable.
std::optional<std::weak_ordering> compare(const Value& a, const Value& b, bool case_sensitive);

void write(JsonWriter& writer, const Value& value);

} // namespace lpaz::sandbox::graph
