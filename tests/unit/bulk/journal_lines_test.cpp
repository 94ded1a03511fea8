#include "bulk/journal_lines.hpp"
#include "support/fake_clock.hpp"

#include <doctest/doctest.h>

#include <string>
#include <utility>
#include <vector>

namespace lpaz::bulk {
namespace {

using namespace std::string_literals;

RunIdentity identity()
{
  return {"block-user", "tenant-1", {"ada@contoso.example", "bob@contoso.example"}, "--now"};
}

const util::TimePoint k_start = test::FakeClock().now();
const std::vector<std::string> k_ids = {"a", "b"};

JournalHeader header(const RunIdentity& identity)
{
  return header_of(identity, test::FakeClock().now());
}

TEST_CASE("A journal's first line says which run it is of")
{
  CHECK(header_line(header(identity())) ==
        R"({"journal":"lpaz","version":2,"command":"block-user","tenantId":"tenant-1",)"
        R"("input":"9170cbdb3d2eedf3c4c6baa5781c295c1ec0ca4bb3a8aefb8bb327fb6ea3495b",)"
        R"("people":2,"options":"--now","startedDateTime":"2026-01-02T03:04:05Z"})");
}

TEST_CASE("Order, case and repetition of the names do not matter to a journal")
{
  RunIdentity other = identity();
  other.names = {"BOB@contoso.example", "ada@contoso.example", "Ada@contoso.example"};
  CHECK(header_line(header(other)) == header_line(header(identity())));
}

TEST_CASE("A journal's header is read as it was written")
{
  const JournalHeader written = header(identity());
  const auto read = parse_header(header_line(written), "j");
  REQUIRE(read.has_value());
  CHECK(header_line(*read) == header_line(written));
  CHECK(check_same_run(*read, written, "j").has_value());
}

TEST_CASE("A journal of another run is refused with all that differs")
{
  const JournalHeader then = header(identity());
  const auto message = [&then](const RunIdentity& now) {
    const Status same = check_same_run(then, header(now), "j");
    return same ? std::string("same") : same.error().message;
  };
  RunIdentity now = identity();
  SUBCASE("command")
  {
    now.command = "delete-user";
    CHECK(message(now) ==
          "the journal j is of another run: it was block-user, this is delete-user");
  }
  SUBCASE("tenant")
  {
    now.tenant_id = "tenant-2";
    CHECK(message(now) == "the journal j is of another run: it was in the tenant tenant-1, this is "
                          "in tenant-2");
  }
  SUBCASE("number of names")
  {
    now.names.pop_back();
    CHECK(message(now) == "the journal j is of another run: it was given 2 names, this one 1 name");
  }
  SUBCASE("other names")
  {
    now.names.back() = "carl@contoso.example";
    CHECK(message(now) == "the journal j is of another run: it was given other names");
  }
  SUBCASE("options, and more than one thing")
  {
    now.command = "delete-user";
    now.options = "";
    CHECK(message(now) == "the journal j is of another run: it was block-user, this is "
                          "delete-user; its options were --now, these are none");
  }
  CHECK(check_same_run(then, header(now), "j").error().kind == ErrorKind::usage);
}

TEST_CASE("What is no journal of this version is refused")
{
  const std::string line = header_line(header(identity()));
  const auto changed = [&line](const std::string& from, const std::string& to) {
    std::string text = line;
    return text.replace(text.find(from), from.size(), to);
  };
  for (const std::string& text : {""s,
                                  "ada@contoso.example"s,
                                  "{}"s,
                                  "[]"s,
                                  "{\"journal\":\"lpaz\"}"s,
                                  changed("lpaz", "other"),
                                  changed("\"version\":2", "\"version\":0"),
                                  changed("\"version\":2", "\"version\":\"2\""),
                                  changed("\"people\":2", "\"people\":-1"),
                                  changed("2026-", "x"),
                                  changed("\"command\":\"block-user\"", "\"command\":1"),
                                  changed("\"options\"", "\"other\"")}) {
    CAPTURE(text);
    CHECK_FALSE(parse_header(text, "j").has_value());
  }
  CHECK(parse_header("name", "j").error().message == "j is not a journal of lpaz");
  const auto newer = parse_header(changed("\"version\":2", "\"version\":3"), "j");
  REQUIRE_FALSE(newer.has_value());
  CHECK(newer.error().kind == ErrorKind::usage);
  CHECK(newer.error().message == "the journal j was written by a newer lpaz");
  CHECK(parse_header(changed("\"version\":2", "\"version\":1"), "j").has_value());
}

TEST_CASE("A first line cut off anywhere is known, somebody's file is not taken for one")
{
  const std::string line = header_line(header(identity()));
  for (std::size_t size = 0; size <= line.size(); ++size) {
    CHECK(is_torn_header(line.substr(0, size)));
    CHECK(is_torn_header(line.substr(0, size) + "\0\0\0"s));
  }
  for (const char* text : {"ada@contoso.example", "{\"journal\":\"x", "{}", " ", "x\0\0"}) {
    CHECK_FALSE(is_torn_header(text));
  }
}

Error refused_by_service()
{
  Error error;
  error.message = "no \"right\"";
  error.code = "Denied";
  error.request_id = "request-1";
  return error;
}

// One of each kind, and its line.
std::vector<std::pair<Record, std::string>> all_kinds()
{
  const JournalProof proof{"provisioningLog", k_start, "entry-1"};
  const JournalProof bare{"api", k_start, ""};
  return {
      {{RecordKind::sending, k_start, "block", k_ids},
       R"({"at":"2026-01-02T03:04:05Z","sending":"block","ids":["a","b"]})"},
      {{RecordKind::done, k_start, "block", k_ids},
       R"({"at":"2026-01-02T03:04:05Z","done":"block","ids":["a","b"]})"},
      {{RecordKind::done, k_start, "block", k_ids, {}, {}, true},
       R"({"at":"2026-01-02T03:04:05Z","done":"block","ids":["a","b"],"found":true})"},
      {{RecordKind::meant, k_start, "users", k_ids, {}, {}, false, {"ada@x", "bob@x"}},
       R"({"at":"2026-01-02T03:04:05Z","meant":"users","ids":["a","b"],"names":["ada@x","bob@x"]})"},
      {{RecordKind::failed, k_start, "block", {"a"}, refused_by_service()},
       R"({"at":"2026-01-02T03:04:05Z","failed":"block","id":"a","error":"no \"right\"",)"
       R"("code":"Denied","requestId":"request-1"})"},
      {{RecordKind::failed, k_start, "block", {"a"}},
       R"({"at":"2026-01-02T03:04:05Z","failed":"block","id":"a","error":""})"},
      {{RecordKind::verified, k_start, "provisioningLog", k_ids, {}, proof},
       R"({"at":"2026-01-02T03:04:05Z","verified":"provisioningLog","ids":["a","b"],)"
       R"("since":"2026-01-02T03:04:05Z","evidence":"entry-1"})"},
      {{RecordKind::verified, k_start, "api", k_ids, {}, bare},
       R"({"at":"2026-01-02T03:04:05Z","verified":"api","ids":["a","b"],)"
       R"("since":"2026-01-02T03:04:05Z"})"},
      {{RecordKind::end, k_start, {}, {}}, R"({"at":"2026-01-02T03:04:05Z","end":true})"},
  };
}

TEST_CASE("Records are JSON lines")
{
  for (const auto& [record, line] : all_kinds()) {
    CHECK(record_line(record) == line);
  }
}

TEST_CASE("Records are read as they were written")
{
  for (const auto& [record, line] : all_kinds()) {
    CAPTURE(line);
    const auto read = parse_record(line);
    REQUIRE(read.has_value());
    CHECK(read->kind == record.kind);
    CHECK(read->at == record.at);
    CHECK(read->word == record.word);
    CHECK(read->ids == record.ids);
    CHECK(read->proof.how == record.proof.how);
    CHECK(read->proof.at == record.proof.at);
    CHECK(read->proof.evidence == record.proof.evidence);
  }
}

TEST_CASE("A record stays one short line, whatever a service says")
{
  Error error;
  error.message = "first\nsecond \xff" + std::string(100'000, 'x');
  error.code = std::string(100'000, 'y');
  const std::string line = record_line({RecordKind::failed, k_start, "block", {"a"}, error});
  CHECK(line.size() < 4'000);
  CHECK(line.find('\n') == std::string::npos);
  CHECK(parse_record(line).has_value());

  const JournalProof proof{"api", k_start, std::string(100'000, '\xff')};
  CHECK(parse_record(record_line({RecordKind::verified, k_start, "api", k_ids, {}, proof}))
            .has_value());
}

TEST_CASE("What is no record is refused")
{
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
    CHECK_FALSE(parse_record(line).has_value());
  }
}

} // namespace
} // namespace lpaz::bulk
