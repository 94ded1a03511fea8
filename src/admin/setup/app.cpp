#include "lpaz/admin/setup/app.hpp"

#include "admin/people/candidates.hpp"

#include "lpaz/graph/app_role_assignment.hpp"
#include "lpaz/graph/page_iterator.hpp"
#include "lpaz/util/json.hpp"
#include "lpaz/util/text.hpp"
#include "lpaz/util/uuid.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace lpaz::admin {
namespace {

using graph::ServicePrincipal;

Result<std::optional<ServicePrincipal>> app_by_id(graph::GraphClient& client, const std::string& id)
{
  auto answer = client.send(graph::get_service_principal_request(id));
  if (!answer && answer.error().kind == ErrorKind::not_found) {
    return std::nullopt;
  }
  if (!answer) {
    return fail(answer.error());
  }
  LPAZ_CHECK(util::require_string(*answer, "id", "enterprise app"));
  return graph::parse_service_principal(*answer);
}

Error ambiguous_app(const std::string& app, const std::vector<ServicePrincipal>& apps)
{
  std::vector<Candidate> candidates;
  for (const ServicePrincipal& each : apps) {
    candidates.push_back({each.id, fmt::format("application id {}", each.app_id)});
  }
  Error error = ambiguous("enterprise apps", app, candidates, "--app");
  error.hint += "\nor delete in Entra ID, under Enterprise applications, those that nobody needs";
  return error;
}

Error several_jobs(const std::string& app, const std::vector<graph::SynchronizationJob>& jobs)
{
  Error error;
  error.kind = ErrorKind::usage;
  error.message = fmt::format(
      "the app \"{}\" has {} synchronization jobs", util::make_visible(app), jobs.size());
  error.hint = "delete those that nobody needs in Entra ID:";
  for (const auto& job : jobs) {
    error.hint += fmt::format("\n  {}  {}", job.id, job.status_code);
  }
  return error;
}

} // namespace

Result<std::optional<ServicePrincipal>> find_app_if_any(graph::GraphClient& client,
                                                        const std::string& app)
{
  if (util::is_uuid(app)) {
    return app_by_id(client, app);
  }
  std::vector<ServicePrincipal> found;
  LPAZ_CHECK(graph::for_each_item(
      client, graph::find_service_principals_request(app), [&found](const auto& json) -> Status {
        if (auto id = util::require_string(json, "id", "enterprise app"); !id) {
          return fail(std::move(id).error());
        }
        found.push_back(graph::parse_service_principal(json));
        return {};
      }));
  if (found.size() > 1) {
    return fail(ambiguous_app(app, found));
  }
  return found.empty() ? std::nullopt : std::optional(found.front());
}

Result<ServicePrincipal> find_app(graph::GraphClient& client, const std::string& app)
{
  LPAZ_TRY(auto found, find_app_if_any(client, app));
  if (!found) {
    return fail(ErrorKind::not_found,
                fmt::format("no enterprise app is called \"{}\"", util::make_visible(app)),
                "create it with lpaz configure-app, or name yours with --app");
  }
  return *std::move(found);
}

Result<std::optional<graph::SynchronizationJob>> scim_job_of(const nlohmann::json& jobs,
                                                             const std::string& app)
{
  std::vector<graph::SynchronizationJob> found;
  if (const auto* list = util::find_array(jobs, "value"); list != nullptr) {
    for (const auto& json : *list) {
      auto job = graph::parse_synchronization_job(json);
      const bool is_scim = util::equals_ignoring_case(job.template_id, "scim") ||
                           util::equals_ignoring_case(job.template_id, "customappsso");
      if (is_scim && !job.id.empty()) {
        found.push_back(std::move(job));
      }
    }
  }
  if (found.size() > 1) {
    return fail(several_jobs(app, found));
  }
  return found.empty() ? std::nullopt : std::optional(std::move(found.front()));
}

Result<std::string> role_for_members(const ServicePrincipal& app)
{
  std::vector<graph::AppRole> usable;
  std::copy_if(app.app_roles.begin(),
               app.app_roles.end(),
               std::back_inserter(usable),
               [](const graph::AppRole& role) { return role.is_enabled && role.for_users; });
  if (usable.empty()) {
    return std::string(graph::k_default_access_role);
  }
  const auto user = std::find_if(usable.begin(), usable.end(), [](const graph::AppRole& role) {
    return role.display_name == "User";
  });
  if (user != usable.end()) {
    return user->id;
  }
  if (usable.size() > 1) {
    return fail(
        ErrorKind::usage,
        fmt::format("the app \"{}\" has several roles and none is called User", app.display_name),
        "enable the role User of the app, or leave it only one role for users");
  }
  return usable.front().id;
}

} // namespace lpaz::admin
