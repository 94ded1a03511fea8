#pragma once

#include "lpaz/util/result.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace lpaz::sandbox::graph {

enum class TokenKind { word, text, open, close, comma, end };

// A word is a path, an operator or a literal without quotes; a text had quotes, which are gone.
struct Token {
  TokenKind kind = TokenKind::end;
  std::string value;
  std::size_t position = 0;
};

// Splits a $filter. The last token is `end`. Fails with 400 on an open quote or a stray character.
Result<std::vector<Token>> tokenize_filter(std::string_view filter);

// 400 "Invalid filter clause: Syntax error at position …".
std::unexpected<Error> filter_syntax_error(std::size_t position, std::string_view filter);

} // namespace lpaz::sandbox::graph
