#include "sandbox/engine/expression.hpp"
#include "sandbox/engine/function.hpp"

#include "lpaz/util/text.hpp"

#include <cctype>
#include <cstddef>
#include <utility>

namespace lpaz::sandbox::engine {
namespace {

constexpr std::size_t k_longest_expression = 16'384;
constexpr int k_deepest = 32;

// Recursive descent over:  value [("=" | "<>") value]
//   value = "text" | [attribute] | number | word | function "(" [value] {"," [value]} ")"
class Parser {
public:
  explicit Parser(std::string_view text) : m_text(text) {}

  Result<Expression> parse()
  {
    LPAZ_TRY(auto expression, comparison(0));
    skip_space();
    if (m_position != m_text.size()) {
      return error("unexpected text");
    }
    return expression;
  }

private:
  Result<Expression> comparison(int depth)
  {
    LPAZ_TRY(auto left, value(depth));
    skip_space();
    std::string operation;
    if (take('=')) {
      operation = "=";
    } else if (m_text.substr(m_position, 2) == "<>") {
      m_position += 2;
      operation = "<>";
    } else {
      return left;
    }
    LPAZ_TRY(auto right, value(depth));
    Expression call{Expression::Kind::call, std::move(operation), {}};
    call.arguments.push_back(std::move(left));
    call.arguments.push_back(std::move(right));
    return call;
  }

  Result<Expression> value(int depth)
  {
    if (depth > k_deepest) {
      return error("nested too deep");
    }
    skip_space();
    if (take('"')) {
      return quoted();
    }
    if (take('[')) {
      return bracketed();
    }
    std::string word = read_word();
    if (word.empty()) {
      return error("a value is missing");
    }
    skip_space();
    if (take('(')) {
      return call(std::move(word), depth);
    }
    return Expression::constant(std::move(word));
  }

  Result<Expression> quoted()
  {
    std::string text;
    while (m_position < m_text.size()) {
      char c = m_text[m_position++];
      if (c == '"') {
        return Expression::constant(std::move(text));
      }
      if (c == '\\' && m_position < m_text.size() && is_escapable(m_text[m_position])) {
        c = m_text[m_position++];
      }
      text += c;
    }
    return error("the closing quotation mark is missing");
  }

  Result<Expression> bracketed()
  {
    const std::size_t end = m_text.find(']', m_position);
    if (end == std::string_view::npos) {
      return error("the closing bracket is missing");
    }
    const auto name = util::trim(m_text.substr(m_position, end - m_position));
    m_position = end + 1;
    if (name.empty()) {
      return error("an attribute name is missing");
    }
    return Expression::attribute(std::string(name));
  }

  Result<Expression> call(std::string name, int depth)
  {
    const Function* function = find_function(name);
    if (function == nullptr) {
      return error("no function is called " + name);
    }
    Expression result{Expression::Kind::call, std::string(function->name), {}};
    LPAZ_CHECK(read_arguments(result, depth));
    const std::size_t count = result.arguments.size();
    if (count < function->fewest || count > function->most) {
      return error(name + " does not take " +
                   util::plural(static_cast<long long>(count), "argument"));
    }
    return result;
  }

  Status read_arguments(Expression& call, int depth)
  {
    skip_space();
    if (take(')')) {
      return {};
    }
    while (true) {
      skip_space();
      if (peek() == ',' || peek() == ')') {
        call.arguments.emplace_back(); // nothing between two commas is null
      } else {
        LPAZ_TRY(auto argument, comparison(depth + 1));
        call.arguments.push_back(std::move(argument));
      }
      skip_space();
      if (take(')')) {
        return {};
      }
      if (!take(',')) {
        return error("a comma or closing parenthesis is missing");
      }
    }
  }

  std::string read_word()
  {
    const std::size_t begin = m_position;
    while (m_position < m_text.size() && is_word(m_text[m_position])) {
      ++m_position;
    }
    return std::string(m_text.substr(begin, m_position - begin));
  }

  static bool is_word(char c)
  {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '-' || c == '.';
  }
  static bool is_escapable(char c) { return c == '"' || c == '\\'; }
  char peek() const { return m_position < m_text.size() ? m_text[m_position] : '\0'; }

  bool take(char c)
  {
    if (peek() != c || m_position >= m_text.size()) {
      return false;
    }
    ++m_position;
    return true;
  }

  void skip_space()
  {
    while (m_position < m_text.size() &&
           std::isspace(static_cast<unsigned char>(m_text[m_position])) != 0) {
      ++m_position;
    }
  }

  std::unexpected<Error> error(const std::string& what) const
  {
    return fail(ErrorKind::usage,
                "expression, character " + std::to_string(m_position + 1) + ": " + what);
  }

  std::string_view m_text;
  std::size_t m_position = 0;
};

} // namespace

Expression Expression::constant(std::string text)
{
  return {Kind::constant, std::move(text), {}};
}

Expression Expression::attribute(std::string name)
{
  return {Kind::attribute, std::move(name), {}};
}

Result<Expression> parse_expression(std::string_view text)
{
  if (text.size() > k_longest_expression) {
    return fail(ErrorKind::usage,
                "expression: longer than " + std::to_string(k_longest_expression));
  }
  return Parser(text).parse();
}

void for_each_attribute(const Expression& expression,
                        const std::function<void(std::string_view name)>& visit)
{
  if (expression.kind == Expression::Kind::attribute) {
    visit(expression.text);
  }
  for (const auto& argument : expression.arguments) {
    for_each_attribute(argument, visit);
  }
}

} // namespace lpaz::sandbox::engine
