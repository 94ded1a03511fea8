#include "lpaz/runtime/exit_code.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>
#include <utility>

using namespace lpaz;

namespace {

constexpr std::pair<ErrorKind, int> k_promised[] = {
    {ErrorKind::failed, 1},
    {ErrorKind::usage, 2},
    {ErrorKind::partial, 3},
    {ErrorKind::sign_in, 4},
    {ErrorKind::unavailable, 5},
    {ErrorKind::refused, 6},
    {ErrorKind::pending, 7},
    {ErrorKind::not_found, 8},
    {ErrorKind::permission, 9},
    {ErrorKind::unhealthy, 10},
    {ErrorKind::conflict, 1},
    {ErrorKind::interrupted, 130},
    {ErrorKind::defect, 70},
};

} // namespace

TEST_CASE("each kind of error ends with the exit code that scripts were promised")
{
  for (const auto& [kind, code] : k_promised) {
    CHECK(runtime::exit_code_for(kind) == code);
  }
}

TEST_CASE("the table of exit codes explains every code that lpaz can end with, once")
{
  std::set<int> explained;
  for (const cli::ExitCode& row : runtime::exit_code_table()) {
    CAPTURE(row.code);
    CHECK(explained.insert(row.code).second);
    CHECK_FALSE(row.meaning.empty());
    CHECK_FALSE(row.advice.empty());
  }
  std::set<int> possible = {0};
  for (const auto& [kind, code] : k_promised) {
    possible.insert(runtime::exit_code_for(kind));
  }
  CHECK(explained == possible);
}
