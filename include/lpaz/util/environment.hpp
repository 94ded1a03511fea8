#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace lpaz::util {

// The environment variables of the process, or of a test. An empty variable counts as not set.
class Environment {
public:
  // Reads the process's own.
  static Environment of_process();
  explicit Environment(std::map<std::string, std::string, std::less<>> variables = {});

  std::optional<std::string> get(std::string_view name) const;

private:
  std::map<std::string, std::string, std::less<>> m_variables;
};

} // namespace lpaz::util
