#pragma once

#include "sandbox/oauth/token_error.hpp"
#include "sandbox/oauth/token_signer.hpp"
#include "sandbox/server/router.hpp"
#include "sandbox/store/tenant.hpp"

namespace lpaz::sandbox::oauth {

// The sign-in service: /{tenant}/oauth2/v2.0/token and the discovery documents beside it.
class SignInService {
public:
  SignInService(const store::Tenant& tenant, const TokenSigner& signer)
      : m_tenant(tenant), m_signer(signer)
  {
  }

  // Answers 404 for paths that are not its own.
  server::Response respond(const server::Request& request) const;

private:
  server::Response token(const server::Request& request, std::string_view tenant) const;
  server::Response grant(const std::string& resource) const;
  std::optional<SignInError> tenant_error(std::string_view tenant) const;
  server::Response endpoints(const server::Request& request, std::string_view tenant) const;
  server::Response instances(const server::Request& request) const;
  bool is_known_tenant(std::string_view tenant) const;

  const store::Tenant& m_tenant;
  const TokenSigner& m_signer;
};

// AADSTS90002, at the token endpoint and in discovery.
constexpr long k_no_such_tenant = 90002;
std::string no_such_tenant_text(std::string_view tenant);

// Audiences of tokens that Graph accepts besides its own address.
bool is_graph_resource(std::string_view resource, std::string_view base_url);

} // namespace lpaz::sandbox::oauth
