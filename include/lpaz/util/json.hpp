#pragma once

#include "lpaz/util/result.hpp"

#include <nlohmann/json_fwd.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace lpaz::util {

using Json = nlohmann::json;
using OrderedJson = nlohmann::ordered_json;

// Parses untrusted text; `what` names it in the error ("answer of the token endpoint"). Refuses
// texts that nest deeper than 128, so that no later walk can exhaust the stack.
Result<Json> parse_json(std::string_view text, std::string_view what);
// The same with the members kept in the order of the text; // and /* */ comments are allowed.
Result<OrderedJson> parse_ordered_json(std::string_view text, std::string_view what);

// The first member that an object of this text has twice; of a text that was parsed before.
std::optional<std::string> doubled_member(std::string_view text);

// Never throws: bytes that are not UTF-8 become U+FFFD.
std::string dump_json(const Json& json);
std::string dump_json(const OrderedJson& json, int indent = -1);

// Typed getters. Absent, null and a wrong type are all "not there"; `object` may be any JSON value.
const Json* find_member(const Json& object, std::string_view key); // nullptr also for null
const Json* find_object(const Json& object, std::string_view key);
const Json* find_array(const Json& object, std::string_view key);
std::optional<std::string> find_string(const Json& object, std::string_view key);
std::optional<bool> find_bool(const Json& object, std::string_view key);
std::optional<std::int64_t> find_integer(const Json& object, std::string_view key);
// The text, or empty.
std::string string_at(const Json& object, std::string_view key);
bool bool_at(const Json& object, std::string_view key, bool fallback = false);
std::int64_t integer_at(const Json& object, std::string_view key, std::int64_t fallback = 0);
// Fails with ErrorKind::failed: "<what> has no text member <key>".
Result<std::string> require_string(const Json& object, std::string_view key, std::string_view what);

} // namespace lpaz::util
