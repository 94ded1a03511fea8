#pragma once

#include "sandbox/graph/query_options.hpp"

#include <string_view>

namespace lpaz::sandbox::graph {

// Whether $search finds the text. In displayName and description, each word of the term must be the
// beginning of a word of the text; other properties must begin with the term.
bool is_found(std::string_view text, const SearchTerm& term);

} // namespace lpaz::sandbox::graph
