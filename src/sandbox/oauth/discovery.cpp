#include "sandbox/oauth/token_endpoint.hpp"

#include "lpaz/util/json.hpp"
#include "lpaz/util/url.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>

namespace lpaz::sandbox::oauth {
namespace {

using server::Request;
using server::Response;

constexpr std::string_view k_discovery = "/v2.0/.well-known/openid-configuration";
constexpr std::array<std::string_view, 3> k_shared_tenants{"common", "organizations", "consumers"};

struct CloudInstance {
  std::string network;
  std::string cache;
  std::vector<std::string> aliases;
};

// The clouds that the real service names, and the sandbox as one more.
std::vector<CloudInstance> cloud_instances(const std::string& own_host)
{
  return {{own_host, own_host, {own_host}},
          {"login.microsoftonline.com",
           "login.windows.net",
           {"login.microsoftonline.com",
            "login.windows.net",
            "login.microsoft.com",
            "sts.windows.net"}},
          {"login.partner.microsoftonline.cn",
           "login.partner.microsoftonline.cn",
           {"login.partner.microsoftonline.cn", "login.chinacloudapi.cn"}},
          {"login.microsoftonline.us",
           "login.microsoftonline.us",
           {"login.microsoftonline.us", "login.usgovcloudapi.net"}}};
}

bool is_known(const std::vector<CloudInstance>& instances, const std::string& host)
{
  return std::ranges::any_of(instances, [&](const CloudInstance& instance) {
    return std::ranges::find(instance.aliases, host) != instance.aliases.end();
  });
}

std::string host_of(std::string_view address)
{
  const auto scheme = address.find("://");
  if (scheme == address.npos) {
    return {};
  }
  address.remove_prefix(scheme + 3);
  return std::string(address.substr(0, address.find('/')));
}

util::OrderedJson instance_json(const CloudInstance& instance)
{
  return {{"preferred_network", instance.network},
          {"preferred_cache", instance.cache},
          {"aliases", instance.aliases}};
}

std::string parameter(const Request& request, std::string_view wanted)
{
  for (const auto& [name, value] : server::parse_form(request.query)) {
    if (name == wanted) {
      return value;
    }
  }
  return {};
}

} // namespace

Response SignInService::endpoints(const Request& request, std::string_view tenant) const
{
  const bool is_shared = std::ranges::find(k_shared_tenants, tenant) != k_shared_tenants.end();
  if (!is_shared && !is_known_tenant(tenant)) {
    return error_answer({400, "invalid_tenant", k_no_such_tenant, no_such_tenant_text(tenant)},
                        request);
  }
  const std::string id = m_tenant.identity().tenant_id.text();
  const std::string base = request.base_url + "/" + (is_shared ? std::string(tenant) : id);
  const std::string issuer = request.base_url + "/" + (is_shared ? "{tenantid}" : id) + "/v2.0";
  const util::OrderedJson body = {
      {"token_endpoint", base + "/oauth2/v2.0/token"},
      {"token_endpoint_auth_methods_supported",
       {"client_secret_post", "private_key_jwt", "client_secret_basic"}},
      {"jwks_uri", base + "/discovery/v2.0/keys"},
      {"response_modes_supported", {"query", "fragment", "form_post"}},
      {"subject_types_supported", {"pairwise"}},
      {"id_token_signing_alg_values_supported", {"RS256"}},
      {"response_types_supported", {"code", "id_token", "code id_token", "id_token token"}},
      {"scopes_supported", {"openid", "profile", "email", "offline_access"}},
      {"issuer", issuer},
      {"request_uri_parameter_supported", false},
      {"userinfo_endpoint", "https://graph.microsoft.com/oidc/userinfo"},
      {"authorization_endpoint", base + "/oauth2/v2.0/authorize"},
      {"device_authorization_endpoint", base + "/oauth2/v2.0/devicecode"},
      {"http_logout_supported", true},
      {"frontchannel_logout_supported", true},
      {"end_session_endpoint", base + "/oauth2/v2.0/logout"},
      {"tenant_region_scope", is_shared ? util::OrderedJson() : util::OrderedJson("EU")},
      {"cloud_instance_name", "microsoftonline.com"},
      {"cloud_graph_host_name", "graph.windows.net"},
      {"msgraph_host", "graph.microsoft.com"}};
  return Response::json(200, util::dump_json(body));
}

Response SignInService::instances(const Request& request) const
{
  const auto known = cloud_instances(host_of(request.base_url));
  const std::string asked = parameter(request, "authorization_endpoint");
  if (!is_known(known, host_of(asked))) {
    return error_answer({400, "invalid_instance", 50049, "Unknown or invalid instance."}, request);
  }
  const auto path_from = asked.find('/', asked.find("://") + 3);
  const auto tenant_end = asked.find('/', std::min(path_from, asked.size() - 1) + 1);
  util::OrderedJson body = {
      {"tenant_discovery_endpoint", asked.substr(0, tenant_end) + std::string(k_discovery)},
      {"api-version", "1.1"},
      {"metadata", util::OrderedJson::array()}};
  for (const auto& instance : known) {
    body["metadata"].push_back(instance_json(instance));
  }
  return Response::json(200, util::dump_json(body));
}

} // namespace lpaz::sandbox::oauth
