#include "sandbox/state/row_reader.hpp"

#include "lpaz/util/text.hpp"
#include "lpaz/util/time.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <utility>

namespace lpaz::sandbox::state {
namespace {

constexpr std::size_t k_longest_text = 1U << 20U;
constexpr std::size_t k_shown = 40; // of a wrong value

// The nanoseconds, which parse_rfc3339 ignores: it reads microseconds.
std::chrono::nanoseconds last_decimals(std::string_view text)
{
  const auto point = text.find('.');
  if (point == std::string_view::npos || text.size() < point + 10) {
    return {};
  }
  return std::chrono::nanoseconds(util::parse_integer(text.substr(point + 7, 3)).value_or(0));
}

std::string shown(const std::string& text)
{
  return util::make_visible(text.size() > k_shown ? text.substr(0, k_shown) + "…" : text);
}

} // namespace

RowReader::RowReader(const util::OrderedJson& object, std::string place)
    : m_object(object), m_place(std::move(place))
{
  if (!object.is_object()) {
    Error error;
    error.kind = ErrorKind::usage;
    error.message = m_place + " is not an object";
    m_error = std::move(error);
  }
}

const util::OrderedJson* RowReader::take(std::string_view name)
{
  m_asked.push_back(name);
  if (m_error) {
    return nullptr;
  }
  const auto found = m_object.find(name);
  if (found == m_object.end()) {
    return nullptr;
  }
  ++m_taken;
  return &*found;
}

void RowReader::complain(std::string_view name, std::string_view what)
{
  if (!m_error) {
    Error error;
    error.kind = ErrorKind::usage;
    error.message = fmt::format("{}.{} {}", m_place, name, what);
    m_error = std::move(error);
  }
}

void RowReader::absorb(Status inner)
{
  if (!inner && !m_error) {
    m_error = std::move(inner).error();
  }
}

Status RowReader::finish()
{
  if (!m_error && m_taken != m_object.size()) {
    for (const auto& [name, value] : m_object.items()) {
      if (std::ranges::find(m_asked, name) == m_asked.end()) {
        complain(shown(name), "is unknown");
      }
    }
    complain("", "has a member twice");
  }
  return m_error ? Status(fail(*m_error)) : Status();
}

void RowReader::document(std::string_view name, std::string& text)
{
  const auto* json = take(name);
  if (json == nullptr || !json->is_object()) {
    complain(name, json == nullptr ? "is missing" : "is not an object");
    return;
  }
  text = util::dump_json(*json);
}

void RowReader::read(const util::OrderedJson& json, std::string_view name, std::string& value)
{
  if (!json.is_string()) {
    complain(name, "is not a text");
    return;
  }
  value = json.get_ref<const std::string&>();
  if (value.size() > k_longest_text) {
    complain(name, "is longer than a megabyte");
  }
}

void RowReader::read(const util::OrderedJson& json, std::string_view name, bool& value)
{
  if (!json.is_boolean()) {
    complain(name, "is neither true nor false");
    return;
  }
  value = json.get<bool>();
}

void RowReader::read(const util::OrderedJson& json, std::string_view name, store::ObjectId& value)
{
  const auto id = json.is_string() ? store::ObjectId::parse(json.get_ref<const std::string&>())
                                   : std::optional<store::ObjectId>();
  if (!id) {
    complain(name, "is not an id");
    return;
  }
  value = *id;
}

void RowReader::read(const util::OrderedJson& json, std::string_view name, util::TimePoint& value)
{
  const auto time = json.is_string() ? util::parse_rfc3339(json.get_ref<const std::string&>())
                                     : std::optional<util::TimePoint>();
  if (!time) {
    complain(name, "is not a time");
    return;
  }
  value = *time + last_decimals(json.get_ref<const std::string&>());
}

void RowReader::read(const util::OrderedJson& json,
                     std::string_view name,
                     std::chrono::seconds& value)
{
  constexpr std::int64_t k_century = 100LL * 366 * 24 * 3600;
  value = std::chrono::seconds(read_integer(json, name, -k_century, k_century));
}

void RowReader::read(const util::OrderedJson& json,
                     std::string_view name,
                     std::shared_ptr<const util::OrderedJson>& value)
{
  if (!json.is_object()) {
    complain(name, "is not an object");
    return;
  }
  value = std::make_shared<const util::OrderedJson>(json);
}

void RowReader::read(const util::OrderedJson& json, std::string_view name, store::IdSet& value)
{
  std::vector<store::ObjectId> ids;
  read(json, name, ids);
  const std::size_t count = ids.size();
  value.assign(std::move(ids));
  if (value.size() != count) {
    complain(name, "has an id twice");
  }
}

void RowReader::read(const util::OrderedJson& json, std::string_view name, store::ResetScope& value)
{
  constexpr std::int64_t k_all_bits = 31;
  value = static_cast<store::ResetScope>(read_integer(json, name, 0, k_all_bits));
}

std::int64_t RowReader::read_integer(const util::OrderedJson& json,
                                     std::string_view name,
                                     std::int64_t lowest,
                                     std::int64_t highest)
{
  const bool fits =
      json.is_number_integer() &&
      (!json.is_number_unsigned() || std::in_range<std::int64_t>(json.get<std::uint64_t>()));
  const std::int64_t number = fits ? json.get<std::int64_t>() : 0;
  if (!fits || number < lowest || number > highest) {
    complain(name, "is not a whole number in range");
    return 0;
  }
  return number;
}

std::size_t RowReader::read_name(const util::OrderedJson& json,
                                 std::string_view name,
                                 std::span<const std::string_view> names)
{
  const auto known =
      json.is_string() ? std::ranges::find(names, json.get_ref<const std::string&>()) : names.end();
  if (known == names.end()) {
    complain(name, "has an unknown value");
    return 0;
  }
  return static_cast<std::size_t>(known - names.begin());
}

void RowReader::read_each(const util::OrderedJson& json,
                          std::string_view name,
                          const std::function<void(const util::OrderedJson&)>& visit)
{
  if (!json.is_array()) {
    complain(name, "is not a list");
    return;
  }
  for (const auto& element : json) {
    if (!m_error) {
      visit(element);
    }
  }
}

} // namespace lpaz::sandbox::state
