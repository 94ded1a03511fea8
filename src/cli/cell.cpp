#include "cli/cell.hpp"

#include "cli/display_width.hpp"

#include "lpaz/util/text.hpp"
#include "lpaz/util/time.hpp"

#include <nlohmann/json.hpp>

namespace lpaz::cli {
namespace {

using util::OrderedJson;

std::string cleaned(std::string text)
{
  return is_plain_ascii(text) ? std::move(text) : util::make_visible(text);
}

std::string shown_time(const std::string& text)
{
  if (const auto time = util::parse_rfc3339(text)) {
    return util::format_local(*time);
  }
  // Graph's word for "never".
  return text.starts_with("0001-01-01T") ? std::string(k_no_value) : cleaned(text);
}

std::string shown_value(ColumnKind kind, const OrderedJson& value)
{
  if (value.is_string()) {
    const auto& text = value.get_ref<const std::string&>();
    if (text.empty()) {
      return std::string(k_no_value);
    }
    return kind == ColumnKind::time ? shown_time(text) : cleaned(text);
  }
  if (value.is_boolean()) {
    return value.get<bool>() ? "yes" : "no";
  }
  return value.is_null() ? std::string(k_no_value) : cleaned(util::dump_json(value));
}

} // namespace

const OrderedJson* find_value(const OrderedJson& row, std::string_view name)
{
  const auto* members = row.get_ptr<const OrderedJson::object_t*>();
  if (members == nullptr) {
    return nullptr;
  }
  for (const auto& [key, value] : *members) {
    if (key == name) {
      return value.is_null() ? nullptr : &value;
    }
  }
  return nullptr;
}

std::vector<std::string> shown_lines(const Column& column, const OrderedJson* value)
{
  if (value == nullptr || (value->is_array() && value->empty())) {
    return {std::string(k_no_value)};
  }
  if (!value->is_array()) {
    return {shown_value(column.kind, *value)};
  }
  std::vector<std::string> lines;
  for (const OrderedJson& item : *value) {
    lines.push_back(shown_value(column.kind, item));
  }
  return lines;
}

std::string shown(const Column& column, const OrderedJson* value)
{
  if (value != nullptr && value->is_array()) {
    return util::join(shown_lines(column, value), ", ");
  }
  return value == nullptr ? std::string(k_no_value) : shown_value(column.kind, *value);
}

std::string plain(const OrderedJson* value)
{
  if (value == nullptr || value->is_null()) {
    return {};
  }
  if (value->is_string()) {
    return value->get<std::string>();
  }
  if (!value->is_array()) {
    return util::dump_json(*value);
  }
  std::vector<std::string> items;
  for (const OrderedJson& item : *value) {
    items.push_back(plain(&item));
  }
  return util::join(items, ";");
}

} // namespace lpaz::cli
