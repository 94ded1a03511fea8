#include "lpaz/graph/synchronization_template.hpp"

#include <fmt/format.h>

namespace lpaz::graph {

GraphRequest list_templates_request(std::string_view service_principal_id)
{
  return needs(get_request(fmt::format("/servicePrincipals/{}/synchronization/templates",
                                       service_principal_id)),
               "Synchronization.Read.All");
}

} // namespace lpaz::graph
