#include "lpaz/graph/organization.hpp"

#include "lpaz/graph/odata_query.hpp"

namespace lpaz::graph {

GraphRequest get_organization_request()
{
  return needs(get_request("/organization" + ODataQuery().select("id,displayName").text()),
               "Organization.Read.All");
}

} // namespace lpaz::graph
