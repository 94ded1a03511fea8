#pragma once

#include "lpaz/util/secret.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace lpaz::sandbox::store {

// SyncNotificationSettings, out of the JSON text inside the secret.
struct NotificationSettings {
  bool enabled = false;
  std::string recipients;
  bool delete_threshold_enabled = false;
  long long delete_threshold = 500;
};

// The key/value pairs of …/synchronization/secrets of one service principal.
class SynchronizationSecrets {
public:
  // Merges; an empty value takes the key away.
  void put(std::string_view key, std::string_view value);
  std::string get(std::string_view key) const; // empty if absent

  std::string base_address() const { return get("BaseAddress"); }
  util::Secret secret_token() const { return util::Secret(get("SecretToken")); }
  bool sync_all() const;                    // SyncAll
  bool skip_out_of_scope_deletions() const; // SkipOutOfScopeDeletions
  NotificationSettings notifications() const;
  // Grows with every change, so that the engine sees a new token or scope.
  unsigned version() const { return m_version; }
  const std::map<std::string, std::string, std::less<>>& all() const { return m_values; }

  // Names that Graph accepts, with upper and lower case significant.
  static bool is_known_key(std::string_view key);
  // Those whose value Graph never shows.
  static bool is_secret_key(std::string_view key);

private:
  std::map<std::string, std::string, std::less<>> m_values;
  unsigned m_version = 0;
};

} // namespace lpaz::sandbox::store
