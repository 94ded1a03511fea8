#pragma once

#include "lpaz/cli/arg_set.hpp"
#include "lpaz/util/result.hpp"

#include <span>
#include <string>
#include <string_view>

namespace lpaz::cli {

struct ParseOutcome {
  bool help_requested = false; // --help or -h; then nothing else was checked or stored
};

// Reads the words after the command's name into the fields of `args`. Every command has --help
// and -h. Wrong input is ErrorKind::usage with a hint. `command` is the command as typed, for the
// hint: "lpaz block-user".
Result<ParseOutcome>
parse(std::string_view command, const ArgSet& args, std::span<const std::string> words);

// Fails with ErrorKind::usage for text that is not UTF-8 or holds control characters.
Status check_word(std::string_view word);

} // namespace lpaz::cli
