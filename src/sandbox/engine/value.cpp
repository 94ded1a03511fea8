#include "sandbox/engine/value.hpp"

#include "lpaz/util/text.hpp"

namespace lpaz::sandbox::engine {

bool is_null(const Value& value)
{
  return std::holds_alternative<std::monostate>(value);
}

bool is_null_or_empty(const Value& value)
{
  return texts_of(value).empty() || text_of(value).empty();
}

std::string text_of(const Value& value)
{
  if (const bool* truth = std::get_if<bool>(&value)) {
    return *truth ? "True" : "False";
  }
  if (const auto* text = std::get_if<std::string>(&value)) {
    return *text;
  }
  const auto* texts = std::get_if<std::vector<std::string>>(&value);
  return texts == nullptr || texts->empty() ? std::string() : texts->front();
}

std::vector<std::string> texts_of(const Value& value)
{
  if (const auto* texts = std::get_if<std::vector<std::string>>(&value)) {
    return *texts;
  }
  if (is_null(value)) {
    return {};
  }
  return {text_of(value)};
}

bool truth_of(const Value& value)
{
  return util::equals_ignoring_case(text_of(value), "true");
}

} // namespace lpaz::sandbox::engine
