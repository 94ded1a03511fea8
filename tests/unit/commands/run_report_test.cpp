#include "commands/run_report.hpp"

#include <doctest/doctest.h>

using namespace lpaz;
using commands::failure_word;
using commands::Tally;

namespace {

Error error_of(ErrorKind kind, const std::string& message)
{
  Error error = fail(kind, message, "do this").error();
  error.code = "Code";
  return error;
}

} // namespace

TEST_CASE("Tally without a failure is a success, of nothing as well")
{
  CHECK(Tally().status(3, "user"));
  CHECK(Tally().status(0, "user"));
}

TEST_CASE("Tally of which all failed ends for the reason of the first")
{
  Tally tally;
  tally.add_failure(error_of(ErrorKind::permission, "no"));
  tally.add_failure(error_of(ErrorKind::not_found, "gone"));
  const Status status = tally.status(2, "user");
  REQUIRE_FALSE(status);
  CHECK(status.error().kind == ErrorKind::permission);
  CHECK(status.error().message == "no");
}

TEST_CASE("Tally of which some failed is partial, and tells how many and the first reason")
{
  Tally tally;
  tally.add_failure(error_of(ErrorKind::permission, "no"));
  const Status status = tally.status(3, "group");
  REQUIRE_FALSE(status);
  CHECK(status.error().kind == ErrorKind::partial);
  CHECK(status.error().message == "1 of 3 groups failed; the first: no");
  CHECK(status.error().code == "Code");
  CHECK(status.error().hint == "do this");
}

TEST_CASE("Tally that was interrupted says so, whatever was done before")
{
  Tally tally;
  tally.add_failure(error_of(ErrorKind::interrupted, "interrupted"));
  const Status status = tally.status(3, "user");
  REQUIRE_FALSE(status);
  CHECK(status.error().kind == ErrorKind::interrupted);
}

TEST_CASE("A row says of writes that went wrong how far they came")
{
  bulk::Outcome outcome;
  outcome.status = fail(error_of(ErrorKind::permission, "no"));
  CHECK(failure_word(outcome) == "not done");
  outcome.begun = true;
  CHECK(failure_word(outcome) == "failed");
  outcome.unknown = true;
  CHECK(failure_word(outcome) == "unknown");
  outcome.steps_done = 1;
  CHECK(failure_word(outcome) == "partly done");
  CHECK(commands::error_text(outcome) == "no");
  CHECK(commands::error_text(bulk::Outcome()).empty());
}
