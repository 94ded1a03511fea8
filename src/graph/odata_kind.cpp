#include "lpaz/graph/odata_kind.hpp"

#include "lpaz/util/json.hpp"

#include <nlohmann/json.hpp>

#include <string_view>

namespace lpaz::graph {

std::string odata_kind(const nlohmann::json& object)
{
  constexpr std::string_view k_prefix = "#microsoft.graph.";
  const std::string type = util::string_at(object, "@odata.type");
  return type.starts_with(k_prefix) ? type.substr(k_prefix.size()) : type;
}

} // namespace lpaz::graph
