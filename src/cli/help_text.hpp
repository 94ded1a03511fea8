#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace lpaz::cli {

enum class BlockKind { heading, paragraph, item, verbatim };

// A piece of CommandDescription::help.
struct Block {
  BlockKind kind = BlockKind::paragraph;
  std::string text; // one line, but for verbatim; a heading without its colon
};

std::vector<Block> parse_help_text(std::string_view text);

// Breaks `text` between words into lines of at most `width` columns. All but the first line are
// indented by `indent`: the caller has written something before the first one.
std::string wrapped(std::string_view text, std::size_t width, std::size_t indent);

} // namespace lpaz::cli
