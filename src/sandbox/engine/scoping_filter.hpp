#pragma once

#include "sandbox/engine/expression.hpp"

#include "lpaz/util/json.hpp"

#include <string>
#include <vector>

namespace lpaz::sandbox::engine {

struct ScopingClause {
  std::string attribute;
  std::string operation; // EQUALS, NOT EQUALS, IS TRUE, REGEX MATCH, …
  std::vector<std::string> values;
};

// Groups are alternatives; all clauses of a group must hold. Without a group every object passes.
struct ScopingFilter {
  std::vector<std::vector<ScopingClause>> groups;
};

// Reads objectMapping.scope; anything that is not a filter gives an empty one.
ScopingFilter read_scoping_filter(const util::OrderedJson& scope);

// A null attribute, an unknown operator and a broken pattern do not pass.
bool passes(const ScopingFilter& filter, const AttributeSource& attributes);

} // namespace lpaz::sandbox::engine
