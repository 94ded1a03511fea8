#include "sandbox/graph/service.hpp"

#include "sandbox/graph/api_error.hpp"
#include "sandbox/graph/batch.hpp"
#include "sandbox/graph/request_cost.hpp"
#include "sandbox/oauth/token_endpoint.hpp"
#include "sandbox/server/fault_answer.hpp"

#include "lpaz/util/text.hpp"
#include "lpaz/util/uuid.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace lpaz::sandbox::graph {
namespace {

using server::Request;
using server::Response;

constexpr std::string_view k_prefix = "/v1.0";
constexpr std::string_view k_batch = "/$batch";

std::unexpected<Error> invalid_token(std::string message)
{
  return refuse(401, "InvalidAuthenticationToken", std::move(message));
}

std::unexpected<Error> token_flaw(oauth::TokenFlaw flaw)
{
  switch (flaw) {
  case oauth::TokenFlaw::expired:
    return invalid_token("Lifetime validation failed, the token is expired.");
  case oauth::TokenFlaw::bad_signature:
    return invalid_token("Access token validation failure. The signature is not valid.");
  default:
    return invalid_token("IDX14100: JWT is not well formed.");
  }
}

// The path behind the version; nothing for another version.
std::optional<std::string_view> path_in_version(std::string_view path)
{
  if (!path.starts_with(k_prefix)) {
    return std::nullopt;
  }
  path.remove_prefix(k_prefix.size());
  return path.empty() || path.front() == '/' ? std::optional(path) : std::nullopt;
}

std::unexpected<Error> no_route(const RouteMatch& match, const std::vector<std::string>& segments)
{
  if (match.path_exists) {
    return refuse(
        405, "Request_BadRequest", "Specified HTTP method is not allowed for the request target.");
  }
  return refuse(400,
                "BadRequest",
                fmt::format("Resource not found for the segment '{}'.",
                            segments.empty() ? "" : segments.back()));
}

void add_identifying_headers(Response& response,
                             const std::string& request_id,
                             const std::string& client_request_id)
{
  response.headers.emplace("request-id", request_id);
  response.headers.emplace("client-request-id", client_request_id);
  response.headers.emplace("OData-Version", "4.0");
  response.headers.emplace("Cache-Control", "no-cache");
  response.headers.emplace(
      "x-ms-ags-diagnostic",
      R"({"ServerInfo":{"DataCenter":"lpaz-sandbox","Slice":"E","Ring":"0"}})");
  if (response.status == 401) {
    response.headers.emplace(
        "WWW-Authenticate",
        R"(Bearer realm="", authorization_uri="https://login.microsoftonline.com/common/oauth2/authorize", client_id="00000003-0000-0000-c000-000000000000")");
  }
}

} // namespace

GraphService::GraphService(const Surroundings& surroundings) : m_surroundings(surroundings)
{
  add_application_routes(m_routes);
  add_application_template_routes(m_routes);
  add_assignment_routes(m_routes);
  add_audit_routes(m_routes);
  add_deleted_item_routes(m_routes);
  add_group_member_routes(m_routes);
  add_group_routes(m_routes);
  add_reporting_line_routes(m_routes);
  add_member_of_routes(m_routes);
  add_organization_routes(m_routes);
  add_provisioning_log_routes(m_routes);
  add_role_routes(m_routes);
  add_service_principal_routes(m_routes);
  add_synchronization_job_routes(m_routes);
  add_synchronization_schema_routes(m_routes);
  add_synchronization_secret_routes(m_routes);
  add_synchronization_template_routes(m_routes);
  add_user_routes(m_routes);
}

Result<oauth::TokenClaims> GraphService::authenticate(const Request& request) const
{
  constexpr std::string_view k_scheme = "Bearer ";
  const std::string_view header = request.header("Authorization");
  if (header.size() <= k_scheme.size() ||
      !util::equals_ignoring_case(header.substr(0, k_scheme.size()), k_scheme)) {
    return invalid_token("Access token is empty.");
  }
  auto checked = m_surroundings.signer.check(util::trim(header.substr(k_scheme.size())),
                                             std::chrono::system_clock::now());
  if (checked.flaw != oauth::TokenFlaw::none) {
    return token_flaw(checked.flaw);
  }
  if (!oauth::is_graph_resource(checked.claims.audience, request.base_url)) {
    return invalid_token("Access token validation failure. Invalid audience.");
  }
  return std::move(checked.claims);
}

Status
GraphService::pass_throttle(const Route& route, const Call& call, server::Headers& headers) const
{
  if (m_surroundings.throttle == nullptr) {
    return {};
  }
  const server::Cost cost = cost_of(route, call.query);
  const std::size_t users = call.tenant().read()->live_user_count();
  const auto verdict = m_surroundings.throttle->charge(cost, users, call.now);
  add_throttle_headers(headers, cost, verdict, call);
  if (!verdict.granted) {
    return refuse(429, "TooManyRequests", "Too many requests.");
  }
  return {};
}

Result<Response> GraphService::answer(const Request& request,
                                      const oauth::TokenClaims& caller,
                                      server::Headers& headers) const
{
  const auto path = path_in_version(request.path);
  if (!path) {
    return refuse(400, "BadRequest", "Invalid version: only v1.0 is served.");
  }
  const auto segments = graph_segments(*path);
  if (!segments) {
    return refuse(400, "BadRequest", "The request URI is not valid: a bracket or quote is open.");
  }
  const RouteMatch match = m_routes.find(request.method, *segments);
  if (match.route == nullptr) {
    return no_route(match, *segments);
  }
  if (!is_permitted(match.route->permissions, caller.roles)) {
    return insufficient_privileges();
  }
  Call call{request, m_surroundings, caller, match.parameters, {}, m_surroundings.tenant.now()};
  LPAZ_TRY(call.query, parse_query_options(request));
  LPAZ_CHECK(pass_throttle(*match.route, call, headers));
  return match.route->run(call);
}

Response GraphService::respond_to_part(const Request& request,
                                       const oauth::TokenClaims& caller) const
{
  const std::string request_id = util::new_uuid();
  const auto fault = m_surroundings.faults.take(request.method, request.path, true);
  if (fault && fault->kind != server::FaultKind::status_after) {
    return server::fault_answer(*fault, request);
  }
  server::Headers headers;
  auto outcome = answer(request, caller, headers);
  Response response =
      outcome ? std::move(*outcome)
              : error_response(outcome.error(), request_id, request.header("client-request-id"));
  response.headers.merge(headers);
  return fault ? server::fault_answer(*fault, request) : response;
}

Response GraphService::respond(const Request& request) const
{
  const std::string request_id = util::new_uuid();
  const std::string given_id(request.header("client-request-id"));
  const std::string client_request_id = given_id.empty() ? request_id : given_id;
  server::Headers headers;
  const auto respond_or_fail = [&]() -> Result<Response> {
    LPAZ_TRY(const oauth::TokenClaims caller, authenticate(request));
    if (request.method == "POST" && path_in_version(request.path) == k_batch) {
      return run_batch(request, [&](const Request& part) { return respond_to_part(part, caller); });
    }
    return answer(request, caller, headers);
  };
  auto outcome = respond_or_fail();
  Response response = outcome ? std::move(*outcome)
                              : error_response(outcome.error(), request_id, client_request_id);
  response.headers.merge(headers);
  add_identifying_headers(response, request_id, client_request_id);
  return response;
}

} // namespace lpaz::sandbox::graph
