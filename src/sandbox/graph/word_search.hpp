#pragma once

#include "sandbox/graph/query_options.hpp"

#include <string_view>

namespace lpaz::sandbox::graph {

// Whether $search finds the text: displayName and description word by word, each word of the term
// being the beginning of one of the text's words; other properties only from their beginning.
bool is_found(std::string_view text, const SearchTerm& term);

} // namespace lpaz::sandbox::graph
