#pragma once

#include "lpaz/cli/rows.hpp"
#include "lpaz/cli/streams.hpp"
#include "lpaz/util/environment.hpp"
#include "lpaz/util/result.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace lpaz::runtime {

// How an error reads on stderr: three lines for people, one JSON object with --output json or
// jsonl. Control characters are made visible.
std::string format_error(const Error& error, std::string_view command, cli::OutputFormat format);

// Under GitHub Actions: the error as an annotation on stderr, and the outcome of the command
// appended to $GITHUB_STEP_SUMMARY. Elsewhere it does nothing. `error` is null for a success.
void report_to_github(const Error* error,
                      std::string_view command,
                      std::size_t rows,
                      cli::OutputStream& err,
                      const util::Environment& environment);

} // namespace lpaz::runtime
