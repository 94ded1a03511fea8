#include "admin/journal_records.hpp"
#include "support/fake_clock.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace lpaz::admin {
namespace {

using namespace std::string_literals;

const util::TimePoint k_start = test::FakeClock().now();
const std::vector<std::string> k_ids = {"a", "b"};

Error refused_by_service()
{
  Error error;
  error.message = "no \"right\"";
  error.code = "Denied";
  error.request_id = "request-1";
  return error;
}

TEST_CASE("Records are JSON lines")
{
  CHECK(sending_record(k_start, "block", k_ids) ==
        R"({"at":"2026-01-02T03:04:05Z","sending":"block","ids":["a","b"]})");
  CHECK(done_record(k_start, "block", k_ids) ==
        R"({"at":"2026-01-02T03:04:05Z","done":"block","ids":["a","b"]})");
  CHECK(failed_record(k_start, "block", "a", refused_by_service()) ==
        R"({"at":"2026-01-02T03:04:05Z","failed":"block","id":"a","error":"no \"right\"",)"
        R"("code":"Denied","requestId":"request-1"})");
  CHECK(verified_record(k_start, {"provisioningLog", k_start, "entry-1"}, k_ids) ==
        R"({"at":"2026-01-02T03:04:05Z","verified":"provisioningLog","ids":["a","b"],)"
        R"("since":"2026-01-02T03:04:05Z","evidence":"entry-1"})");
  CHECK(end_record(k_start) == R"({"at":"2026-01-02T03:04:05Z","end":true})");
}

TEST_CASE("Records are read as they were written")
{
  JournalState state;
  CHECK_FALSE(take_record(sending_record(k_start, "block", k_ids), state).value());
  CHECK(state.sent_without_outcome("block", "b") == k_start);
  CHECK_FALSE(take_record(done_record(k_start, "block", {k_ids.data(), 1}), state).value());
  CHECK(state.done_since("block", "a") == k_start);
  CHECK(state.sent_without_outcome("block", "b").has_value());
  CHECK_FALSE(
      take_record(failed_record(k_start, "block", "b", refused_by_service()), state).value());
  CHECK_FALSE(state.sent_without_outcome("block", "b").has_value());
  CHECK_FALSE(take_record(verified_record(k_start, {"api", k_start, ""}, k_ids), state).value());
  CHECK(state.proof("b")->how == "api");
  CHECK(take_record(end_record(k_start), state).value());
}

TEST_CASE("A record stays one short line, whatever a service says")
{
  Error error;
  error.message = "first\nsecond \xff" + std::string(100'000, 'x');
  error.code = std::string(100'000, 'y');
  const std::string record = failed_record(k_start, "block", "a", error);
  CHECK(record.size() < 4'000);
  CHECK(record.find('\n') == std::string::npos);
  JournalState state;
  CHECK(take_record(record, state).has_value());

  const JournalProof proof{"api", k_start, std::string(100'000, '\xff')};
  CHECK(take_record(verified_record(k_start, proof, k_ids), state).has_value());
}

TEST_CASE("What is no record is refused")
{
  JournalState state;
  for (const std::string& line : {""s,
                                  "x"s,
                                  "[]"s,
                                  "{}"s,
                                  R"({"at":"2026-01-02T03:04:05Z"})"s,
                                  R"({"at":"2026-01-02T03:04:05Z","end":false})"s,
                                  R"({"at":"2026-01-02T03:04:05Z","other":"block","ids":["a"]})"s,
                                  R"({"at":"x","done":"block","ids":["a"]})"s,
                                  R"({"done":"block","ids":["a"]})"s,
                                  R"({"at":"2026-01-02T03:04:05Z","done":"block"})"s,
                                  R"({"at":"2026-01-02T03:04:05Z","done":"block","ids":"a"})"s,
                                  R"({"at":"2026-01-02T03:04:05Z","done":"block","ids":[1]})"s,
                                  R"({"at":"2026-01-02T03:04:05Z","done":"block","ids":[""]})"s,
                                  R"({"at":"2026-01-02T03:04:05Z","done":"","ids":["a"]})"s,
                                  R"({"at":"2026-01-02T03:04:05Z","failed":"block"})"s,
                                  R"({"at":"2026-01-02T03:04:05Z","verified":"api","ids":["a"]})"s,
                                  R"({"at":"2026-01-02T03:04:05Z","done":"block","ids":["a"]} x)"s,
                                  std::string(100'000, '[')}) {
    CAPTURE(line);
    CHECK_FALSE(take_record(line, state).has_value());
  }
  CHECK_FALSE(state.done_since("block", "a").has_value());
}

} // namespace
} // namespace lpaz::admin
