#pragma once

#include "lpaz/util/result.hpp"
#include "lpaz/util/secret.hpp"

#include <string>
#include <string_view>

namespace lpaz::runtime {

// Reads the secret in a private file, without surrounding white space; `what` and `kind` describe
// the error if the file cannot be used.
Result<util::Secret>
read_secret_file(const std::string& path, const std::string& what, ErrorKind kind);

} // namespace lpaz::runtime
