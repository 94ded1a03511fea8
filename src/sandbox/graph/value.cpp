#include "sandbox/graph/value.hpp"

#include "lpaz/util/text.hpp"
#include "lpaz/util/time.hpp"

#include <algorithm>

namespace lpaz::sandbox::graph {
namespace {

struct TextView {
  std::string_view view;
  std::string owned;
  bool is_text = false;
};

// Ids are compared as texts, because that is what clients send for them.
TextView view_of(const Value& value)
{
  TextView result;
  if (const auto* text = std::get_if<std::string>(&value)) {
    result.view = *text;
    result.is_text = true;
  } else if (const auto* view = std::get_if<std::string_view>(&value)) {
    result.view = *view;
    result.is_text = true;
  } else if (const auto* id = std::get_if<store::ObjectId>(&value)) {
    result.owned = id->text();
    result.is_text = true;
  }
  return result;
}

char lower(char c)
{
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}

std::weak_ordering compare_texts(std::string_view a, std::string_view b, bool case_sensitive)
{
  if (case_sensitive) {
    return a <=> b;
  }
  return std::lexicographical_compare_three_way(
      a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) {
        return std::weak_ordering(static_cast<unsigned char>(lower(x)) <=>
                                  static_cast<unsigned char>(lower(y)));
      });
}

} // namespace

bool is_null(const Value& value)
{
  return std::holds_alternative<std::monostate>(value);
}

std::optional<std::string> text_of(const Value& value)
{
  const TextView text = view_of(value);
  if (!text.is_text) {
    return std::nullopt;
  }
  return text.owned.empty() ? std::string(text.view) : text.owned;
}

std::string_view edm_name(ValueType type)
{
  switch (type) {
  case ValueType::text:
    return "Edm.String";
  case ValueType::guid:
    return "Edm.Guid";
  case ValueType::boolean:
    return "Edm.Boolean";
  case ValueType::integer:
    return "Edm.Int64";
  case ValueType::time:
    return "Edm.DateTimeOffset";
  case ValueType::text_list:
    return "Collection(Edm.String)";
  case ValueType::complex:
  case ValueType::relation:
    break;
  }
  return "Edm.Untyped";
}

std::optional<std::weak_ordering> compare(const Value& a, const Value& b, bool case_sensitive)
{
  if (const auto x = view_of(a), y = view_of(b); x.is_text && y.is_text) {
    return compare_texts(x.owned.empty() ? x.view : std::string_view(x.owned),
                         y.owned.empty() ? y.view : std::string_view(y.owned),
                         case_sensitive);
  }
  if (a.index() != b.index() || is_null(a)) {
    return std::nullopt;
  }
  if (const auto* flag = std::get_if<bool>(&a)) {
    return *flag <=> std::get<bool>(b);
  }
  if (const auto* number = std::get_if<std::int64_t>(&a)) {
    return *number <=> std::get<std::int64_t>(b);
  }
  const auto x = std::get<util::TimePoint>(a).time_since_epoch().count();
  return x <=> std::get<util::TimePoint>(b).time_since_epoch().count();
}

void write(JsonWriter& writer, const Value& value)
{
  if (const auto* flag = std::get_if<bool>(&value)) {
    writer.boolean(*flag);
  } else if (const auto* number = std::get_if<std::int64_t>(&value)) {
    writer.integer(*number);
  } else if (const auto* time = std::get_if<util::TimePoint>(&value)) {
    writer.text(util::format_rfc3339(*time));
  } else if (const TextView text = view_of(value); text.is_text) {
    writer.text(text.owned.empty() ? text.view : std::string_view(text.owned));
  } else {
    writer.null();
  }
}

} // namespace lpaz::sandbox::graph
