#include "support/fake_streams.hpp"
#include "support/temp_dir.hpp"

#include "lpaz/runtime/error_report.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <set>

using namespace lpaz;
using cli::OutputFormat;

namespace {

Error full_error()
{
  Error error;
  error.kind = ErrorKind::permission;
  error.message = "Insufficient privileges";
  error.http_status = 403;
  error.code = "Authorization_RequestDenied";
  error.request_id = "7c1e";
  error.hint = "grant User.Read.All";
  return error;
}

std::string content(const std::filesystem::path& file)
{
  std::ifstream stream(file);
  return {std::istreambuf_iterator<char>(stream), {}};
}

} // namespace

TEST_CASE("an error for people says what, code and request id, and the hint, each on its line")
{
  CHECK(runtime::format_error(full_error(), "status", OutputFormat::table) ==
        "lpaz: status: Insufficient privileges\n"
        "code: Authorization_RequestDenied  request-id: 7c1e\n"
        "hint: grant User.Read.All\n");
}

TEST_CASE("an error for people leaves out what there is not")
{
  const Error bare = fail(ErrorKind::failed, "no luck").error();
  CHECK(runtime::format_error(bare, "", OutputFormat::table) == "lpaz: no luck\n");
  Error coded = bare;
  coded.code = "Teapot";
  CHECK(runtime::format_error(coded, "status", OutputFormat::csv) ==
        "lpaz: status: no luck\ncode: Teapot  request-id: -\n");
}

TEST_CASE("an error for people keeps the lines of a list and makes everything else visible")
{
  Error error = full_error();
  error.message = "two fit\n  a\x1b]0;x\x07\n  b\xe2\x80\xae";
  error.code = "c\x1b[0m";
  error.request_id = "\xff";
  error.hint = "h\x08";
  CHECK(runtime::format_error(error, "status", OutputFormat::tsv) ==
        "lpaz: status: two fit\n  a\\x1b]0;x\\x07\n  b\\u202e\n"
        "code: c\\x1b[0m  request-id: \\xff\n"
        "hint: h\\x08\n");
}

TEST_CASE("with --output json or jsonl an error is one line of JSON with the same fields")
{
  for (const OutputFormat format : {OutputFormat::json, OutputFormat::jsonl}) {
    const std::string text = runtime::format_error(full_error(), "status", format);
    CHECK(text.find('\n') == text.size() - 1);
    const auto json = nlohmann::json::parse(text);
    CHECK(json == nlohmann::json{{"command", "status"},
                                 {"kind", "permission"},
                                 {"exitCode", 9},
                                 {"message", "Insufficient privileges"},
                                 {"httpStatus", 403},
                                 {"code", "Authorization_RequestDenied"},
                                 {"requestId", "7c1e"},
                                 {"hint", "grant User.Read.All"}});
  }
}

TEST_CASE("a JSON error leaves out what there is not, and is ASCII whatever the service said")
{
  const Error error = fail(ErrorKind::not_found, "no \"\xc3\xa4\x1b\xe2\x80\xae\xff\"").error();
  const std::string text = runtime::format_error(error, "status", OutputFormat::json);
  CHECK(std::all_of(text.begin(), text.end() - 1, [](char c) { return c >= 0x20 && c < 0x7f; }));
  const auto json = nlohmann::json::parse(text);
  CHECK(json["message"] == "no \"\xc3\xa4\x1b\xe2\x80\xae\xef\xbf\xbd\"");
  CHECK(json.size() == 4);
}

TEST_CASE("each kind of error has its own name in JSON")
{
  std::set<std::string> names;
  for (int kind = 0; kind <= static_cast<int>(ErrorKind::defect); ++kind) {
    const Error error = fail(static_cast<ErrorKind>(kind), "x").error();
    const auto json =
        nlohmann::json::parse(runtime::format_error(error, "status", OutputFormat::json));
    CHECK(names.insert(json["kind"].get<std::string>()).second);
  }
}

TEST_CASE("under GitHub Actions an error becomes an annotation and a line of the summary")
{
  const test::TempDir folder;
  const auto summary = folder / "summary.md";
  const util::Environment environment(
      {{"GITHUB_ACTIONS", "true"}, {"GITHUB_STEP_SUMMARY", summary.string()}});
  test::FakeOutputStream err;
  Error error = full_error();
  error.message = "50% of *all*\n  <b>\x1b";
  runtime::report_to_github(&error, "status", 0, err, environment);
  CHECK(err.text == "::error title=lpaz status::50%25 of *all*%0A  <b>\\x1b\n");
  CHECK(content(summary) == "- **lpaz status**: failed: 50% of \\*all\\*\n  \\<b\\>\\\\x1b\n");
}

TEST_CASE("under GitHub Actions a success is a line of the summary, after what stands there")
{
  const test::TempDir folder;
  const auto summary = folder / "summary.md";
  const util::Environment environment(
      {{"GITHUB_ACTIONS", "true"}, {"GITHUB_STEP_SUMMARY", summary.string()}});
  test::FakeOutputStream err;
  runtime::report_to_github(nullptr, "status", 1, err, environment);
  runtime::report_to_github(nullptr, "list-users", 31, err, environment);
  CHECK(err.text.empty());
  CHECK(content(summary) ==
        "- **lpaz status**: done, 1 row\n- **lpaz list-users**: done, 31 rows\n");
}

TEST_CASE(
    "outside GitHub Actions nothing is annotated, and a summary that cannot be written is lost")
{
  const Error error = full_error();
  test::FakeOutputStream err;
  runtime::report_to_github(&error, "status", 0, err, util::Environment());
  runtime::report_to_github(
      &error, "status", 0, err, util::Environment({{"GITHUB_ACTIONS", "false"}, {"CI", "true"}}));
  CHECK(err.text.empty());
  runtime::report_to_github(
      nullptr,
      "status",
      0,
      err,
      util::Environment({{"GITHUB_ACTIONS", "true"}, {"GITHUB_STEP_SUMMARY", "/nowhere/at/all"}}));
  CHECK(err.text.empty());
}
