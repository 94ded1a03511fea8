#include "cli/help_text.hpp"

#include "cli/display_width.hpp"

#include "lpaz/util/text.hpp"

namespace lpaz::cli {
namespace {

bool is_heading(std::string_view line)
{
  return line.size() > 1 && line.ends_with(':') && line.front() >= 'A' && line.front() <= 'Z' &&
         line.find(' ') == std::string_view::npos;
}

BlockKind kind_of(std::string_view line)
{
  if (line.starts_with("  ")) {
    return BlockKind::verbatim;
  }
  if (line.starts_with("- ")) {
    return BlockKind::item;
  }
  return is_heading(line) ? BlockKind::heading : BlockKind::paragraph;
}

// Whether a line of this kind goes on with the block before it.
bool continues(BlockKind block, BlockKind line)
{
  return (block == BlockKind::verbatim && line == BlockKind::verbatim) ||
         ((block == BlockKind::paragraph || block == BlockKind::item) &&
          line == BlockKind::paragraph);
}

Block begin_block(BlockKind kind, std::string_view line)
{
  switch (kind) {
  case BlockKind::heading:
    line.remove_suffix(1);
    break;
  case BlockKind::item:
  case BlockKind::verbatim:
    line.remove_prefix(2);
    break;
  case BlockKind::paragraph:
    break;
  }
  return {kind, std::string(line)};
}

} // namespace

std::vector<Block> parse_help_text(std::string_view text)
{
  std::vector<Block> blocks;
  bool after_blank = true;
  for (const std::string_view line : util::split(text, '\n')) {
    if (util::trim(line).empty()) {
      after_blank = true;
      continue;
    }
    const bool in_item = !blocks.empty() && !after_blank && blocks.back().kind == BlockKind::item;
    const bool is_text = (in_item && line.starts_with("  ")) || (!after_blank && is_heading(line));
    const BlockKind kind = is_text ? BlockKind::paragraph : kind_of(line);
    if (!after_blank && continues(blocks.back().kind, kind)) {
      const bool verbatim = kind == BlockKind::verbatim;
      blocks.back().text += verbatim ? "\n" : " ";
      blocks.back().text += verbatim ? line.substr(2) : util::trim(line);
    } else {
      blocks.push_back(begin_block(kind, line));
    }
    after_blank = false;
  }
  return blocks;
}

std::string wrapped(std::string_view text, std::size_t width, std::size_t indent)
{
  std::string result;
  std::size_t column = indent;
  for (const std::string_view word : util::split(text, ' ')) {
    if (word.empty()) {
      continue;
    }
    const std::size_t length = display_width(word);
    if (column > indent && column + 1 + length > width) {
      result += "\n" + std::string(indent, ' ');
      column = indent;
    } else if (column > indent) {
      result += ' ';
      ++column;
    }
    result += word;
    column += length;
  }
  return result;
}

} // namespace lpaz::cli
