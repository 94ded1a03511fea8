#pragma once

#include "lpaz/graph/client.hpp"
#include "lpaz/graph/service_principal.hpp"
#include "lpaz/graph/synchronization_job.hpp"
#include "lpaz/util/result.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace lpaz::admin {

// The enterprise app of that display name or object id. None is ErrorKind::not_found, several are
// ErrorKind::usage with their ids in the hint.
Result<graph::ServicePrincipal> find_app(graph::GraphClient& client, const std::string& app);
// The same, but none is an empty optional.
Result<std::optional<graph::ServicePrincipal>> find_app_if_any(graph::GraphClient& client,
                                                               const std::string& app);

// The app's SCIM job among those of a list of jobs, if there is one; several are
// ErrorKind::usage.
Result<std::optional<graph::SynchronizationJob>> scim_job_of(const nlohmann::json& jobs,
                                                             const std::string& app);

// The role that people and groups get: User, else the only enabled one for users, else (no roles
// declared) the default access. Several to choose from are ErrorKind::usage.
Result<std::string> role_for_members(const graph::ServicePrincipal& app);

} // namespace lpaz::admin
