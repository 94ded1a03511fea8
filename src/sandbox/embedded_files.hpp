#pragma once

#include "lpaz/util/json.hpp"

#include <string_view>

namespace lpaz::sandbox {

// A file of src/sandbox that the build put into the program, by its path there; empty: no such
// file.
std::string_view embedded_file(std::string_view path);
// Its JSON. An error in the file is an error of the build, which the tests find: null.
util::OrderedJson embedded_json(std::string_view path);

} // namespace lpaz::sandbox
