#pragma once

#include "sandbox/store/tenant.hpp"

#include "lpaz/util/clock.hpp"

#include <chrono>
#include <optional>
#include <set>
#include <string>
#include <string_view>

namespace lpaz::sandbox::oauth {

// The claims of a token.
struct TokenClaims {
  std::string audience;
  store::ObjectId tenant;
  store::ObjectId app_id;
  store::ObjectId principal; // oid
  std::set<std::string, std::less<>> roles;
  util::TimePoint issued;
  util::TimePoint expires;
};

enum class TokenFlaw { none, malformed, bad_signature, expired };

struct CheckedToken {
  TokenFlaw flaw = TokenFlaw::none;
  TokenClaims claims; // only without a flaw
};

// Makes and checks access tokens: JWTs signed with a key that lives as long as the process.
// Tokens expire in real time, not on the tenant's calendar, because their holders live in real
// time.
class TokenSigner {
public:
  TokenSigner();
  std::string issue(const TokenClaims& claims) const;
  CheckedToken check(std::string_view token, util::TimePoint now) const;

private:
  std::string signature_of(std::string_view signed_part) const;
  std::string m_key;
};

} // namespace lpaz::sandbox::oauth
