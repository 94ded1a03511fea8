#pragma once

#include "lpaz/cli/arg_set.hpp"
#include "lpaz/util/result.hpp"

#include <string>
#include <vector>

namespace lpaz::cli {

// "option --output" or "<USER>", for messages.
std::string name_in_messages(const ArgSpec& spec);

// Checks the values against choices and range and stores them. A flag, which has none, is set.
Status store_values(const ArgSpec& spec, const std::vector<std::string>& values);

} // namespace lpaz::cli
