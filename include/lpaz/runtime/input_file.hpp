#pragma once

#include "lpaz/cli/streams.hpp"
#include "lpaz/util/result.hpp"

#include <cstddef>
#include <string>

namespace lpaz::runtime {

// What an option FILE|- names: the whole file, or for "-" all of `in`. Longer than `max_bytes` is
// ErrorKind::usage.
Result<std::string>
read_input(const std::string& path, cli::InputStream& in, std::size_t max_bytes);
// What to call it in errors.
std::string input_name(const std::string& path);

} // namespace lpaz::runtime
