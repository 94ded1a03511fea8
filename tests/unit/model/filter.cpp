#include "model/filter.hpp"

#include "lpaz/util/text.hpp"
#include "lpaz/util/time.hpp"

#include <algorithm>
#include <stdexcept>

namespace lpaz::model {
namespace {

bool is_sign(char c)
{
  return c == '(' || c == ')' || c == ',' || c == ' ';
}

int compare(const std::string& left, const std::string& right)
{
  const auto left_time = util::parse_rfc3339(left);
  const auto right_time = util::parse_rfc3339(right);
  if (left.size() > 10 && right.size() > 10 && left_time && right_time) {
    return *left_time < *right_time ? -1 : *left_time > *right_time ? 1 : 0;
  }
  return util::to_lower(left).compare(util::to_lower(right));
}

bool holds(const std::string& left, const std::string& operation, const std::string& right)
{
  const int order = compare(left, right);
  if (operation == "eq" || operation == "in") {
    return order == 0;
  }
  if (operation == "ne") {
    return order != 0;
  }
  if (operation == "gt" || operation == "ge") {
    return order > 0 || (operation == "ge" && order == 0);
  }
  if (operation == "lt" || operation == "le") {
    return order < 0 || (operation == "le" && order == 0);
  }
  throw std::invalid_argument("operator " + operation);
}

bool holds_text(const std::string& function, const std::string& left, const std::string& right)
{
  const std::string whole = util::to_lower(left);
  const std::string part = util::to_lower(right);
  if (function == "startswith") {
    return whole.starts_with(part);
  }
  return function == "endswith" ? whole.ends_with(part) : whole.find(part) != std::string::npos;
}

class Evaluation {
public:
  Evaluation(const std::vector<std::string>& tokens, const Field& field)
      : m_tokens(tokens), m_field(field)
  {
  }

  bool any_of_all()
  {
    bool result = all();
    while (accept("or")) {
      const bool right = all();
      result = result || right;
    }
    return result;
  }
  bool at_end() const { return m_at == m_tokens.size(); }

private:
  bool all()
  {
    bool result = one();
    while (accept("and")) {
      const bool right = one();
      result = result && right;
    }
    return result;
  }

  bool one()
  {
    if (accept("not")) {
      return !one();
    }
    if (accept("(")) {
      const bool result = any_of_all();
      expect(")");
      return result;
    }
    const std::string word = take();
    if (word == "startswith" || word == "endswith" || word == "contains") {
      return text_function(word);
    }
    if (word.ends_with("/any")) {
      return any(word);
    }
    return comparison(word);
  }

  bool text_function(const std::string& function)
  {
    expect("(");
    const auto values = values_of(take());
    expect(",");
    const std::string right = literal(take());
    expect(")");
    return std::ranges::any_of(
        values, [&](const std::string& value) { return holds_text(function, value, right); });
  }

  // collection/any(x:x/id eq '…'): a path that begins with the variable is one of the collection.
  bool any(const std::string& word)
  {
    expect("(");
    std::string first = take();
    const auto colon = first.find(':');
    if (colon == std::string::npos) {
      throw std::invalid_argument(first);
    }
    m_variable = first.substr(0, colon) + "/";
    m_collection = word.substr(0, word.size() - 3);
    first = first.substr(colon + 1);
    const bool result = first.empty() ? any_of_all() : comparison(first);
    expect(")");
    m_variable.clear();
    return result;
  }

  bool comparison(const std::string& path)
  {
    const auto values = values_of(path);
    const std::string operation = take();
    std::vector<std::string> right;
    if (operation == "in") {
      expect("(");
      do {
        right.push_back(literal(take()));
      } while (accept(","));
      expect(")");
    } else {
      right.push_back(literal(take()));
    }
    return std::ranges::any_of(values, [&](const std::string& value) {
      return std::ranges::any_of(
          right, [&](const std::string& each) { return holds(value, operation, each); });
    });
  }

  std::vector<std::string> values_of(const std::string& path)
  {
    if (!m_variable.empty() && path.starts_with(m_variable)) {
      return m_field(m_collection + path.substr(m_variable.size()));
    }
    return m_field(path);
  }

  static std::string literal(const std::string& token)
  {
    return token.starts_with('\'') ? token.substr(1) : token;
  }
  bool accept(std::string_view token)
  {
    const bool found = m_at < m_tokens.size() && m_tokens[m_at] == token;
    m_at += found ? 1U : 0U;
    return found;
  }
  void expect(std::string_view token)
  {
    if (!accept(token)) {
      throw std::invalid_argument("expected " + std::string(token));
    }
  }
  const std::string& take()
  {
    if (m_at >= m_tokens.size()) {
      throw std::invalid_argument("the filter ends too early");
    }
    return m_tokens[m_at++];
  }

  const std::vector<std::string>& m_tokens;
  const Field& m_field;
  std::size_t m_at = 0;
  std::string m_variable;
  std::string m_collection;
};

} // namespace

Filter::Filter(std::string_view text)
{
  for (std::size_t at = 0; at < text.size();) {
    if (text[at] == ' ') {
      ++at;
    } else if (text[at] == '\'') {
      std::string value = "'";
      for (++at; at < text.size() && (text[at] != '\'' || text.substr(at).starts_with("''"));
           ++at) {
        value += text[at];
        at += text[at] == '\'' ? 1U : 0U;
      }
      ++at;
      m_tokens.push_back(std::move(value));
    } else if (is_sign(text[at])) {
      m_tokens.emplace_back(1, text[at++]);
    } else {
      const auto begin = at;
      while (at < text.size() && !is_sign(text[at])) {
        ++at;
      }
      m_tokens.emplace_back(text.substr(begin, at - begin));
    }
  }
}

bool Filter::matches(const Field& field) const
{
  if (m_tokens.empty()) {
    return true;
  }
  Evaluation evaluation(m_tokens, field);
  const bool result = evaluation.any_of_all();
  if (!evaluation.at_end()) {
    throw std::invalid_argument("the filter goes on");
  }
  return result;
}

} // namespace lpaz::model
