#include "sandbox/graph/json_writer.hpp"

#include <algorithm>

namespace lpaz::sandbox::graph {
namespace {

constexpr std::string_view k_digits = "0123456789abcdef";

bool needs_escape(char c)
{
  return static_cast<unsigned char>(c) < 0x20 || c == '"' || c == '\\';
}

void append_escaped(std::string& out, char c)
{
  switch (c) {
  case '"':
  case '\\':
    out += '\\';
    out += c;
    return;
  case '\n':
    out += "\\n";
    return;
  default:
    out += "\\u00";
    out += k_digits[static_cast<unsigned char>(c) >> 4U];
    out += k_digits[static_cast<unsigned char>(c) & 15U];
  }
}

void append_quoted(std::string& out, std::string_view text)
{
  out += '"';
  if (std::ranges::none_of(text, needs_escape)) {
    out += text;
  } else {
    for (const char c : text) {
      if (needs_escape(c)) {
        append_escaped(out, c);
      } else {
        out += c;
      }
    }
  }
  out += '"';
}

} // namespace

void JsonWriter::separate()
{
  if (m_needs_comma) {
    m_out += ',';
  }
  m_needs_comma = true;
}

void JsonWriter::begin_object()
{
  separate();
  m_out += '{';
  m_needs_comma = false;
}

void JsonWriter::end_object()
{
  m_out += '}';
  m_needs_comma = true;
}

void JsonWriter::begin_array()
{
  separate();
  m_out += '[';
  m_needs_comma = false;
}

void JsonWriter::end_array()
{
  m_out += ']';
  m_needs_comma = true;
}

void JsonWriter::key(std::string_view name)
{
  separate();
  append_quoted(m_out, name);
  m_out += ':';
  m_needs_comma = false;
}

void JsonWriter::text(std::string_view value)
{
  separate();
  append_quoted(m_out, value);
}

void JsonWriter::boolean(bool value)
{
  raw(value ? "true" : "false");
}

void JsonWriter::integer(std::int64_t value)
{
  raw(std::to_string(value));
}

void JsonWriter::null()
{
  raw("null");
}

void JsonWriter::raw(std::string_view json)
{
  separate();
  m_out += json;
}

void JsonWriter::member(std::string_view name, std::string_view value)
{
  key(name);
  text(value);
}

} // namespace lpaz::sandbox::graph
