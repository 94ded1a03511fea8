#pragma once

#include <string>
#include <string_view>

namespace lpaz::cli {

inline std::string bold(std::string_view text, bool colour)
{
  return colour ? "\x1b[1m" + std::string(text) + "\x1b[0m" : std::string(text);
}

} // namespace lpaz::cli
