#pragma once

#include <string>
#include <string_view>

namespace lpaz::cli {

// Collects a page in the man(7) macros; all texts are escaped here.
class RoffPage {
public:
  // .TH; `title` in upper case by custom.
  RoffPage(std::string_view title, std::string_view source);

  void section(std::string_view title);
  void subsection(std::string_view title);
  void paragraph(std::string_view text);
  // Text within the current paragraph, wrapped in the source.
  void text(std::string_view text);
  // A tagged paragraph; `tag` may hold bold() and italic() and is not escaped.
  void tagged(const std::string& tag, std::string_view text);
  // A line with font changes made by bold() and italic(); not escaped.
  void raw(const std::string& line);
  void item(std::string_view text);
  // Lines shown as they are, in a fixed font where there is one.
  void example(std::string_view lines);

  std::string take() { return std::move(m_text); }

private:
  void begin_paragraph();

  std::string m_text;
  bool m_after_heading = false;
};

// Backslashes, hyphens, quotes and everything outside ASCII, so that each is printed as itself.
std::string roff_escaped(std::string_view text);
std::string roff_bold(std::string_view text);
std::string roff_italic(std::string_view text);

} // namespace lpaz::cli
