#pragma once

#include "sandbox/graph/json_writer.hpp"
#include "sandbox/store/object_id.hpp"

#include "lpaz/util/clock.hpp"

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace lpaz::sandbox::graph {

// How a property travels and what a filter may compare it with.
enum class ValueType {
  text, // ids of directory objects included: Graph declares them as Edm.String
  guid, // Edm.Guid: literals without quotes
  boolean,
  integer,
  time,
  text_list, // any(x:x eq '…')
  complex,   // selectable only
  relation,  // there only with $expand
};

// The value of one property; std::monostate is null. A text view points into the directory.
using Value = std::variant<std::monostate,
                           bool,
                           std::int64_t,
                           std::string,
                           std::string_view,
                           util::TimePoint,
                           store::ObjectId>;

// Null for an empty text, which is how the store keeps null.
Value text_or_null(std::string_view text);

bool is_null(const Value& value);
// The text of a text or id.
std::optional<std::string> text_of(const Value& value);
// "Edm.String", …
std::string_view edm_name(ValueType type);

// Order of two values of one type; nothing if a null or another type makes them incomparable.
std::optional<std::weak_ordering> compare(const Value& a, const Value& b, bool case_sensitive);

void write(JsonWriter& writer, const Value& value);

} // namespace lpaz::sandbox::graph
