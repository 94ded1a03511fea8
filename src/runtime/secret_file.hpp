#pragma once

#include "lpaz/util/result.hpp"
#include "lpaz/util/secret.hpp"

#include <string>
#include <string_view>

namespace lpaz::runtime {

// The secret in a file of ours, without outer white space; `what` it is and `kind` are for the
// error of a file that cannot be used.
Result<util::Secret>
read_secret_file(const std::string& path, const std::string& what, ErrorKind kind);

} // namespace lpaz::runtime
