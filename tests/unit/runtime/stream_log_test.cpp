#include "runtime/stream_log.hpp"
#include "support/fake_streams.hpp"

#include <doctest/doctest.h>

using namespace lpaz;

TEST_CASE("StreamLog shows warnings unless it is to be quiet, and requests only when asked to")
{
  struct Row {
    bool quiet;
    bool verbose;
    const char* expected;
  };
  const Row rows[] = {{false, false, "lpaz: warning: old token\n"},
                      {true, false, ""},
                      {false, true, "lpaz: warning: old token\nlpaz: GET /users\n"},
                      {true, true, "lpaz: GET /users\n"}};
  for (const Row& row : rows) {
    CAPTURE(row.quiet);
    CAPTURE(row.verbose);
    test::FakeOutputStream err;
    runtime::StreamLog log(err, row.quiet, row.verbose);
    log.warning("old token");
    log.detail("GET /users");
    CHECK(err.text == row.expected);
  }
}

TEST_CASE("StreamLog makes control characters visible, so that no text can drive the terminal")
{
  test::FakeOutputStream err;
  runtime::StreamLog log(err, false, true);
  log.warning("a\x1b[2J\nlpaz: b");
  log.detail("c\r");
  CHECK(err.text == "lpaz: warning: a\\x1b[2J\\nlpaz: b\nlpaz: c\\r\n");
}

TEST_CASE("StreamLog goes on when stderr cannot be written to")
{
  test::FakeOutputStream err;
  err.failure = fail(ErrorKind::failed, "broken pipe").error();
  runtime::StreamLog log(err, false, true);
  log.warning("lost");
  err.failure.reset();
  log.detail("seen");
  CHECK(err.text == "lpaz: seen\n");
}
