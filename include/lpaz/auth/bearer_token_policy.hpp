#pragma once

#include "lpaz/auth/token_credential.hpp"
#include "lpaz/http/pipeline.hpp"
#include "lpaz/util/secret.hpp"
#include "lpaz/util/url.hpp"

#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace lpaz::auth {

// The claims of a challenge (`WWW-Authenticate: Bearer …, claims="base64"`) as JSON text: the first
// Bearer challenge that carries any; the headers may be several, the parameters in any order.
std::optional<std::string> claims_of_challenge(const http::Headers& headers);

// Signs requests to one service. The token goes to the origin of `service` (scheme://host:port)
// only and only over https, or http to this machine; a request to anywhere else is an error. After
// a 401 the token is replaced and the request sent again, once; unless the 401 was for a token that
// had already been replaced this way.
class BearerTokenPolicy : public http::HttpPolicy {
public:
  // The credential outlives the policy; `service` may be any URL of the service.
  BearerTokenPolicy(TokenCredential& credential,
                    std::vector<std::string> scopes,
                    util::Url service);

  Result<http::HttpResponse> send(http::HttpRequest& request,
                                  const http::NextPolicy& next) override;

private:
  Status check_target(const http::HttpRequest& request) const;
  bool is_renewed(const util::Secret& token);
  void remember_renewed(const util::Secret& token);

  TokenCredential& m_credential;
  std::vector<std::string> m_scopes;
  util::Url m_service;
  std::mutex m_mutex;
  util::Secret m_renewed; // the token got after the latest 401
};

} // namespace lpaz::auth
