#include "lpaz/util/result.hpp"

#include <doctest/doctest.h>

#include <memory>
#include <string>
#include <type_traits>

namespace lpaz {
namespace {

Result<int> half(int number)
{
  if (number % 2 != 0) {
    return fail(ErrorKind::usage, "odd", "take an even one");
  }
  return number / 2;
}

Result<int> quarter(int number)
{
  LPAZ_TRY(const int once, half(number));
  LPAZ_TRY(const int twice, half(once));
  return twice;
}

Status both_even(int a, int b)
{
  LPAZ_CHECK(half(a));
  LPAZ_CHECK(half(b));
  return {};
}

Result<std::unique_ptr<int>> boxed(int number)
{
  return std::make_unique<int>(number);
}

Result<int> unboxed(int number)
{
  LPAZ_TRY(auto box, boxed(number));
  return *box;
}

TEST_CASE("LPAZ_TRY goes on with the value and returns at the first error")
{
  CHECK(quarter(8).value() == 2);
  const auto failed = quarter(6);
  REQUIRE_FALSE(failed.has_value());
  CHECK(failed.error().kind == ErrorKind::usage);
  CHECK(failed.error().message == "odd");
  CHECK(failed.error().hint == "take an even one");
}

TEST_CASE("LPAZ_TRY moves a value that cannot be copied")
{
  CHECK(unboxed(7).value() == 7);
}

TEST_CASE("LPAZ_CHECK passes a Result of any type on as a Status")
{
  CHECK(both_even(2, 4).has_value());
  CHECK_FALSE(both_even(1, 2).has_value());
  CHECK_FALSE(both_even(2, 1).has_value());
}

TEST_CASE("with_context puts the user's noun in front and keeps everything else")
{
  Error error;
  error.kind = ErrorKind::permission;
  error.message = "denied";
  error.http_status = 403;
  error.code = "Authorization_RequestDenied";
  error.request_id = "r-1";
  error.retry_after = std::chrono::milliseconds(5);
  error.hint = "grant it";
  const Error whole = with_context(error, "group Sales");
  CHECK(whole.message == "group Sales: denied");
  CHECK(whole.kind == ErrorKind::permission);
  CHECK(whole.http_status == 403);
  CHECK(whole.code == "Authorization_RequestDenied");
  CHECK(whole.request_id == "r-1");
  CHECK(whole.retry_after == std::chrono::milliseconds(5));
  CHECK(whole.hint == "grant it");
}

TEST_CASE("A Result is still a std::expected")
{
  static_assert(std::is_base_of_v<std::expected<int, Error>, Result<int>>);
  CHECK(half(3).value_or(-1) == -1);
}

} // namespace
} // namespace lpaz
