#include "lpaz/auth/bearer_token_policy.hpp"

#include <fmt/format.h>

#include <utility>

namespace lpaz::auth {
namespace {

void sign(http::HttpRequest& request, const util::Secret& token)
{
  request.headers.set("Authorization", "Bearer " + token.reveal());
}

} // namespace

BearerTokenPolicy::BearerTokenPolicy(TokenCredential& credential,
                                     std::vector<std::string> scopes,
                                     util::Url service)
    : m_credential(credential), m_scopes(std::move(scopes)), m_service(std::move(service))
{
}

Status BearerTokenPolicy::check_target(const http::HttpRequest& request) const
{
  const util::Url& target = request.url;
  if (util::origin(target) != util::origin(m_service)) {
    return fail(ErrorKind::failed,
                fmt::format("refused to send the access token to {}: it is for {} only",
                            util::origin(target),
                            util::origin(m_service)));
  }
  if (!util::is_confidential(target)) {
    return fail(
        ErrorKind::usage,
        fmt::format("refused to send the access token to {} without TLS", util::origin(target)),
        "use an https address; plain http is allowed for this machine only");
  }
  return {};
}

bool BearerTokenPolicy::is_renewed(const util::Secret& token)
{
  const std::scoped_lock guard(m_mutex);
  return token == m_renewed;
}

void BearerTokenPolicy::remember_renewed(const util::Secret& token)
{
  const std::scoped_lock guard(m_mutex);
  m_renewed = token;
}

Result<http::HttpResponse> BearerTokenPolicy::send(http::HttpRequest& request,
                                                   const http::NextPolicy& next)
{
  LPAZ_CHECK(check_target(request));
  TokenRequestContext context;
  context.scopes = m_scopes;
  LPAZ_TRY(auto access, m_credential.get_token(context));
  sign(request, access.token);
  auto result = next.send(request);
  if (!result || result->status != 401) {
    return result;
  }
  context.claims = claims_of_challenge(result->headers).value_or("");
  if (context.claims.empty() && is_renewed(access.token)) {
    return result; // a new token did not help the last time
  }
  context.rejected = access.token;
  LPAZ_TRY(access, m_credential.get_token(context));
  remember_renewed(access.token);
  sign(request, access.token);
  return next.send(request);
}

} // namespace lpaz::auth
