#include "lpaz/util/environment.hpp"

#include <unistd.h>

#include <utility>

namespace lpaz::util {

Environment::Environment(std::map<std::string, std::string, std::less<>> variables)
    : m_variables(std::move(variables))
{
}

Environment Environment::of_process()
{
  std::map<std::string, std::string, std::less<>> variables;
  for (char** entry = environ; entry != nullptr && *entry != nullptr; ++entry) {
    const std::string_view text = *entry;
    const auto equals = text.find('=');
    if (equals != std::string_view::npos) {
      variables.emplace(text.substr(0, equals), text.substr(equals + 1));
    }
  }
  return Environment(std::move(variables));
}

std::optional<std::string> Environment::get(std::string_view name) const
{
  const auto found = m_variables.find(name);
  if (found == m_variables.end() || found->second.empty()) {
    return std::nullopt;
  }
  return found->second;
}

} // namespace lpaz::util
