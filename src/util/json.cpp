#include "lpaz/util/json.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <set>
#include <utility>
#include <vector>

namespace lpaz::util {
namespace {

constexpr int k_deepest = 128;

// The last character of the comment that begins at `begin`, or `begin` where none does.
std::size_t comment_end(std::string_view text, std::size_t begin)
{
  const auto opening = text.substr(begin, 2);
  if (opening == "//") {
    return std::min(text.find('\n', begin), text.size());
  }
  if (opening == "/*") {
    return std::min(text.find("*/", begin + 2), text.size() - 1) + 1;
  }
  return begin;
}

// Counts brackets outside strings and comments; does not judge whether the text is JSON otherwise.
bool nests_too_deep(std::string_view text)
{
  int depth = 0;
  bool in_string = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (in_string) {
      i += c == '\\' ? 1 : 0;
      in_string = c != '"';
    } else if (c == '"') {
      in_string = true;
    } else if (c == '/') {
      i = comment_end(text, i);
    } else if (c == '[' || c == '{') {
      if (++depth > k_deepest) {
        return true;
      }
    } else if (c == ']' || c == '}') {
      --depth;
    }
  }
  return false;
}

template <typename AnyJson>
Result<AnyJson> parse(std::string_view text, std::string_view what, bool comments)
{
  if (nests_too_deep(text)) {
    return fail(ErrorKind::failed, fmt::format("the {} is nested too deeply", what));
  }
  auto json = AnyJson::parse(text, nullptr, false, comments);
  if (json.is_discarded()) {
    return fail(ErrorKind::failed, fmt::format("the {} is not JSON", what));
  }
  return json;
}

} // namespace

Result<Json> parse_json(std::string_view text, std::string_view what)
{
  return parse<Json>(text, what, false);
}

Result<OrderedJson> parse_ordered_json(std::string_view text, std::string_view what)
{
  return parse<OrderedJson>(text, what, true);
}

std::optional<std::string> doubled_member(std::string_view text)
{
  std::vector<std::set<std::string>> open; // the members so far of each object around
  std::optional<std::string> doubled;
  const auto look = [&open, &doubled](int, OrderedJson::parse_event_t event, OrderedJson& parsed) {
    if (event == OrderedJson::parse_event_t::object_start) {
      open.emplace_back();
    } else if (event == OrderedJson::parse_event_t::object_end) {
      open.pop_back();
    } else if (event == OrderedJson::parse_event_t::key) {
      const auto& name = parsed.get_ref<const std::string&>();
      doubled = open.back().insert(name).second || doubled ? doubled : std::optional(name);
    }
    return true;
  };
  const OrderedJson whole = OrderedJson::parse(text, look, false, true);
  return whole.is_discarded() ? std::nullopt : doubled;
}

std::string dump_json(const Json& json)
{
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string dump_json(const OrderedJson& json, int indent)
{
  return json.dump(indent, ' ', false, OrderedJson::error_handler_t::replace);
}

const Json* find_member(const Json& object, std::string_view key)
{
  if (!object.is_object()) {
    return nullptr;
  }
  const auto found = object.find(key);
  return found == object.end() || found->is_null() ? nullptr : &*found;
}

const Json* find_object(const Json& object, std::string_view key)
{
  const Json* member = find_member(object, key);
  return member != nullptr && member->is_object() ? member : nullptr;
}

const Json* find_array(const Json& object, std::string_view key)
{
  const Json* member = find_member(object, key);
  return member != nullptr && member->is_array() ? member : nullptr;
}

std::optional<std::string> find_string(const Json& object, std::string_view key)
{
  const Json* member = find_member(object, key);
  if (member == nullptr || !member->is_string()) {
    return std::nullopt;
  }
  return member->get_ref<const std::string&>();
}

std::optional<bool> find_bool(const Json& object, std::string_view key)
{
  const Json* member = find_member(object, key);
  if (member == nullptr || !member->is_boolean()) {
    return std::nullopt;
  }
  return member->get<bool>();
}

std::optional<std::int64_t> find_integer(const Json& object, std::string_view key)
{
  const Json* member = find_member(object, key);
  if (member == nullptr || !member->is_number_integer()) {
    return std::nullopt;
  }
  if (member->is_number_unsigned() && !std::in_range<std::int64_t>(member->get<std::uint64_t>())) {
    return std::nullopt;
  }
  return member->get<std::int64_t>();
}

std::string string_at(const Json& object, std::string_view key)
{
  return find_string(object, key).value_or("");
}

bool bool_at(const Json& object, std::string_view key, bool fallback)
{
  return find_bool(object, key).value_or(fallback);
}

std::int64_t integer_at(const Json& object, std::string_view key, std::int64_t fallback)
{
  return find_integer(object, key).value_or(fallback);
}

Result<std::string> require_string(const Json& object, std::string_view key, std::string_view what)
{
  auto text = find_string(object, key);
  if (!text) {
    return fail(ErrorKind::failed, fmt::format("the {} has no text member \"{}\"", what, key));
  }
  return *std::move(text);
}

} // namespace lpaz::util
