#pragma once

#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>
#include <string>
#include <string_view>

namespace lpaz::test {

// `text` is what tests/golden/<name> holds; the first line that differs is shown. With
// LPAZ_ACCEPT=1 the file is rewritten instead.
inline void check_golden(const std::string& name, const std::string& text)
{
  const auto file = std::filesystem::path(LPAZ_SOURCE_DIR) / "tests" / "golden" / name;
  const char* accept = std::getenv("LPAZ_ACCEPT");
  if (accept != nullptr && std::string_view(accept) == "1") {
    std::ofstream(file) << text;
    return;
  }
  std::ifstream stream(file);
  const std::string golden{std::istreambuf_iterator<char>(stream), {}};
  if (text == golden) {
    return;
  }
  std::istringstream given(text);
  std::istringstream expected(golden);
  std::string line;
  std::string expected_line;
  int number = 0;
  while (line == expected_line && (given || expected)) {
    ++number;
    line = std::getline(given, line) ? line : "(end)";
    expected_line = std::getline(expected, expected_line) ? expected_line : "(end)";
  }
  FAIL_CHECK("tests/golden/" << name << " line " << number << " is\n  " << expected_line
                             << "\nbut lpaz prints\n  " << line);
}

} // namespace lpaz::test
