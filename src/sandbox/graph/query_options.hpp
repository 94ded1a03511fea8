#pragma once

#include "sandbox/graph/odata_filter.hpp"
#include "sandbox/server/router.hpp"

#include "lpaz/util/result.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lpaz::sandbox::graph {

struct SortKey {
  std::string path;
  bool descending = false;
};

// One term of $search: "displayName:last".
struct SearchTerm {
  std::string property;
  std::string text;
};

// One item of $expand: manager($select=id,displayName).
struct Expansion {
  std::string relation;
  std::vector<std::string> select;
};

// The OData options of a request's query. Each resource refuses what it does not support.
struct QueryOptions {
  std::vector<std::string> select;
  std::optional<FilterNode> filter; // not bound yet
  std::optional<std::size_t> top;
  std::size_t skip = 0;
  bool count = false;
  std::vector<SortKey> order_by;
  // All terms of at least one of these must hold.
  std::vector<std::vector<SearchTerm>> search;
  std::vector<Expansion> expand;
  std::string skip_token;
  bool eventual = false; // ConsistencyLevel: eventual
};

// Fails with 400 on unknown $options, ones that occur twice, and values of the wrong form.
Result<QueryOptions> parse_query_options(const server::Request& request);

// Graph's rules for advanced queries (graph.md section 3.6): each needs ConsistencyLevel: eventual
// and $count=true.
Status check_advanced(const QueryOptions& options, bool is_cast_of_relation);

// The request's query without $skiptoken, and with the one given.
std::string query_for_next_page(std::string_view query, std::string_view skip_token);

} // namespace lpaz::sandbox::graph
