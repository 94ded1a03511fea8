#include "lpaz/auth/client_secret_credential.hpp"

#include "auth/token_error.hpp"

#include "lpaz/http/transport.hpp"
#include "lpaz/util/json.hpp"
#include "lpaz/util/text.hpp"
#include "lpaz/util/url.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <utility>

namespace lpaz::auth {
namespace {

using std::chrono::seconds;

constexpr std::size_t k_max_access_token_bytes = std::size_t{64} * 1024;
constexpr std::int64_t k_max_lifetime = seconds(std::chrono::days(7)).count();
constexpr seconds k_refresh_before_expiry = std::chrono::minutes(5);

bool is_visible_ascii(std::string_view text)
{
  return std::ranges::all_of(text, [](char c) { return c > 0x20 && c < 0x7f; });
}

bool is_tenant(std::string_view text)
{
  constexpr std::string_view k_allowed =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_";
  return !text.empty() && text.size() <= 255 && text.find_first_not_of(k_allowed) == text.npos &&
         text.find_first_not_of('.') != text.npos;
}

Result<std::string> normal_authority(std::string authority)
{
  if (authority.find("://") == std::string::npos) {
    authority.insert(0, "https://");
  }
  while (authority.ends_with('/')) {
    authority.pop_back();
  }
  LPAZ_TRY(const auto url, util::parse_url(authority, "authority host"));
  if (authority.find_first_of("?#") != std::string::npos) {
    return fail(ErrorKind::usage, "the authority host must not have a query");
  }
  if (!util::is_confidential(url)) {
    return fail(ErrorKind::usage,
                "the authority host must be an https address: the secret is sent there",
                "plain http is allowed for this machine only");
  }
  return authority;
}

Status check_ids(const ClientSecretOptions& options)
{
  if (!is_tenant(options.tenant_id)) {
    return fail(ErrorKind::usage,
                "the tenant id is not a GUID or a domain name",
                "set AZURE_TENANT_ID to the directory (tenant) id");
  }
  constexpr auto k_not_one_tenant =
      std::to_array<std::string_view>({"common", "organizations", "consumers"});
  if (std::ranges::find(k_not_one_tenant, options.tenant_id) != k_not_one_tenant.end()) {
    return fail(ErrorKind::usage,
                fmt::format("an app cannot sign in to \"{}\"", options.tenant_id),
                "set AZURE_TENANT_ID to the directory (tenant) id");
  }
  if (options.client_id.empty() || !is_visible_ascii(options.client_id)) {
    return fail(ErrorKind::usage,
                "the client id is empty or has invalid characters",
                "set AZURE_CLIENT_ID to the application (client) id");
  }
  return {};
}

Status check_secret(const util::Secret& secret)
{
  if (secret.empty() || !is_visible_ascii(secret.reveal())) {
    return fail(ErrorKind::usage,
                "the client secret is empty, or has white space or invalid characters",
                "set AZURE_CLIENT_SECRET to the secret's value");
  }
  return {};
}

using Form = std::vector<std::pair<std::string_view, std::string_view>>;

std::string encode_form(const Form& fields)
{
  std::string body;
  for (const auto& [name, value] : fields) {
    body += body.empty() ? "" : "&";
    body += name;
    body += '=';
    body += util::percent_encode(value);
  }
  return body;
}

// Seconds; some services send the number as text.
std::optional<std::int64_t> lifetime_of(const util::Json& body)
{
  auto lifetime = util::find_integer(body, "expires_in");
  if (!lifetime) {
    lifetime = util::parse_integer(util::string_at(body, "expires_in"));
  }
  return lifetime && *lifetime > 0 ? std::optional(std::min(*lifetime, k_max_lifetime))
                                   : std::nullopt;
}

Result<AccessToken> parse_token(std::string_view text, util::TimePoint now)
{
  constexpr auto k_what = "answer of the token endpoint";
  LPAZ_TRY(const auto body, util::parse_json(text, k_what));
  LPAZ_TRY(auto token, util::require_string(body, "access_token", k_what));
  const auto lifetime = lifetime_of(body);
  if (token.empty() || token.size() > k_max_access_token_bytes || !is_visible_ascii(token) ||
      !lifetime || !util::equals_ignoring_case(util::string_at(body, "token_type"), "Bearer")) {
    return fail(ErrorKind::failed, fmt::format("the {} is not a usable bearer token", k_what));
  }
  const seconds life(*lifetime);
  AccessToken access;
  access.token = util::Secret(std::move(token));
  access.expires_on = now + life;
  // A fifth of the life for tokens so short-lived that five minutes would mean a new one each time.
  access.refresh_on = access.expires_on - std::min(k_refresh_before_expiry, life / 5);
  return access;
}

} // namespace

Result<std::unique_ptr<ClientSecretCredential>>
ClientSecretCredential::create(ClientSecretOptions options,
                               http::HttpPipeline& pipeline,
                               TokenCache& cache,
                               const util::Clock& clock)
{
  LPAZ_TRY(options.authority, normal_authority(std::move(options.authority)));
  LPAZ_CHECK(check_ids(options));
  LPAZ_CHECK(check_secret(options.client_secret));
  return std::unique_ptr<ClientSecretCredential>(
      new ClientSecretCredential(std::move(options), pipeline, cache, clock));
}

ClientSecretCredential::ClientSecretCredential(ClientSecretOptions options,
                                               http::HttpPipeline& pipeline,
                                               TokenCache& cache,
                                               const util::Clock& clock)
    : m_options(std::move(options)), m_pipeline(pipeline), m_cache(cache), m_clock(clock)
{
}

TokenCacheKey ClientSecretCredential::cache_key(const std::vector<std::string>& scopes) const
{
  TokenCacheKey key;
  key.authority = m_options.authority;
  key.tenant_id = m_options.tenant_id;
  key.client_id = m_options.client_id;
  key.scopes = scopes;
  key.secret = m_options.client_secret;
  return key;
}

Result<AccessToken> ClientSecretCredential::get_token(const TokenRequestContext& context)
{
  return m_cache.get(cache_key(context.scopes), context, [&] { return request_token(context); });
}

Result<AccessToken> ClientSecretCredential::request_token(const TokenRequestContext& context)
{
  const auto base = m_options.authority + "/" + m_options.tenant_id;
  LPAZ_TRY(auto url, util::parse_url(base + "/oauth2/v2.0/token", "token endpoint"));
  auto request = http::make_request(http::HttpMethod::post, std::move(url));
  request.headers.set("Content-Type", "application/x-www-form-urlencoded");
  request.headers.set("Accept", "application/json");
  request.idempotent = true; // a second token does no harm
  const auto scope = util::join(context.scopes, " ");
  Form form{{"grant_type", "client_credentials"},
            {"client_id", m_options.client_id},
            {"client_secret", m_options.client_secret.reveal()},
            {"scope", scope}};
  if (!context.claims.empty()) {
    form.emplace_back("claims", context.claims);
  }
  request.body = encode_form(form);
  auto response = m_pipeline.send(std::move(request));
  if (!response) {
    auto error = with_context(std::move(response).error(), "sign-in failed");
    if (error.code == http::k_code_connect || error.code == http::k_code_transfer) {
      error.code = "token_endpoint"; // was retried already; must not pass for a failure of Graph
    }
    return fail(std::move(error));
  }
  if (response->status != 200) {
    const auto consent = base + "/adminconsent?client_id=" + m_options.client_id;
    return fail(token_error(*response, {m_options.client_secret, consent, m_clock.now()}));
  }
  auto access = parse_token(response->body, m_clock.now());
  util::wipe(response->body);
  return access;
}

Status ClientSecretCredential::forget(const std::vector<std::string>& scopes)
{
  return m_cache.remove(cache_key(scopes));
}

CredentialIdentity ClientSecretCredential::identity() const
{
  return {"client secret", m_options.authority, m_options.tenant_id, m_options.client_id};
}

} // namespace lpaz::auth
