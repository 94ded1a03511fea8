#include "cli/roff.hpp"

#include "lpaz/util/text.hpp"
#include "lpaz/util/utf8.hpp"

#include <fmt/format.h>

namespace lpaz::cli {
namespace {

constexpr std::size_t k_line_length = 79;

// A line that begins with a dot or an apostrophe would be a request.
std::string guarded(const std::string& line)
{
  const bool is_request = line.starts_with('.') || line.starts_with('\'');
  return is_request ? "\\&" + line : line;
}

std::string escaped_character(char32_t code_point)
{
  switch (code_point) {
  case '\\':
    return "\\(rs";
  case '-':
    return "\\-";
  case '"':
    return "\\(dq";
  case '\'':
    return "\\(aq";
  case '`':
    return "\\(ga";
  case '^':
    return "\\(ha";
  case '~':
    return "\\(ti";
  default:
    break;
  }
  return code_point < 0x80 ? std::string(1, static_cast<char>(code_point))
                           : fmt::format("\\[u{:04X}]", static_cast<std::uint32_t>(code_point));
}

} // namespace

std::string roff_escaped(std::string_view text)
{
  std::string result;
  while (!text.empty()) {
    const util::Character character = util::first_character(text);
    result += escaped_character(character.code_point);
    text.remove_prefix(character.length);
  }
  return result;
}

std::string roff_bold(std::string_view text)
{
  return "\\fB" + roff_escaped(text) + "\\fR";
}

std::string roff_italic(std::string_view text)
{
  return "\\fI" + roff_escaped(text) + "\\fR";
}

RoffPage::RoffPage(std::string_view title, std::string_view source)
{
  m_text = fmt::format(".\\\" Generated from the description of the command line; do not edit.\n"
                       ".TH {} 1 \"\" \"{}\" \"User commands\"\n"
                       ".nh\n.ad l\n",
                       roff_escaped(title),
                       roff_escaped(source));
}

void RoffPage::section(std::string_view title)
{
  m_text += fmt::format(".SH {}\n", roff_escaped(title));
  m_after_heading = true;
}

void RoffPage::subsection(std::string_view title)
{
  m_text += fmt::format(".SS {}\n", roff_escaped(title));
  m_after_heading = true;
}

void RoffPage::paragraph(std::string_view text)
{
  begin_paragraph();
  this->text(text);
}

void RoffPage::begin_paragraph()
{
  // Right after a heading the macro would have no effect.
  if (!m_after_heading) {
    m_text += ".PP\n";
  }
}

void RoffPage::text(std::string_view text)
{
  std::string line;
  for (const std::string_view word : util::split(text, ' ')) {
    const std::string escaped = roff_escaped(word);
    if (!line.empty() && line.size() + 1 + escaped.size() > k_line_length) {
      raw(line);
      line.clear();
    }
    line += (line.empty() ? "" : " ") + escaped;
  }
  raw(line);
}

void RoffPage::tagged(const std::string& tag, std::string_view text)
{
  m_text += ".TP\n";
  raw(tag);
  this->text(text);
}

void RoffPage::raw(const std::string& line)
{
  m_text += guarded(line) + "\n";
  m_after_heading = false;
}

void RoffPage::item(std::string_view text)
{
  m_text += ".IP \\(bu 2\n";
  this->text(text);
}

void RoffPage::example(std::string_view lines)
{
  begin_paragraph();
  m_text += ".nf\n.RS 2\n";
  for (const std::string_view line : util::split(lines, '\n')) {
    raw(roff_escaped(line));
  }
  m_text += ".RE\n.fi\n";
}

} // namespace lpaz::cli
