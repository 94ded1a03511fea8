#pragma once

#include <string>
#include <string_view>

namespace lpaz::cli {

// The characters of valid UTF-8; of anything else, its bytes.
std::u32string code_points(std::string_view text);

} // namespace lpaz::cli
