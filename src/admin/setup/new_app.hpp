#pragma once

#include "lpaz/admin/setup/creation_intent.hpp"
#include "lpaz/bulk/carry_out.hpp"
#include "lpaz/bulk/change.hpp"
#include "lpaz/graph/client.hpp"
#include "lpaz/graph/service_principal.hpp"
#include "lpaz/util/result.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace lpaz::admin {

// An app of a name is made once: there never is a second one.

bulk::Step creation_step(const std::string& name);
// Carries out a plan that is the one step. `intent` remembers it from before the request, and
// forgets it only when the app was certainly not made.
Result<graph::ServicePrincipal> create_app(const bulk::Plan& plan,
                                           CreationIntent& intent,
                                           graph::GraphClient& client,
                                           const bulk::Options& options);
// Waits until the directory shows the app by its name: the one of that id or, if `id` is empty,
// any. Nothing if it does not within `limit`.
Result<std::optional<graph::ServicePrincipal>> wait_for_app(graph::GraphClient& client,
                                                            const std::string& name,
                                                            std::string_view id,
                                                            std::chrono::seconds limit);

} // namespace lpaz::admin
