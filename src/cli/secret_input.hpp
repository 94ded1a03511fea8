#pragma once

#include "lpaz/util/result.hpp"
#include "lpaz/util/secret.hpp"

namespace lpaz::cli {

// Reads a line from the terminal `fd` without echo. The terminal's mode is put back whatever
// happens: an error, a signal that ends or stops the process, or the end of the input.
Result<util::Secret> read_without_echo(int fd);

} // namespace lpaz::cli
