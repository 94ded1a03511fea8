#pragma once

#include "lpaz/cli/streams.hpp"
#include "lpaz/util/result.hpp"

#include <cstddef>
#include <string>

namespace lpaz::runtime {

// Reads what an option FILE|- names: the whole file, or all of `in` for "-". Longer than
// `max_bytes` is ErrorKind::usage.
Result<std::string>
read_input(const std::string& path, cli::InputStream& in, std::size_t max_bytes);
// The name of that input in errors.
std::string input_name(const std::string& path);

} // namespace lpaz::runtime
