#include "lpaz/util/environment.hpp"

#include <doctest/doctest.h>

#include <cstdlib>

namespace lpaz::util {
namespace {

TEST_CASE("An empty environment variable counts as not set")
{
  const Environment environment({{"SET", "value"}, {"EMPTY", ""}});
  CHECK(environment.get("SET") == "value");
  CHECK_FALSE(environment.get("EMPTY").has_value());
  CHECK_FALSE(environment.get("ABSENT").has_value());
  CHECK_FALSE(environment.get("set").has_value());
}

TEST_CASE("of_process reads the environment as it is at that moment")
{
  ::setenv("LPAZ_UNIT_TEST", "a=b", 1);
  const Environment environment = Environment::of_process();
  ::unsetenv("LPAZ_UNIT_TEST");
  CHECK(environment.get("LPAZ_UNIT_TEST") == "a=b");
  CHECK_FALSE(Environment::of_process().get("LPAZ_UNIT_TEST").has_value());
}

} // namespace
} // namespace lpaz::util
