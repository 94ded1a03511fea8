#pragma once

#include <string>
#include <variant>
#include <vector>

namespace lpaz::sandbox::engine {

// What an expression gives: null, a truth value, text, or several texts. Numbers are texts, and an
// empty attribute of the directory is null.
using Value = std::variant<std::monostate, bool, std::string, std::vector<std::string>>;

bool is_null(const Value& value);
// True also for empty text and an empty list.
bool is_null_or_empty(const Value& value);
// "True", "False", the text, the first of several; empty for null.
std::string text_of(const Value& value);
std::vector<std::string> texts_of(const Value& value);
// True, or a text that says so, ignoring case.
bool truth_of(const Value& value);

} // namespace lpaz::sandbox::engine
