#pragma once

#include "lpaz/auth/token_cache_file.hpp"
#include "lpaz/auth/token_credential.hpp"
#include "lpaz/util/clock.hpp"
#include "lpaz/util/log.hpp"

#include <chrono>
#include <filesystem>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>

namespace lpaz::auth {

// Tokens in memory and, if there is a folder, on disk, shared with the other processes of the user.
// When several callers need a token at the same time, one of them asks the token endpoint and the
// others get its token or its error. Trouble with the disk, and a process that holds the lock for
// too long, cause a warning and end the sharing, no more.
class TokenCache {
public:
  using FetchToken = std::function<Result<AccessToken>()>;

  // Without `directory` in memory only. `lock_limit`: how long to wait for another process. Clock
  // and log outlive the cache.
  TokenCache(std::optional<std::filesystem::path> directory,
             util::Clock& clock,
             util::Log& log,
             std::chrono::milliseconds lock_limit = std::chrono::minutes(3));

  // The cached token, or what `fetch` gives. A token past its refresh time, or with less life than
  // asked for, is replaced; if that fails while it is still valid, it is used anyway.
  // ErrorKind::interrupted if the user asks to stop while another process holds the lock.
  Result<AccessToken>
  get(const TokenCacheKey& key, const TokenRequestContext& context, const FetchToken& fetch);

  Status remove(const TokenCacheKey& key);
  // All tokens of the user, of whatever tenant and app.
  Status clear();

private:
  struct Entry {
    util::Secret secret;
    AccessToken access;
  };

  Result<AccessToken>
  replace(const TokenCacheKey& key, const TokenRequestContext& context, const FetchToken& fetch);
  Result<AccessToken>
  keep_old(const TokenCacheKey& key, std::optional<AccessToken> old, const Error& error);
  std::optional<AccessToken> lookup(const TokenCacheKey& key, const TokenRequestContext& context);
  bool lives(const AccessToken& access, const TokenRequestContext& context) const;
  bool is_fresh(const AccessToken& access, const TokenRequestContext& context) const;
  // Nothing if there is no file, or no more.
  Result<std::optional<util::FileLock>> lock_file(const TokenCacheKey& key);
  void store(const TokenCacheKey& key, const AccessToken& access);
  // Warns once and continues without the disk.
  void give_up_file(const Error& error);

  std::optional<TokenCacheFile> m_file;
  util::Clock& m_clock;
  util::Log& m_log;
  std::chrono::milliseconds m_lock_limit;
  std::mutex m_mutex;
  std::map<std::string, Entry> m_entries; // by TokenCacheKey::id()
};

} // namespace lpaz::auth
