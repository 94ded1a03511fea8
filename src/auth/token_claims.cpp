#include "lpaz/auth/token_claims.hpp"

#include "lpaz/util/digest.hpp"
#include "lpaz/util/text.hpp"

#include <nlohmann/json.hpp>

namespace lpaz::auth {
namespace {

constexpr std::size_t k_max_token_bytes = std::size_t{64} * 1024;

} // namespace

Result<util::Json> decode_claims(const util::Secret& token)
{
  constexpr auto k_unreadable = "the access token cannot be read";
  if (token.reveal().size() > k_max_token_bytes) {
    return fail(ErrorKind::failed, k_unreadable);
  }
  const auto parts = util::split(token.reveal(), '.');
  const auto payload = parts.size() == 3 ? util::base64url_decode(parts[1]) : std::nullopt;
  if (!payload) {
    return fail(ErrorKind::failed, k_unreadable);
  }
  LPAZ_TRY(auto claims, util::parse_json(*payload, "access token"));
  if (!claims.is_object()) {
    return fail(ErrorKind::failed, k_unreadable);
  }
  return claims;
}

} // namespace lpaz::auth
