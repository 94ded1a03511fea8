#include "lpaz/graph/application_template.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace lpaz::graph {

GraphRequest instantiate_request(std::string_view template_id, std::string_view display_name)
{
  return needs(post_request(fmt::format("/applicationTemplates/{}/instantiate", template_id),
                            {{"displayName", std::string(display_name)}}),
               "Application.ReadWrite.OwnedBy");
}

} // namespace lpaz::graph
