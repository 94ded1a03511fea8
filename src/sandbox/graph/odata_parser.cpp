#include "sandbox/graph/odata_filter.hpp"
#include "sandbox/graph/odata_lexer.hpp"

#include "lpaz/util/text.hpp"

#include <algorithm>
#include <array>

namespace lpaz::sandbox::graph {
namespace {

constexpr int k_deepest = 50;
constexpr std::size_t k_most_tokens = 4000;

struct NamedOperator {
  std::string_view name;
  FilterOperator op;
};

constexpr std::array k_comparisons{
    NamedOperator{"eq", FilterOperator::equal},
    NamedOperator{"ne", FilterOperator::not_equal},
    NamedOperator{"gt", FilterOperator::greater},
    NamedOperator{"ge", FilterOperator::greater_or_equal},
    NamedOperator{"lt", FilterOperator::less},
    NamedOperator{"le", FilterOperator::less_or_equal},
};

constexpr std::array k_functions{
    NamedOperator{"startswith", FilterOperator::starts_with},
    NamedOperator{"endswith", FilterOperator::ends_with},
    NamedOperator{"contains", FilterOperator::contains},
};

template <std::size_t N>
std::optional<FilterOperator> operator_named(const std::array<NamedOperator, N>& operators,
                                             std::string_view name)
{
  for (const auto& known : operators) {
    if (util::equals_ignoring_case(known.name, name)) {
      return known.op;
    }
  }
  return std::nullopt;
}

// Recursive descent: or, and, not, primary.
class FilterParser {
public:
  FilterParser(std::string_view filter, std::vector<Token> tokens)
      : m_filter(filter), m_tokens(std::move(tokens))
  {
  }

  Result<FilterNode> parse()
  {
    LPAZ_TRY(FilterNode node, either(0));
    if (current().kind != TokenKind::end) {
      return error();
    }
    return node;
  }

private:
  const Token& current() const { return m_tokens[m_at]; }
  bool is_word(std::string_view word) const
  {
    return current().kind == TokenKind::word && current().value == word;
  }
  std::unexpected<Error> error() const { return filter_syntax_error(current().position, m_filter); }

  Status expect(TokenKind kind)
  {
    if (current().kind != kind) {
      return error();
    }
    ++m_at;
    return {};
  }

  // A chain of operands joined by `word`; a single operand is given back as it is.
  template <typename Operand>
  Result<FilterNode> chain(FilterOperator op, std::string_view word, Operand operand)
  {
    LPAZ_TRY(FilterNode first, operand());
    if (!is_word(word)) {
      return first;
    }
    FilterNode node;
    node.op = op;
    node.operands.push_back(std::move(first));
    while (is_word(word)) {
      ++m_at;
      LPAZ_TRY(FilterNode next, operand());
      node.operands.push_back(std::move(next));
    }
    return node;
  }

  Result<FilterNode> either(int depth)
  {
    if (depth > k_deepest) {
      return error();
    }
    return chain(FilterOperator::any_of, "or", [&] { return both(depth); });
  }

  Result<FilterNode> both(int depth)
  {
    return chain(FilterOperator::all_of, "and", [&] { return negation(depth); });
  }

  Result<FilterNode> negation(int depth)
  {
    if (!is_word("not")) {
      return primary(depth);
    }
    if (depth > k_deepest) {
      return error();
    }
    ++m_at;
    LPAZ_TRY(FilterNode inner, negation(depth + 1));
    FilterNode node;
    node.op = FilterOperator::none_of;
    node.operands.push_back(std::move(inner));
    return node;
  }

  Result<FilterNode> primary(int depth)
  {
    if (current().kind == TokenKind::open) {
      ++m_at;
      LPAZ_TRY(FilterNode inner, either(depth + 1));
      LPAZ_CHECK(expect(TokenKind::close));
      return inner;
    }
    if (current().kind != TokenKind::word) {
      return error();
    }
    const std::string word = current().value;
    ++m_at;
    if (current().kind != TokenKind::open) {
      return comparison(word);
    }
    if (word.ends_with("/any")) {
      return any(word.substr(0, word.size() - 4));
    }
    return function(word);
  }

  Result<FilterNode> comparison(const std::string& path)
  {
    FilterNode node;
    node.path = path;
    if (is_word("in")) {
      ++m_at;
      node.op = FilterOperator::in;
      return list(std::move(node));
    }
    const auto op = current().kind == TokenKind::word
                        ? operator_named(k_comparisons, current().value)
                        : std::nullopt;
    if (!op) {
      return error();
    }
    ++m_at;
    node.op = *op;
    LPAZ_CHECK(literal(node));
    return node;
  }

  Status literal(FilterNode& node)
  {
    if (current().kind != TokenKind::word && current().kind != TokenKind::text) {
      return error();
    }
    node.literals.push_back({current().value, current().kind == TokenKind::text});
    ++m_at;
    return {};
  }

  Result<FilterNode> list(FilterNode node)
  {
    LPAZ_CHECK(expect(TokenKind::open));
    LPAZ_CHECK(literal(node));
    while (current().kind == TokenKind::comma) {
      ++m_at;
      LPAZ_CHECK(literal(node));
    }
    LPAZ_CHECK(expect(TokenKind::close));
    return node;
  }

  // startsWith(path,'text'), also followed by "eq true" or "eq false".
  Result<FilterNode> function(const std::string& name)
  {
    const auto op = operator_named(k_functions, name);
    if (!op) {
      return error();
    }
    ++m_at;
    FilterNode node;
    node.op = *op;
    if (current().kind != TokenKind::word) {
      return error();
    }
    node.path = current().value;
    ++m_at;
    LPAZ_CHECK(expect(TokenKind::comma));
    LPAZ_CHECK(literal(node));
    LPAZ_CHECK(expect(TokenKind::close));
    return compared_with_truth(std::move(node));
  }

  Result<FilterNode> compared_with_truth(FilterNode node)
  {
    if (!is_word("eq")) {
      return node;
    }
    ++m_at;
    const bool is_false = is_word("false");
    if (!is_false && !is_word("true")) {
      return error();
    }
    ++m_at;
    if (!is_false) {
      return node;
    }
    FilterNode negated;
    negated.op = FilterOperator::none_of;
    negated.operands.push_back(std::move(node));
    return negated;
  }

  // path/any(x:x eq 'text')
  Result<FilterNode> any(const std::string& path)
  {
    ++m_at;
    std::string variable;
    while (current().kind == TokenKind::word && !is_word("eq")) {
      variable += current().value;
      ++m_at;
    }
    const auto colon = variable.find(':');
    if (colon == std::string::npos || colon == 0 ||
        variable.substr(0, colon) != variable.substr(colon + 1) || !is_word("eq")) {
      return error();
    }
    ++m_at;
    FilterNode node;
    node.op = FilterOperator::any_equal;
    node.path = path;
    LPAZ_CHECK(literal(node));
    LPAZ_CHECK(expect(TokenKind::close));
    return node;
  }

  std::string_view m_filter;
  std::vector<Token> m_tokens;
  std::size_t m_at = 0;
};

} // namespace

Result<FilterNode> parse_filter(std::string_view filter)
{
  LPAZ_TRY(std::vector<Token> tokens, tokenize_filter(filter));
  if (tokens.size() > k_most_tokens) {
    return filter_syntax_error(0, filter.substr(0, 100));
  }
  return FilterParser(filter, std::move(tokens)).parse();
}

} // namespace lpaz::sandbox::graph
