#include "lpaz/cli/prompter.hpp"

#include "cli/secret_input.hpp"

#include "lpaz/util/interrupt.hpp"
#include "lpaz/util/text.hpp"

#include <fmt/format.h>

#include <unistd.h>

namespace lpaz::cli {
namespace {

constexpr std::size_t k_longest_answer = 1'024;

Status require_terminal(Streams& streams, std::string_view hint)
{
  if (streams.in().is_terminal() && streams.err().is_terminal()) {
    return {};
  }
  return fail(ErrorKind::refused,
              "this has to be confirmed, and there is no terminal to ask on",
              std::string(hint));
}

Result<std::string> ask(Streams& streams, const std::string& question)
{
  LPAZ_CHECK(require_terminal(streams, "use --yes to go on without being asked"));
  LPAZ_CHECK(streams.out().flush());
  LPAZ_CHECK(streams.err().write(question));
  LPAZ_TRY(const auto line, streams.in().read_line(k_longest_answer));
  if (util::Interrupt::requested()) {
    return fail(util::Interrupt::error());
  }
  if (!line) {
    LPAZ_CHECK(streams.err().write("\n"));
  }
  return std::string(util::trim(line.value_or("")));
}

} // namespace

Result<bool> TerminalPrompter::confirm(std::string_view question)
{
  LPAZ_TRY(const std::string answer, ask(m_streams, fmt::format("{} [y/N] ", question)));
  return util::equals_ignoring_case(answer, "y") || util::equals_ignoring_case(answer, "yes");
}

Result<bool> TerminalPrompter::ask_typed(std::string_view question, std::string_view expected)
{
  LPAZ_TRY(const std::string answer,
           ask(m_streams, fmt::format("{} (type {}) ", question, expected)));
  return answer == expected;
}

Result<util::Secret> TerminalPrompter::ask_secret(std::string_view question)
{
  if (!m_streams.in().is_terminal() || !m_streams.err().is_terminal()) {
    return fail(ErrorKind::refused,
                fmt::format("{}: there is no terminal to ask on", question),
                "give it in a file or an environment variable");
  }
  LPAZ_CHECK(m_streams.err().write(fmt::format("{}: ", question)));
  auto secret = read_without_echo(STDIN_FILENO);
  LPAZ_CHECK(m_streams.err().write("\n"));
  if (secret && secret->empty()) {
    return fail(ErrorKind::usage, fmt::format("{}: nothing was typed", question));
  }
  return secret;
}

} // namespace lpaz::cli
