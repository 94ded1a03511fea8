#pragma once

#include "lpaz/auth/token_cache.hpp"
#include "lpaz/auth/token_credential.hpp"
#include "lpaz/http/pipeline.hpp"
#include "lpaz/util/clock.hpp"
#include "lpaz/util/secret.hpp"

#include <memory>
#include <string>

namespace lpaz::auth {

struct ClientSecretOptions {
  // https, or http to this machine; a bare host name means https.
  std::string authority = "https://login.microsoftonline.com";
  std::string tenant_id; // GUID or domain
  std::string client_id;
  util::Secret client_secret;
};

// An app that signs in with its secret (OAuth client credentials), through the token cache.
class ClientSecretCredential : public TokenCredential {
public:
  // `pipeline` leads to the token endpoint and has no BearerTokenPolicy. It, the cache and the
  // clock outlive the credential. Fails with ErrorKind::usage for options that cannot be right.
  static Result<std::unique_ptr<ClientSecretCredential>> create(ClientSecretOptions options,
                                                                http::HttpPipeline& pipeline,
                                                                TokenCache& cache,
                                                                const util::Clock& clock);

  Result<AccessToken> get_token(const TokenRequestContext& context) override;
  Status forget(const std::vector<std::string>& scopes) override;
  CredentialIdentity identity() const override;

private:
  ClientSecretCredential(ClientSecretOptions options,
                         http::HttpPipeline& pipeline,
                         TokenCache& cache,
                         const util::Clock& clock);
  TokenCacheKey cache_key(const std::vector<std::string>& scopes) const;
  Result<AccessToken> request_token(const TokenRequestContext& context);

  ClientSecretOptions m_options;
  http::HttpPipeline& m_pipeline;
  TokenCache& m_cache;
  const util::Clock& m_clock;
};

} // namespace lpaz::auth
