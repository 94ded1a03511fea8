#include "sandbox/graph/odata_lexer.hpp"

#include "sandbox/graph/api_error.hpp"

#include <fmt/format.h>

#include <optional>

namespace lpaz::sandbox::graph {
namespace {

bool is_space(char c)
{
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

bool is_word_character(char c)
{
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         std::string_view("_./-:+$@").find(c) != std::string_view::npos;
}

std::optional<TokenKind> punctuation(char c)
{
  switch (c) {
  case '(':
    return TokenKind::open;
  case ')':
    return TokenKind::close;
  case ',':
    return TokenKind::comma;
  default:
    return std::nullopt;
  }
}

// Reads a quoted text from its opening quote on; '' stands for one quote. False: no closing one.
bool read_text(std::string_view filter, std::size_t& at, std::string& value)
{
  for (++at; at < filter.size(); ++at) {
    if (filter[at] != '\'') {
      value += filter[at];
    } else if (at + 1 < filter.size() && filter[at + 1] == '\'') {
      value += '\'';
      ++at;
    } else {
      ++at;
      return true;
    }
  }
  return false;
}

} // namespace

std::unexpected<Error> filter_syntax_error(std::size_t position, std::string_view filter)
{
  return refuse(
      400,
      "BadRequest",
      fmt::format("Invalid filter clause: Syntax error at position {} in '{}'.", position, filter));
}

Result<std::vector<Token>> tokenize_filter(std::string_view filter)
{
  std::vector<Token> tokens;
  std::size_t at = 0;
  while (at < filter.size()) {
    const char c = filter[at];
    Token token{TokenKind::word, {}, at};
    if (is_space(c)) {
      ++at;
      continue;
    }
    if (const auto kind = punctuation(c)) {
      token.kind = *kind;
      ++at;
    } else if (c == '\'') {
      token.kind = TokenKind::text;
      if (!read_text(filter, at, token.value)) {
        return filter_syntax_error(token.position, filter);
      }
    } else {
      while (at < filter.size() && is_word_character(filter[at])) {
        token.value += filter[at++];
      }
      if (token.value.empty()) {
        return filter_syntax_error(at, filter);
      }
    }
    tokens.push_back(std::move(token));
  }
  tokens.push_back({TokenKind::end, {}, filter.size()});
  return tokens;
}

} // namespace lpaz::sandbox::graph
