#include "cli/cell.hpp"
#include "cli/row_printers.hpp"

#include "lpaz/util/utf8.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <utility>

namespace lpaz::cli {
namespace {

using util::OrderedJson;

// What JSON allows raw but what could drive a terminal: DEL, C1 controls, bidirectional controls
// and the line separators.
bool drives_terminals(char32_t code_point)
{
  return (code_point >= 0x7f && code_point <= 0x9f) || code_point == 0x61c ||
         code_point == 0x200e || code_point == 0x200f ||
         (code_point >= 0x2028 && code_point <= 0x202e) ||
         (code_point >= 0x2066 && code_point <= 0x2069);
}

// Appends the escape that `rest` begins with and returns how many bytes it stands for; 0 if none.
std::size_t append_escape(std::string& result, std::string_view rest)
{
  const util::Character character = util::first_character(rest);
  if (!drives_terminals(character.code_point)) {
    return 0;
  }
  result += fmt::format("\\u{:04x}", static_cast<unsigned>(character.code_point));
  return character.length;
}

// Where the next byte stands with which what drives terminals begins.
std::size_t find_suspect(std::string_view text, std::size_t begin)
{
  const auto found =
      std::find_if(text.begin() + static_cast<std::ptrdiff_t>(begin), text.end(), [](char c) {
        return c < 0 ? c == '\xc2' || c == '\xd8' || c == '\xe2' : c == '\x7f';
      });
  return found == text.end() ? text.npos : static_cast<std::size_t>(found - text.begin());
}

// These bytes occur in JSON within strings only, so the text can be rewritten as a whole.
std::string without_terminal_controls(std::string json)
{
  std::size_t begin = find_suspect(json, 0);
  if (begin == std::string::npos) {
    return json;
  }
  std::string result;
  std::size_t copied = 0;
  for (; begin != std::string::npos; begin = find_suspect(json, begin)) {
    result.append(json, copied, begin - copied);
    const std::size_t escaped = append_escape(result, std::string_view(json).substr(begin));
    copied = begin + escaped;
    begin += std::max<std::size_t>(escaped, 1);
  }
  return result.append(json, copied);
}

bool is_plain(std::string_view text)
{
  return std::ranges::all_of(
      text, [](char c) { return c >= ' ' && c < '\x7f' && c != '"' && c != '\\'; });
}

// Most texts need no escape; looking for that is much faster than the serializer.
void append_json(std::string& line, const OrderedJson& value)
{
  if (value.is_null() || value.is_boolean()) {
    line += value.is_null() ? "null" : value.get<bool>() ? "true" : "false";
    return;
  }
  if (!value.is_string() || !is_plain(value.get_ref<const std::string&>())) {
    line += without_terminal_controls(util::dump_json(value, -1));
    return;
  }
  line += '"';
  line += value.get_ref<const std::string&>();
  line += '"';
}

// One line; the names of columns are ours and need no escape.
void append_line(std::string& line, const OrderedJson& row)
{
  char before = '{';
  for (const auto& [name, value] : row.items()) {
    line += before;
    line += '"';
    line += name;
    line += "\":";
    append_json(line, value);
    before = ',';
  }
  line += row.empty() ? "{}\n" : "}\n";
}

// Two columns further in; line ends in JSON stand between values only.
std::string indented(const std::string& json)
{
  std::string result = "  ";
  for (const char c : json) {
    result += c;
    if (c == '\n') {
      result += "  ";
    }
  }
  return result;
}

class JsonPrinter : public RowPrinter {
public:
  JsonPrinter(JsonLayout layout, std::optional<ColumnNames> members, OutputStream& out)
      : m_layout(layout), m_members(std::move(members)), m_out(out)
  {
  }

  Status row(const OrderedJson& row) override
  {
    const bool is_first = m_rows++ == 0;
    const OrderedJson picked = m_members ? pick(row) : OrderedJson();
    const OrderedJson& shown = m_members ? picked : row;
    switch (m_layout) {
    case JsonLayout::lines:
      m_line.clear();
      append_line(m_line, shown);
      return m_out.write(m_line);
    case JsonLayout::array:
      return m_out.write((is_first ? "[\n" : ",\n") + indented(text_of(shown)));
    case JsonLayout::object:
      break;
    }
    if (!is_first) {
      return fail(ErrorKind::defect, "a second row for a command that prints one object");
    }
    return m_out.write(text_of(shown) + "\n");
  }

  Status finish() override
  {
    if (m_layout == JsonLayout::array) {
      LPAZ_CHECK(m_out.write(m_rows == 0 ? "[]\n" : "\n]\n"));
    }
    return m_out.flush();
  }

private:
  static std::string text_of(const OrderedJson& row)
  {
    return without_terminal_controls(util::dump_json(row, 2));
  }

  OrderedJson pick(const OrderedJson& row) const
  {
    OrderedJson picked = OrderedJson::object();
    for (const std::string_view name : *m_members) {
      const OrderedJson* value = find_value(row, name);
      picked[std::string(name)] = value == nullptr ? OrderedJson() : *value;
    }
    return picked;
  }

  JsonLayout m_layout;
  std::optional<ColumnNames> m_members;
  OutputStream& m_out;
  std::size_t m_rows = 0;
  std::string m_line; // kept for its memory
};

} // namespace

std::unique_ptr<RowPrinter>
make_json_printer(JsonLayout layout, std::optional<ColumnNames> members, OutputStream& out)
{
  return std::make_unique<JsonPrinter>(layout, std::move(members), out);
}

} // namespace lpaz::cli
