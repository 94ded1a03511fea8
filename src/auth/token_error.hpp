#pragma once

#include "lpaz/http/request.hpp"
#include "lpaz/util/clock.hpp"
#include "lpaz/util/result.hpp"
#include "lpaz/util/secret.hpp"

#include <string>

namespace lpaz::auth {

struct TokenErrorContext {
  util::Secret secret;           // taken out of whatever the service says
  std::string admin_consent_url; // where an administrator grants the missing consent
  util::TimePoint now;
};

// What an answer of the token endpoint other than 200 means, in plain words; graph.md section 2.7.
// ErrorKind::unavailable if the service is busy or temporarily unavailable, else sign_in.
Error token_error(const http::HttpResponse& response, const TokenErrorContext& context);

} // namespace lpaz::auth
