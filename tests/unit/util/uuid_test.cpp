#include "lpaz/util/uuid.hpp"

#include <doctest/doctest.h>

#include <set>
#include <string>
#include <string_view>

namespace lpaz::util {
namespace {

TEST_CASE("new_uuid makes version 4 identifiers, each another")
{
  std::set<std::string> seen;
  for (int i = 0; i < 200; ++i) {
    const std::string uuid = new_uuid();
    CAPTURE(uuid);
    REQUIRE(is_uuid(uuid));
    CHECK(uuid[14] == '4');
    CHECK(std::string_view("89ab").find(uuid[19]) != std::string_view::npos);
    CHECK(uuid.find_first_of("ABCDEF") == std::string::npos);
    CHECK(seen.insert(uuid).second);
  }
}

TEST_CASE("is_uuid wants 8-4-4-4-12 hexadecimal digits")
{
  CHECK(is_uuid("00000000-0000-0000-0000-000000000000"));
  CHECK(is_uuid("ABCDEF01-2345-6789-abcd-ef0123456789"));
  for (const std::string_view text : {"",
                                      "0000000000000000-0000-0000-0000-0000",
                                      "00000000-0000-0000-0000-00000000000",
                                      "00000000-0000-0000-0000-0000000000000",
                                      "g0000000-0000-0000-0000-000000000000",
                                      "00000000+0000-0000-0000-000000000000",
                                      "{0000000-0000-0000-0000-00000000000}",
                                      "00000000-0000-0000-0000-00000000000\n"}) {
    CAPTURE(text);
    CHECK_FALSE(is_uuid(text));
  }
}

} // namespace
} // namespace lpaz::util
