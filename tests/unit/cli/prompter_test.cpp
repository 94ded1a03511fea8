#include "support/fake_streams.hpp"

#include "lpaz/cli/prompter.hpp"

#include <doctest/doctest.h>

using namespace lpaz;

namespace {

test::FakeStreams terminal(const std::string& typed)
{
  test::FakeStreams streams;
  streams.in().terminal = true;
  streams.err().terminal = true;
  streams.in().text = typed;
  return streams;
}

} // namespace

TEST_CASE("confirm is true for y and yes only")
{
  for (const auto& [typed, expected] : {std::pair("y\n", true),
                                        std::pair("YES\n", true),
                                        std::pair(" y \n", true),
                                        std::pair("n\n", false),
                                        std::pair("\n", false),
                                        std::pair("yeah\n", false),
                                        std::pair("", false)}) {
    CAPTURE(typed);
    auto streams = terminal(typed);
    const auto answer = cli::TerminalPrompter(streams).confirm("Delete alice?");
    REQUIRE(answer);
    CHECK(*answer == expected);
    CHECK(streams.err().text.starts_with("Delete alice? [y/N] "));
    CHECK(streams.out().text.empty());
  }
}

TEST_CASE("ask_typed is true for exactly the expected text")
{
  for (const auto& [typed, expected] : {std::pair("12\n", true),
                                        std::pair("1\n", false),
                                        std::pair("y\n", false),
                                        std::pair("", false)}) {
    CAPTURE(typed);
    auto streams = terminal(typed);
    const auto answer = cli::TerminalPrompter(streams).ask_typed("Delete 12 users?", "12");
    REQUIRE(answer);
    CHECK(*answer == expected);
    CHECK(streams.err().text.starts_with("Delete 12 users? (type 12) "));
  }
}

TEST_CASE("Nothing is asked without a terminal on both sides")
{
  for (const bool input_is_terminal : {false, true}) {
    auto streams = terminal("y\n");
    streams.in().terminal = input_is_terminal;
    streams.err().terminal = !input_is_terminal;
    cli::TerminalPrompter prompter(streams);
    const auto confirmed = prompter.confirm("Delete?");
    REQUIRE_FALSE(confirmed);
    CHECK(confirmed.error().kind == ErrorKind::refused);
    CHECK(confirmed.error().hint.find("--yes") != std::string::npos);
    CHECK(prompter.ask_typed("Delete?", "2").error().kind == ErrorKind::refused);
    CHECK(prompter.ask_secret("Secret").error().kind == ErrorKind::refused);
    CHECK(streams.err().text.empty());
  }
}

TEST_CASE("What was printed so far is on the terminal before a question")
{
  auto streams = terminal("y\n");
  CHECK(cli::TerminalPrompter(streams).confirm("Go on?"));
  CHECK(streams.out().flushes == 1);
}
