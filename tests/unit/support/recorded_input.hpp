#pragma once

#include "lpaz/util/file.hpp"

#include <nlohmann/json.hpp>

#include <stdexcept>
#include <string>

namespace lpaz::test {

// An answer as a tenant was seen to send it, with names of our own: graph/inputs/<name>.json.
inline nlohmann::json recorded(const std::string& name)
{
  const auto text =
      util::read_file(LPAZ_SOURCE_DIR "/tests/unit/graph/inputs/" + name + ".json", 100'000);
  if (!text) {
    throw std::runtime_error("there is no input " + name);
  }
  return nlohmann::json::parse(*text);
}

} // namespace lpaz::test
