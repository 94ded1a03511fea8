#include "sandbox/oauth/token_signer.hpp"

#include "lpaz/util/digest.hpp"
#include "lpaz/util/json.hpp"
#include "lpaz/util/uuid.hpp"

#include <nlohmann/json.hpp>

namespace lpaz::sandbox::oauth {
namespace {

constexpr std::string_view k_header = R"({"typ":"JWT","alg":"HS256","kid":"lpaz-sandbox"})";

std::int64_t seconds_of(util::TimePoint time)
{
  return std::chrono::duration_cast<std::chrono::seconds>(time.time_since_epoch()).count();
}

util::TimePoint time_of(std::int64_t seconds)
{
  return util::TimePoint(std::chrono::seconds(seconds));
}

store::ObjectId id_at(const util::Json& json, std::string_view key)
{
  return store::ObjectId::parse(util::string_at(json, key)).value_or(store::ObjectId{});
}

util::OrderedJson claims_json(const TokenClaims& claims)
{
  return {{"aud", claims.audience},
          {"iss", "https://sts.windows.net/" + claims.tenant.text() + "/"},
          {"iat", seconds_of(claims.issued)},
          {"nbf", seconds_of(claims.issued)},
          {"exp", seconds_of(claims.expires)},
          {"app_displayname", "lpaz"},
          {"appid", claims.app_id.text()},
          {"appidacr", "1"},
          {"idtyp", "app"},
          {"oid", claims.principal.text()},
          {"roles", claims.roles},
          {"sub", claims.principal.text()},
          {"tid", claims.tenant.text()},
          {"uti", util::new_uuid()},
          {"ver", "1.0"}};
}

std::optional<TokenClaims> claims_of(std::string_view payload)
{
  const auto text = util::base64url_decode(payload);
  if (!text) {
    return std::nullopt;
  }
  const auto json = util::parse_json(*text, "token");
  if (!json) {
    return std::nullopt;
  }
  TokenClaims claims;
  claims.audience = util::string_at(*json, "aud");
  claims.tenant = id_at(*json, "tid");
  claims.app_id = id_at(*json, "appid");
  claims.principal = id_at(*json, "oid");
  claims.issued = time_of(util::integer_at(*json, "iat"));
  claims.expires = time_of(util::integer_at(*json, "exp"));
  if (const auto* roles = util::find_array(*json, "roles")) {
    for (const auto& role : *roles) {
      if (role.is_string()) {
        claims.roles.insert(role.get<std::string>());
      }
    }
  }
  return claims;
}

} // namespace

TokenSigner::TokenSigner() : m_key(util::random_bytes(32))
{
}

std::string TokenSigner::signature_of(std::string_view signed_part) const
{
  return util::base64url_encode(util::hmac_sha256_hex(m_key, signed_part));
}

std::string TokenSigner::issue(const TokenClaims& claims) const
{
  const std::string signed_part = util::base64url_encode(k_header) + "." +
                                  util::base64url_encode(util::dump_json(claims_json(claims)));
  return signed_part + "." + signature_of(signed_part);
}

CheckedToken TokenSigner::check(std::string_view token, util::TimePoint now) const
{
  const auto first = token.find('.');
  const auto last = token.rfind('.');
  if (first == token.npos || first == last) {
    return {TokenFlaw::malformed, {}};
  }
  if (signature_of(token.substr(0, last)) != token.substr(last + 1)) {
    return {TokenFlaw::bad_signature, {}};
  }
  auto claims = claims_of(token.substr(first + 1, last - first - 1));
  if (!claims) {
    return {TokenFlaw::malformed, {}};
  }
  if (claims->expires <= now) {
    return {TokenFlaw::expired, {}};
  }
  return {TokenFlaw::none, std::move(*claims)};
}

} // namespace lpaz::sandbox::oauth
