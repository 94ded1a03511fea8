#pragma once

#include "lpaz/cli/arg_set.hpp"
#include "lpaz/util/result.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lpaz::cli {

struct GivenValue {
  std::string text;
  // The value is a word of its own that begins with a dash: "--description --yes".
  bool looks_like_option = false;
};

struct GivenOption {
  const ArgSpec* spec = nullptr;
  std::vector<GivenValue> values; // of a flag: what was written after "=", mostly nothing
};

// A command line, read but not judged.
struct GivenWords {
  bool help = false;
  std::vector<GivenOption> options;
  std::vector<std::string> positionals;
  std::vector<std::string> unknown;    // options that do not exist
  std::optional<std::string> starving; // the option that ends the line without its value
};

// Judges and stores. `command` is named in the hints.
Status store_words(std::string_view command, const ArgSet& args, const GivenWords& given);

} // namespace lpaz::cli
