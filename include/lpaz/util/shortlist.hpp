#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace lpaz::util {

// The names as they stand in a sentence, control characters made visible: the first 20, and how
// many more. `quote` stands around each.
std::string shortlist(const std::vector<std::string>& names, std::string_view quote = "");

} // namespace lpaz::util
