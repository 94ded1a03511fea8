#pragma once

#include "lpaz/auth/token_credential.hpp"
#include "lpaz/util/clock.hpp"
#include "lpaz/util/file.hpp"
#include "lpaz/util/json.hpp"
#include "lpaz/util/log.hpp"
#include "lpaz/util/secret.hpp"

#include <chrono>
#include <filesystem>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace lpaz::auth {

// What a token was issued for, and to whom.
struct TokenCacheKey {
  std::string authority;
  std::string tenant_id;
  std::string client_id;
  std::string account; // empty for an app
  std::vector<std::string> scopes;
  // A token is served only to a caller with the same secret. Never stored, only its salted HMAC.
  util::Secret secret;

  // Names the entry; does not depend on the secret.
  std::string id() const;
};

// A folder (0700) with a file (0600) and a lock for each key. open() fails if anything is wrong
// with the folder; a file that is damaged, foreign, a link or readable by others is ignored with a
// warning.
class TokenCacheFile {
public:
  // Neither touches the disk nor fails; open() does. The log outlives the object.
  TokenCacheFile(std::filesystem::path directory, util::Log& log);

  // Creates the folder if necessary and checks that it is private. Call it before the functions
  // below.
  Status open();

  // Needs no lock: files are replaced as a whole.
  std::optional<AccessToken> read(const TokenCacheKey& key);
  Status write(const TokenCacheKey& key, const AccessToken& access);
  // Succeeds if there is nothing to remove.
  Status remove(const TokenCacheKey& key);
  // Removes all keys but keeps the locks: another process may be waiting for one.
  Status clear();

  // Held while the token endpoint is asked. Waits for it as util::FileLock::acquire() does.
  Result<util::FileLock>
  lock(const TokenCacheKey& key, util::Clock& clock, std::chrono::milliseconds limit);

  // The error of the latest holder of the lock, if it failed after `since`, so that those who
  // waited for it need not all fail one after the other.
  std::optional<Error>
  failure_between(const TokenCacheKey& key, util::TimePoint since, util::TimePoint now);
  void write_failure(const TokenCacheKey& key, const Error& error, util::TimePoint now);

private:
  std::filesystem::path path(const TokenCacheKey& key, std::string_view extension) const;
  // The object in the file, if it is there, whole, and for this key and secret.
  std::optional<util::Json> read_object(const TokenCacheKey& key, std::string_view extension);
  Status write_object(const TokenCacheKey& key, std::string_view extension, util::Json object);

  void warn_once(const std::string& text);
  void warn_damaged(const std::filesystem::path& file);

  std::filesystem::path m_directory;
  util::Log* m_log;
  std::set<std::string> m_warned;
};

} // namespace lpaz::auth
