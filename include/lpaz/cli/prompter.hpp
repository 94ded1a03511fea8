#pragma once

#include "lpaz/cli/streams.hpp"
#include "lpaz/util/result.hpp"
#include "lpaz/util/secret.hpp"

#include <string_view>

namespace lpaz::cli {

// Asks the person at the terminal. Questions go to stderr. If standard input or standard error is
// not a terminal, every question fails with ErrorKind::refused and a hint.
class Prompter {
public:
  virtual ~Prompter() = default;
  // "<question> [y/N] ": true only for y or yes.
  virtual Result<bool> confirm(std::string_view question) = 0;
  // "<question> (type <expected>) ": true only if exactly that was typed.
  virtual Result<bool> ask_typed(std::string_view question, std::string_view expected) = 0;
  // Does not echo what is typed. Empty input is ErrorKind::usage.
  virtual Result<util::Secret> ask_secret(std::string_view question) = 0;
};

class TerminalPrompter : public Prompter {
public:
  explicit TerminalPrompter(Streams& streams) : m_streams(streams) {}
  Result<bool> confirm(std::string_view question) override;
  Result<bool> ask_typed(std::string_view question, std::string_view expected) override;
  Result<util::Secret> ask_secret(std::string_view question) override;

private:
  Streams& m_streams;
};

} // namespace lpaz::cli
