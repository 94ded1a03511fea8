#include "sandbox/oauth/token_endpoint.hpp"

#include "lpaz/util/json.hpp"
#include "lpaz/util/text.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <map>

namespace lpaz::sandbox::oauth {
namespace {

using server::Request;
using server::Response;
using Form = std::map<std::string, std::string>;

constexpr std::string_view k_default_scope = "/.default";
constexpr std::array<std::string_view, 6> k_graph_resources{
    "https://graph.microsoft.com",
    "https://graph.microsoft.us",
    "https://dod-graph.microsoft.us",
    "https://microsoftgraph.chinacloudapi.cn",
    "00000003-0000-0000-c000-000000000000",
    "https://graph.microsoft.com/",
};

std::string field(const Form& form, const std::string& name)
{
  const auto found = form.find(name);
  return found == form.end() ? std::string() : found->second;
}

bool is_form(std::string_view content_type)
{
  return content_type.starts_with("application/x-www-form-urlencoded");
}

// What is wrong with the scope, or nothing; sets `resource` to what the scope names.
std::optional<SignInError>
scope_error(const std::string& scope, const Request& request, std::string& resource)
{
  if (scope.empty()) {
    return SignInError{400,
                       "invalid_request",
                       900144,
                       "The request body must contain the following parameter: 'scope'."};
  }
  if (scope.find(' ') != std::string::npos) {
    return SignInError{400,
                       "invalid_scope",
                       28002,
                       fmt::format("Provided value for the input parameter scope '{}' is not valid "
                                   "because it contains more than one resource.",
                                   scope)};
  }
  if (!scope.ends_with(k_default_scope)) {
    return SignInError{
        400,
        "invalid_scope",
        70011,
        fmt::format("The provided request must include a 'scope' input parameter. The provided "
                    "value for the input parameter 'scope' is not valid. The scope {} is not "
                    "valid.",
                    scope)};
  }
  resource = scope.substr(0, scope.size() - k_default_scope.size());
  if (!is_graph_resource(resource, request.base_url)) {
    return SignInError{400,
                       "invalid_resource",
                       500011,
                       fmt::format("The resource principal named {} was not found in the tenant. "
                                   "You might have sent your authentication request to the wrong "
                                   "tenant.",
                                   resource)};
  }
  return std::nullopt;
}

std::optional<SignInError> grant_error(const Form& form)
{
  const std::string grant = field(form, "grant_type");
  if (grant.empty()) {
    return SignInError{400,
                       "invalid_request",
                       900144,
                       "The request body must contain the following parameter: 'grant_type'."};
  }
  if (grant != "client_credentials") {
    return SignInError{400,
                       "unsupported_grant_type",
                       70003,
                       fmt::format("The app requested an unsupported grant type '{}'.", grant)};
  }
  return std::nullopt;
}

std::optional<SignInError> secret_error(const Form& form, const store::TenantIdentity& identity)
{
  const std::string secret = field(form, "client_secret");
  if (secret.empty() && !field(form, "client_assertion").empty()) {
    return SignInError{401,
                       "invalid_client",
                       700027,
                       "The certificate with identifier used to sign the client assertion is not "
                       "registered on application."};
  }
  if (secret.empty()) {
    return SignInError{401,
                       "invalid_client",
                       7000218,
                       "The request body must contain the following parameter: "
                       "'client_assertion' or 'client_secret'."};
  }
  if (secret != identity.client_secret) {
    return SignInError{401,
                       "invalid_client",
                       7000215,
                       fmt::format("Invalid client secret provided. Ensure the secret being sent "
                                   "in the request is the client secret value, not the client "
                                   "secret ID, for a secret added to app '{}'.",
                                   identity.client_id.text())};
  }
  return std::nullopt;
}

std::optional<SignInError> client_error(const Form& form, const store::TenantIdentity& identity)
{
  const std::string client = field(form, "client_id");
  if (client.empty()) {
    return SignInError{400,
                       "invalid_request",
                       900144,
                       "The request body must contain the following parameter: 'client_id'."};
  }
  if (!util::equals_ignoring_case(client, identity.client_id.text())) {
    return SignInError{400,
                       "unauthorized_client",
                       700016,
                       fmt::format("Application with identifier '{}' was not found in the "
                                   "directory '{}'. This can happen if the application has not "
                                   "been installed by the administrator of the tenant.",
                                   client,
                                   identity.display_name)};
  }
  return secret_error(form, identity);
}

} // namespace

std::string no_such_tenant_text(std::string_view tenant)
{
  return fmt::format("Tenant '{}' not found. Check to make sure you have the correct tenant ID and "
                     "are signing into the correct cloud. Check with your subscription "
                     "administrator, this may happen if there are no active subscriptions for the "
                     "tenant.",
                     tenant);
}

bool is_graph_resource(std::string_view resource, std::string_view base_url)
{
  if (resource.starts_with(base_url)) {
    resource.remove_prefix(base_url.size());
    return resource.empty() || resource == "/";
  }
  return std::ranges::find(k_graph_resources, resource) != k_graph_resources.end();
}

bool SignInService::is_known_tenant(std::string_view tenant) const
{
  const auto& identity = m_tenant.identity();
  return util::equals_ignoring_case(tenant, identity.tenant_id.text()) ||
         util::equals_ignoring_case(tenant, identity.domain) ||
         util::equals_ignoring_case(tenant, identity.initial_domain);
}

std::optional<SignInError> SignInService::tenant_error(std::string_view tenant) const
{
  if (tenant == "common" || tenant == "organizations") {
    return SignInError{400,
                       "invalid_request",
                       9001023,
                       "The grant type is not supported over the /common or /consumers "
                       "endpoints. Please use the /organizations or tenant-specific endpoint."};
  }
  if (!is_known_tenant(tenant)) {
    return SignInError{400, "invalid_request", k_no_such_tenant, no_such_tenant_text(tenant)};
  }
  return std::nullopt;
}

Response SignInService::grant(const std::string& resource) const
{
  const auto& identity = m_tenant.identity();
  const auto& behaviour = m_tenant.behaviour();
  const auto now = std::chrono::system_clock::now();
  const TokenClaims claims{resource,
                           identity.tenant_id,
                           identity.client_id,
                           identity.client_principal_id,
                           {behaviour.granted.begin(), behaviour.granted.end()},
                           now,
                           now + behaviour.token_life};
  const util::OrderedJson body = {{"token_type", "Bearer"},
                                  {"expires_in", behaviour.token_life.count()},
                                  {"ext_expires_in", behaviour.token_life.count()},
                                  {"access_token", m_signer.issue(claims)}};
  Response response = Response::json(200, util::dump_json(body));
  response.headers.emplace("Cache-Control", "no-store, no-cache");
  return response;
}

Response SignInService::token(const Request& request, std::string_view tenant) const
{
  if (auto error = tenant_error(tenant)) {
    return error_answer(*error, request);
  }
  const bool has_form = request.method == "POST" && is_form(request.header("Content-Type"));
  const auto pairs = server::parse_form(has_form ? request.body : std::string());
  const Form form(pairs.begin(), pairs.end());
  if (auto error = grant_error(form)) {
    return error_answer(*error, request);
  }
  if (auto error = client_error(form, m_tenant.identity())) {
    return error_answer(*error, request);
  }
  std::string resource;
  if (auto error = scope_error(field(form, "scope"), request, resource)) {
    return error_answer(*error, request);
  }
  return grant(resource);
}

Response SignInService::respond(const Request& request) const
{
  const auto segments = server::path_segments(request.path);
  const auto is = [&](std::initializer_list<std::string_view> tail) {
    return segments.size() == tail.size() + 1 &&
           std::equal(tail.begin(), tail.end(), segments.begin() + 1);
  };
  if (is({"oauth2", "v2.0", "token"})) {
    return token(request, segments.front());
  }
  if (is({"v2.0", ".well-known", "openid-configuration"})) {
    return endpoints(request, segments.front());
  }
  if (request.method == "GET" && is({"discovery", "instance"})) {
    return instances(request);
  }
  return Response{404, {}, {}};
}

} // namespace lpaz::sandbox::oauth
