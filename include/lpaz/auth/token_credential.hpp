#pragma once

#include "lpaz/util/clock.hpp"
#include "lpaz/util/result.hpp"
#include "lpaz/util/secret.hpp"

#include <chrono>
#include <string>
#include <vector>

namespace lpaz::auth {

struct AccessToken {
  util::Secret token;
  util::TimePoint expires_on;
  // From then on a new token is asked for, while this one can still be used.
  util::TimePoint refresh_on;
};

struct TokenRequestContext {
  std::vector<std::string> scopes;
  std::string claims; // JSON text of a claims challenge; goes to the token endpoint as it is
  // A token that the service answered 401 to; it is not handed out again.
  util::Secret rejected;
  // A cached token with less life left than this is replaced if that can be done.
  std::chrono::seconds minimum_life{0};
  // Ask the token endpoint even if a good token is cached.
  bool force_new = false;
};

// Who signs in, for people.
struct CredentialIdentity {
  std::string kind; // "client secret"
  std::string authority;
  std::string tenant_id;
  std::string client_id;
};

class TokenCredential {
public:
  virtual ~TokenCredential() = default;
  // Fails with ErrorKind::sign_in if the credential is refused, with unavailable if the token
  // endpoint cannot be reached or is too busy.
  virtual Result<AccessToken> get_token(const TokenRequestContext& context) = 0;
  // Drops the cached tokens of this credential for these scopes, in memory and on disk.
  virtual Status forget(const std::vector<std::string>& scopes) = 0;
  virtual CredentialIdentity identity() const = 0;
};

} // namespace lpaz::auth
