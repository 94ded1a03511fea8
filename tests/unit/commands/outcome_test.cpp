#include "commands/outcome.hpp"

#include <doctest/doctest.h>

using namespace lpaz;
using commands::failure_word;
using commands::Outcome;

namespace {

Error error_of(ErrorKind kind, const std::string& message)
{
  Error error = fail(kind, message, "do this").error();
  error.code = "Code";
  return error;
}

} // namespace

TEST_CASE("Outcome without a failure is a success, of nothing as well")
{
  CHECK(Outcome().status(3, "user"));
  CHECK(Outcome().status(0, "user"));
}

TEST_CASE("Outcome of which all failed ends for the reason of the first")
{
  Outcome outcome;
  outcome.add_failure(error_of(ErrorKind::permission, "no"));
  outcome.add_failure(error_of(ErrorKind::not_found, "gone"));
  const Status status = outcome.status(2, "user");
  REQUIRE_FALSE(status);
  CHECK(status.error().kind == ErrorKind::permission);
  CHECK(status.error().message == "no");
}

TEST_CASE("Outcome of which some failed is partial, and tells how many and the first reason")
{
  Outcome outcome;
  outcome.add_failure(error_of(ErrorKind::permission, "no"));
  const Status status = outcome.status(3, "group");
  REQUIRE_FALSE(status);
  CHECK(status.error().kind == ErrorKind::partial);
  CHECK(status.error().message == "1 of 3 groups failed; the first: no");
  CHECK(status.error().code == "Code");
  CHECK(status.error().hint == "do this");
}

TEST_CASE("Outcome that was interrupted says so, whatever was done before")
{
  Outcome outcome;
  outcome.add_failure(error_of(ErrorKind::interrupted, "interrupted"));
  const Status status = outcome.status(3, "user");
  REQUIRE_FALSE(status);
  CHECK(status.error().kind == ErrorKind::interrupted);
}

TEST_CASE("Only what the service refused has failed for certain")
{
  Error error = error_of(ErrorKind::unavailable, "no answer");
  CHECK(failure_word(error) == "unknown");
  error.http_status = 500;
  CHECK(failure_word(error) == "unknown");
  error = error_of(ErrorKind::permission, "no");
  error.http_status = 403;
  CHECK(failure_word(error) == "failed");
  error = error_of(ErrorKind::failed, "not JSON");
  error.http_status = 0;
  CHECK(failure_word(error) == "unknown");
  error.http_status = 400;
  CHECK(failure_word(error) == "failed");
}
