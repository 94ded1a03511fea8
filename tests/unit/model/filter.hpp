#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace lpaz::model {

// The values that an object has at a path ("targetResources/id"); times as RFC 3339.
using Field = std::function<std::vector<std::string>(std::string_view path)>;

// An OData $filter: and, or, not, eq, ne, gt, ge, lt, le, in, startswith, endswith, contains, any.
// Throws std::invalid_argument on anything else.
class Filter {
public:
  explicit Filter(std::string_view text);
  bool matches(const Field& field) const;

private:
  std::vector<std::string> m_tokens; // texts begin with a quote
};

} // namespace lpaz::model
