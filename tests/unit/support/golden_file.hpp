#pragma once

#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>

namespace lpaz::test {

// `text` is what tests/golden/<name> holds. With LPAZ_ACCEPT=1 the file is rewritten instead.
inline void check_golden(const std::string& name, const std::string& text)
{
  const auto file = std::filesystem::path(LPAZ_SOURCE_DIR) / "tests" / "golden" / name;
  const char* accept = std::getenv("LPAZ_ACCEPT");
  if (accept != nullptr && std::string_view(accept) == "1") {
    std::ofstream(file) << text;
    return;
  }
  std::ifstream stream(file);
  const std::string expected{std::istreambuf_iterator<char>(stream), {}};
  CAPTURE(name);
  CHECK(text == expected);
}

} // namespace lpaz::test
