#include "cli/cell.hpp"
#include "cli/row_printers.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <utility>

namespace lpaz::cli {
namespace {

using util::OrderedJson;

struct Escape {
  std::string_view bytes; // UTF-8
  std::string_view escape;
};

// What JSON allows raw but what could drive a terminal: DEL and the bidirectional controls and
// line separators. C1 controls are made by rule.
constexpr Escape k_escapes[] = {
    {"\x7f", "\\u007f"},
    {"\xd8\x9c", "\\u061c"},
    {"\xe2\x80\x8e", "\\u200e"},
    {"\xe2\x80\x8f", "\\u200f"},
    {"\xe2\x80\xa8", "\\u2028"},
    {"\xe2\x80\xa9", "\\u2029"},
    {"\xe2\x80\xaa", "\\u202a"},
    {"\xe2\x80\xab", "\\u202b"},
    {"\xe2\x80\xac", "\\u202c"},
    {"\xe2\x80\xad", "\\u202d"},
    {"\xe2\x80\xae", "\\u202e"},
    {"\xe2\x81\xa6", "\\u2066"},
    {"\xe2\x81\xa7", "\\u2067"},
    {"\xe2\x81\xa8", "\\u2068"},
    {"\xe2\x81\xa9", "\\u2069"},
};

// Appends the escape that `rest` begins with and returns how many bytes it stands for; 0 if none.
std::size_t append_escape(std::string& result, std::string_view rest)
{
  if (rest.size() > 1 && rest[0] == '\xc2' && static_cast<unsigned char>(rest[1]) < 0xa0) {
    result += fmt::format("\\u{:04x}", static_cast<unsigned char>(rest[1]));
    return 2;
  }
  for (const Escape& escape : k_escapes) {
    if (rest.starts_with(escape.bytes)) {
      result += escape.escape;
      return escape.bytes.size();
    }
  }
  return 0;
}

// These bytes occur in JSON within strings only, so the text can be rewritten as a whole.
std::string without_terminal_controls(const std::string& json)
{
  constexpr std::string_view k_first_bytes = "\x7f\xc2\xd8\xe2";
  std::size_t begin = json.find_first_of(k_first_bytes);
  if (begin == std::string::npos) {
    return json;
  }
  std::string result;
  std::size_t copied = 0;
  for (; begin != std::string::npos; begin = json.find_first_of(k_first_bytes, begin)) {
    result.append(json, copied, begin - copied);
    const std::size_t escaped = append_escape(result, std::string_view(json).substr(begin));
    copied = begin + escaped;
    begin += std::max<std::size_t>(escaped, 1);
  }
  return result.append(json, copied);
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
    const std::string json = text_of(row);
    switch (m_layout) {
    case JsonLayout::lines:
      return m_out.write(json + "\n");
    case JsonLayout::array:
      return m_out.write((is_first ? "[\n" : ",\n") + indented(json));
    case JsonLayout::object:
      break;
    }
    if (!is_first) {
      return fail(ErrorKind::defect, "a second row for a command that prints one object");
    }
    return m_out.write(json + "\n");
  }

  Status finish() override
  {
    if (m_layout == JsonLayout::array) {
      LPAZ_CHECK(m_out.write(m_rows == 0 ? "[]\n" : "\n]\n"));
    }
    return m_out.flush();
  }

private:
  std::string text_of(const OrderedJson& row) const
  {
    const int indent = m_layout == JsonLayout::lines ? -1 : 2;
    if (!m_members) {
      return without_terminal_controls(util::dump_json(row, indent));
    }
    OrderedJson picked = OrderedJson::object();
    for (const std::string_view name : *m_members) {
      const OrderedJson* value = find_value(row, name);
      picked[std::string(name)] = value == nullptr ? OrderedJson() : *value;
    }
    return without_terminal_controls(util::dump_json(picked, indent));
  }

  JsonLayout m_layout;
  std::optional<ColumnNames> m_members;
  OutputStream& m_out;
  std::size_t m_rows = 0;
};

} // namespace

std::unique_ptr<RowPrinter>
make_json_printer(JsonLayout layout, std::optional<ColumnNames> members, OutputStream& out)
{
  return std::make_unique<JsonPrinter>(layout, std::move(members), out);
}

} // namespace lpaz::cli
