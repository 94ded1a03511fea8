#include "lpaz/auth/token_cache_file.hpp"

#include "lpaz/util/digest.hpp"
#include "lpaz/util/text.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdint>
#include <system_error>
#include <utility>

namespace lpaz::auth {
namespace {

namespace fs = std::filesystem;
using util::Json;

constexpr int k_version = 1;
constexpr std::size_t k_max_file_bytes = std::size_t{256} * 1024;
constexpr std::size_t k_salt_bytes = 16;
constexpr std::string_view k_file_prefix = "token-";
constexpr std::string_view k_token = "json";
constexpr std::string_view k_failure = "failed";
constexpr std::string_view k_lock = "lock";

std::string proof_of_secret(const std::string& salt, const util::Secret& secret)
{
  return util::hmac_sha256_hex(salt, secret.reveal());
}

Json describe(const TokenCacheKey& key)
{
  return {{"authority", key.authority},
          {"tenantId", key.tenant_id},
          {"clientId", key.client_id},
          {"account", key.account},
          {"scopes", key.scopes}};
}

std::int64_t to_nanoseconds(util::TimePoint time)
{
  return std::chrono::nanoseconds(time.time_since_epoch()).count();
}

std::optional<util::TimePoint> find_time(const Json& object, std::string_view name)
{
  const auto nanoseconds = util::find_integer(object, name);
  if (!nanoseconds || *nanoseconds < 0) {
    return std::nullopt;
  }
  return util::TimePoint(std::chrono::nanoseconds(*nanoseconds));
}

Status remove_file(const fs::path& path)
{
  std::error_code error;
  fs::remove(path, error);
  if (error) {
    return fail(ErrorKind::failed,
                fmt::format("cannot remove {}: {}", path.string(), error.message()));
  }
  return {};
}

} // namespace

std::string TokenCacheKey::id() const
{
  return util::sha256_hex(util::dump_json(describe(*this)));
}

TokenCacheFile::TokenCacheFile(fs::path directory, util::Log& log)
    : m_directory(std::move(directory)), m_log(&log)
{
}

fs::path TokenCacheFile::path(const TokenCacheKey& key, std::string_view extension) const
{
  return m_directory / fmt::format("{}{}.{}", k_file_prefix, key.id().substr(0, 32), extension);
}

Status TokenCacheFile::open()
{
  return util::ensure_private_directory(m_directory);
}

// One warning is enough, although a run reads the same file several times.
void TokenCacheFile::warn_once(const std::string& text)
{
  if (m_warned.insert(text).second) {
    m_log->warning(text);
  }
}

void TokenCacheFile::warn_damaged(const std::filesystem::path& file)
{
  warn_once(fmt::format("token cache: {} is damaged and is ignored", file.string()));
}

std::optional<Json> TokenCacheFile::read_object(const TokenCacheKey& key,
                                                std::string_view extension)
{
  const auto file = path(key, extension);
  auto text = util::read_private_file(file, k_max_file_bytes);
  if (!text) {
    if (text.error().kind != ErrorKind::not_found) {
      warn_once("token cache: " + text.error().message);
    }
    return std::nullopt;
  }
  auto object = util::parse_json(*text, file.string());
  util::wipe(*text);
  const auto* described = object ? util::find_object(*object, "key") : nullptr;
  const auto salt =
      object ? util::base64url_decode(util::string_at(*object, "salt")) : std::nullopt;
  if (described == nullptr || *described != describe(key) || !salt ||
      util::integer_at(*object, "version") != k_version) {
    warn_damaged(file);
    return std::nullopt;
  }
  const util::Secret proof(proof_of_secret(*salt, key.secret));
  if (!(proof == util::Secret(util::string_at(*object, "secretProof")))) {
    m_log->detail("token cache: the cached token belongs to another secret");
    return std::nullopt;
  }
  return *std::move(object);
}

Status
TokenCacheFile::write_object(const TokenCacheKey& key, std::string_view extension, Json object)
{
  const auto salt = util::random_bytes(k_salt_bytes);
  object["version"] = k_version;
  object["key"] = describe(key);
  object["salt"] = util::base64url_encode(salt);
  object["secretProof"] = proof_of_secret(salt, key.secret);
  auto text = util::dump_json(object);
  auto written = util::write_private_file(path(key, extension), text);
  util::wipe(text);
  return written;
}

std::optional<AccessToken> TokenCacheFile::read(const TokenCacheKey& key)
{
  const auto object = read_object(key, k_token);
  if (!object) {
    return std::nullopt;
  }
  const auto token = util::find_string(*object, "accessToken");
  const auto expires_on = find_time(*object, "expiresOn");
  const auto refresh_on = find_time(*object, "refreshOn");
  const auto is_visible = [](char c) { return c > 0x20 && c < 0x7f; };
  if (!token || token->empty() || !std::ranges::all_of(*token, is_visible) || !expires_on ||
      !refresh_on) {
    warn_damaged(path(key, k_token));
    return std::nullopt;
  }
  return AccessToken{util::Secret(*token), *expires_on, *refresh_on};
}

Status TokenCacheFile::write(const TokenCacheKey& key, const AccessToken& access)
{
  return write_object(key,
                      k_token,
                      {{"accessToken", access.token.reveal()},
                       {"expiresOn", to_nanoseconds(access.expires_on)},
                       {"refreshOn", to_nanoseconds(access.refresh_on)}});
}

Status TokenCacheFile::remove(const TokenCacheKey& key)
{
  LPAZ_CHECK(remove_file(path(key, k_token)));
  return remove_file(path(key, k_failure));
}

Status TokenCacheFile::clear()
{
  const auto is_ours = [](const std::string& name) {
    return name.starts_with(k_file_prefix) && !name.ends_with(k_lock);
  };
  std::error_code error;
  fs::directory_iterator entry(m_directory, error);
  for (; entry != fs::directory_iterator(); entry.increment(error)) {
    const auto& file = entry->path();
    if (is_ours(file.filename().string()) && !fs::remove(file, error) && error) {
      break;
    }
  }
  if (error) {
    return fail(ErrorKind::failed,
                fmt::format("cannot empty {}: {}", m_directory.string(), error.message()));
  }
  return {};
}

Result<util::FileLock>
TokenCacheFile::lock(const TokenCacheKey& key, util::Clock& clock, std::chrono::milliseconds limit)
{
  return util::FileLock::acquire(path(key, k_lock), clock, limit);
}

std::optional<Error> TokenCacheFile::failure_between(const TokenCacheKey& key,
                                                     util::TimePoint since,
                                                     util::TimePoint now)
{
  const auto object = read_object(key, k_failure);
  const auto failed_at = object ? find_time(*object, "failedAt") : std::nullopt;
  if (!failed_at || *failed_at <= since || *failed_at > now) {
    return std::nullopt;
  }
  Error error;
  error.kind = util::bool_at(*object, "unavailable") ? ErrorKind::unavailable : ErrorKind::sign_in;
  error.message = util::string_at(*object, "message");
  error.http_status =
      static_cast<int>(std::clamp<std::int64_t>(util::integer_at(*object, "status"), 0, 999));
  error.code = util::string_at(*object, "code");
  error.request_id = util::string_at(*object, "requestId");
  error.hint = util::string_at(*object, "hint");
  return error;
}

void TokenCacheFile::write_failure(const TokenCacheKey& key,
                                   const Error& error,
                                   util::TimePoint now)
{
  if (error.kind != ErrorKind::unavailable && error.kind != ErrorKind::sign_in) {
    return;
  }
  const auto written = write_object(key,
                                    k_failure,
                                    {{"failedAt", to_nanoseconds(now)},
                                     {"unavailable", error.kind == ErrorKind::unavailable},
                                     {"message", error.message},
                                     {"status", error.http_status},
                                     {"code", error.code},
                                     {"requestId", error.request_id},
                                     {"hint", error.hint}});
  if (!written) {
    m_log->detail("token cache: " + written.error().message);
  }
}

} // namespace lpaz::auth
