#include "lpaz/bulk/verdict.hpp"
#include "lpaz/http/transport.hpp"

#include <doctest/doctest.h>

#include <string_view>

namespace lpaz::bulk {
namespace {

Error error(ErrorKind kind, int status = 0, std::string_view code = {})
{
  Error error;
  error.kind = kind;
  error.http_status = status;
  error.code = code;
  return error;
}

TEST_CASE("A write that did not succeed concerns everybody, is in doubt, or was refused")
{
  const struct {
    const char* what;
    Error error;
    bool everybody;
    bool open;
  } cases[] = {
      {"nobody can sign in", error(ErrorKind::sign_in, 401), true, false},
      {"the user wants to stop", error(ErrorKind::interrupted), true, false},
      {"the host cannot be reached",
       error(ErrorKind::unavailable, 0, http::k_code_connect),
       true,
       true},
      {"the connection was cut",
       error(ErrorKind::unavailable, 0, http::k_code_transfer),
       false,
       true},
      {"throttled", error(ErrorKind::unavailable, 429), false, true},
      {"overloaded", error(ErrorKind::unavailable, 503), false, true},
      {"broken", error(ErrorKind::failed, 500), false, true},
      {"the answer makes no sense", error(ErrorKind::failed), false, true},
      {"bad request", error(ErrorKind::failed, 400), false, false},
      {"no permission", error(ErrorKind::permission, 403), false, false},
      {"not found", error(ErrorKind::not_found, 404), false, false},
      {"exists already", error(ErrorKind::conflict, 409), false, false},
  };
  for (const auto& each : cases) {
    CAPTURE(each.what);
    CHECK(concerns_everybody(each.error) == each.everybody);
    CHECK(leaves_outcome_open(each.error) == each.open);
  }
}

} // namespace
} // namespace lpaz::bulk
