#include "sandbox/state/translation.hpp"

#include "sandbox/store/synchronization_secrets.hpp"

#include "lpaz/util/digest.hpp"

namespace lpaz::sandbox::state {
namespace {

constexpr std::string_view k_token = "{token}";
constexpr std::string_view k_other_secret = "{secret}";
constexpr std::string_view k_sandbox = "{sandbox}";

} // namespace

std::string Translation::outward(std::string_view key, const std::string& value) const
{
  if (store::SynchronizationSecrets::is_secret_key(key)) {
    return std::string(util::Secret(value) == token ? k_token : k_other_secret);
  }
  return value.starts_with(base_url) ? std::string(k_sandbox) + value.substr(base_url.size())
                                     : value;
}

std::string Translation::inward(std::string_view key, const std::string& value) const
{
  if (store::SynchronizationSecrets::is_secret_key(key)) {
    return value == k_token ? token.reveal() : util::base64url_encode(util::random_bytes(24));
  }
  return value.starts_with(k_sandbox) ? base_url + value.substr(k_sandbox.size()) : value;
}

} // namespace lpaz::sandbox::state
