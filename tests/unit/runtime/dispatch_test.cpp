#include "support/command_fixture.hpp"

#include "lpaz/runtime/program.hpp"

#include <doctest/doctest.h>

using namespace lpaz;
using runtime::command;
using util::OrderedJson;

namespace {

struct Options {
  std::vector<std::string> names;
  std::optional<std::string> error;
  bool late = false;
};

cli::ArgSet args(Options& options)
{
  return {cli::positional("NAME", options.names, "Names"),
          cli::option("--error", options.error, "KIND", "Fail so"),
          cli::flag("--late", options.late, "Fail after the rows")};
}

Status failure(const Options& options)
{
  const ErrorKind kind = *options.error == "notFound" ? ErrorKind::not_found : ErrorKind::failed;
  return fail(kind, "no \x1b[31mluck", "try again");
}

// Prints a row for each name.
Status echo(const Options& options, runtime::Context& context)
{
  if (options.error && !options.late) {
    return failure(options);
  }
  for (const std::string& name : options.names) {
    LPAZ_CHECK(context.print({{"name", name}, {"dryRun", context.settings().dry_run}}));
  }
  return options.error ? failure(options) : Status();
}

Status broken(const Options&, runtime::Context&)
{
  throw std::runtime_error("this cannot happen");
}

std::vector<runtime::CommandSection> sections()
{
  return {{"Look",
           {command("echo-names", "Print names", "Prints names.", args, echo)
                .prints({{"name", "Name", "A name"},
                         {"dryRun", "Dry", "Whether", cli::ColumnKind::boolean}})
                .changes(),
            command("break", "Break", "Breaks.", args, broken)}}};
}

class DispatchFixture : public test::CommandFixture {
public:
  DispatchFixture() : CommandFixture(sections()) {}
};

} // namespace

TEST_CASE_FIXTURE(DispatchFixture, "--version and -V print name and version, and nothing else")
{
  for (const char* word : {"--version", "-V"}) {
    run({word});
    CHECK(code == 0);
    CHECK(out.starts_with("lpaz 0."));
    CHECK(out.find('\n') == out.size() - 1);
    CHECK(err.empty());
  }
}

TEST_CASE_FIXTURE(DispatchFixture,
                  "help is printed for the program and for a command, in each form")
{
  for (const std::vector<std::string>& words :
       std::vector<std::vector<std::string>>{{"--help"}, {"-h"}, {"help"}}) {
    run(words);
    CHECK(code == 0);
    CHECK(prints("echo-names"));
    CHECK(prints("Print names"));
  }
  run({"help", "echo-names"});
  const std::string text = out;
  CHECK(code == 0);
  CHECK(prints("--late"));
  for (const char* word : {"--help", "-h"}) {
    run({"echo-names", "--error", "failed", word});
    CHECK(code == 0);
    CHECK(out == text);
    CHECK(err.empty());
  }
}

TEST_CASE_FIXTURE(DispatchFixture, "lpaz alone prints the help and ends as a usage error")
{
  run({});
  CHECK(code == 2);
  CHECK(prints("echo-names"));
}

TEST_CASE_FIXTURE(DispatchFixture, "an unknown command is a usage error that names the nearest one")
{
  for (const std::vector<std::string>& words :
       std::vector<std::vector<std::string>>{{"ehco-names"}, {"help", "ehco-names"}}) {
    run(words);
    CHECK(code == 2);
    CHECK(out.empty());
    CHECK(says("ehco-names"));
    CHECK(says("did you mean echo-names?"));
  }
  run({"\x1b[2Jfly"});
  CHECK(code == 2);
  CHECK(err.find('\x1b') == std::string::npos);
}

TEST_CASE_FIXTURE(DispatchFixture, "an option before the command is a usage error that says so")
{
  run({"--output", "json", "echo-names"});
  CHECK(code == 2);
  CHECK(out.empty());
  CHECK(says("options come after the command"));
}

TEST_CASE_FIXTURE(DispatchFixture, "wrong words end with 2 before the command runs")
{
  const std::vector<std::vector<std::string>> wrong = {{"echo-names", "--bogus"},
                                                       {"echo-names", "--columns", "nope", "a"},
                                                       {"echo-names", "--output", "xml", "a"},
                                                       {"echo-names", "--cloud", "mars", "a"},
                                                       {"echo-names", "a\x1b[2J"}};
  for (const auto& words : wrong) {
    CAPTURE(words.at(1));
    run(words);
    CHECK(code == 2);
    CHECK(out.empty());
    CHECK(err.starts_with("lpaz: echo-names: "));
    CHECK(err.find('\x1b') == std::string::npos);
  }
}

TEST_CASE_FIXTURE(DispatchFixture, "a wrong word is told as JSON wherever --output json stands")
{
  const std::vector<std::vector<std::string>> wrong = {{"echo-names", "--bogus", "-o", "json"},
                                                       {"echo-names", "--output=json", "--bogus"},
                                                       {"echo-names", "-o", "jsonl", "--error"},
                                                       {"ehco-names", "--output", "json"}};
  for (const auto& words : wrong) {
    CAPTURE(words.at(1));
    run(words);
    CHECK(code == 2);
    CHECK(error()["kind"] == "usage");
    CHECK(error()["exitCode"] == 2);
  }
  environment["LPAZ_OUTPUT"] = "json";
  run({"echo-names", "--bogus"});
  CHECK(error()["kind"] == "usage");
}

TEST_CASE_FIXTURE(DispatchFixture, "an error before any row leaves stdout empty")
{
  run({"echo-names", "-o", "json", "--error", "notFound"});
  CHECK(code == 8);
  CHECK(out.empty());
  CHECK(error()["command"] == "echo-names");
  CHECK(error()["kind"] == "notFound");
  CHECK(error()["hint"] == "try again");
}

TEST_CASE_FIXTURE(DispatchFixture, "an error after some rows leaves a whole document on stdout")
{
  run({"echo-names", "-o", "json", "--error", "failed", "--late", "a", "b"});
  CHECK(code == 1);
  CHECK(json().size() == 2);
  CHECK(error()["exitCode"] == 1);
}

TEST_CASE_FIXTURE(DispatchFixture, "the text of an error cannot drive the terminal")
{
  run({"echo-names", "--error", "failed"});
  CHECK(err == "lpaz: echo-names: no \\x1b[31mluck\nhint: try again\n");
}

TEST_CASE_FIXTURE(DispatchFixture, "a result that cannot be written ends with 1")
{
  streams.out().failure = fail(ErrorKind::failed, "cannot write the output").error();
  run({"echo-names", "a"});
  CHECK(code == 1);
  CHECK(says("cannot write the output"));
}

TEST_CASE_FIXTURE(DispatchFixture, "under GitHub Actions each run leaves a line in the summary")
{
  const auto summary = home / "summary.md";
  environment["GITHUB_ACTIONS"] = "true";
  environment["GITHUB_STEP_SUMMARY"] = summary.string();
  run({"echo-names", "a", "b"});
  run({"echo-names", "--error", "failed"});
  CHECK(err.starts_with("::error title=lpaz echo-names::no \\x1b[31mluck\nlpaz: echo-names: "));
  CHECK(read_file(summary) == "- **lpaz echo-names**: done, 2 rows\n"
                              "- **lpaz echo-names**: failed: no \\\\x1b\\[31mluck\n");
}

TEST_CASE_FIXTURE(DispatchFixture, "a terminal gets colours unless it was asked not to")
{
  streams.out().terminal = true;
  run({"echo-names", "a"});
  CHECK(prints("\x1b["));
  run({"echo-names", "a", "--no-color"});
  CHECK_FALSE(prints("\x1b["));
  environment["NO_COLOR"] = "1";
  run({"echo-names", "a"});
  CHECK_FALSE(prints("\x1b["));
}

TEST_CASE("run_process turns whatever is thrown into a defect, exit code 70")
{
  std::string name = "lpaz";
  std::string word = "break";
  char* words[] = {name.data(), word.data(), nullptr};
  CHECK(runtime::run_process(sections(), 2, words) == 70);
}
