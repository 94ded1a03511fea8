#pragma once

#include "lpaz/graph/request.hpp"

#include <string_view>

namespace lpaz::graph {

// The template of an app that is not in the gallery ("applicationTemplate: instantiate"). An app
// registration cannot be used: it has no provisioning.
inline constexpr std::string_view k_custom_application_template =
    "8adf8e6e-67b2-4cf2-a259-e3dc5476c621";

// Answers {application, servicePrincipal}. Not repeatable: each call makes another app.
GraphRequest instantiate_request(std::string_view template_id, std::string_view display_name);

} // namespace lpaz::graph
