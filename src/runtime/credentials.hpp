#pragma once

#include "lpaz/auth/client_secret_credential.hpp"
#include "lpaz/auth/token_cache.hpp"
#include "lpaz/runtime/settings.hpp"

#include <memory>

namespace lpaz::runtime {

struct CredentialParts {
  http::HttpPipeline& token_pipeline;
  auth::TokenCache& cache;
  const util::Clock& clock;
};

// The credential that settings and environment describe. ErrorKind::sign_in if there is none.
Result<std::unique_ptr<auth::TokenCredential>> make_credential(const Settings& settings,
                                                               const util::Environment& environment,
                                                               const CredentialParts& parts);

// The credential of an app with its secret.
Result<std::unique_ptr<auth::TokenCredential>>
make_client_secret_credential(auth::ClientSecretOptions options, const CredentialParts& parts);

} // namespace lpaz::runtime
