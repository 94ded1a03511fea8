#include "lpaz/util/secret.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <ostream>
#include <string>
#include <type_traits>
#include <utility>

namespace lpaz::util {
namespace {

template <typename T>
concept Streamable = requires(std::ostream& stream, const T& value) { stream << value; };

TEST_CASE("A Secret cannot be printed, formatted, compared with text or put into JSON")
{
  static_assert(Streamable<std::string>);
  static_assert(!Streamable<Secret>);
  static_assert(fmt::is_formattable<std::string>::value);
  static_assert(!fmt::is_formattable<Secret>::value);
  static_assert(!std::is_constructible_v<nlohmann::json, Secret>);
  static_assert(!std::is_convertible_v<Secret, std::string>);
  static_assert(!std::is_convertible_v<std::string, Secret>);
  CHECK(Secret("hunter2").reveal() == "hunter2");
}

TEST_CASE("Secrets compare by value")
{
  CHECK(Secret("a") == Secret("a"));
  CHECK(Secret("a") != Secret("b"));
  CHECK(Secret("a") != Secret("aa"));
  CHECK(Secret() == Secret(""));
  CHECK(Secret().empty());
}

TEST_CASE("A copied Secret is independent, a moved one leaves nothing behind")
{
  Secret first("a value that does not fit into the string object itself");
  const Secret copy = first;
  CHECK(copy == first);
  const Secret moved = std::move(first);
  CHECK(moved == copy);
  CHECK(first.empty()); // NOLINT(bugprone-use-after-move): that is the promise
  Secret assigned("other");
  assigned = moved;
  CHECK(assigned == moved);
}

TEST_CASE("wipe overwrites the bytes in place and leaves an empty string")
{
  std::string text(100, 'x');
  const std::size_t capacity = text.capacity();
  wipe(text);
  CHECK(text.empty());
  REQUIRE(text.capacity() == capacity); // so this is the memory that held the text
  CHECK(std::all_of(text.data() + 1, text.data() + 100, [](char c) { return c == '\0'; }));
}

} // namespace
} // namespace lpaz::util
