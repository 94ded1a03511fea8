#include "sandbox/store/synchronization_secrets.hpp"

#include "lpaz/util/json.hpp"
#include "lpaz/util/text.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>

namespace lpaz::sandbox::store {
namespace {

// The members of Graph's enumeration synchronizationSecret.
constexpr std::array<std::string_view, 45> k_known_keys{
    "None",
    "UserName",
    "Password",
    "SecretToken",
    "AppKey",
    "BaseAddress",
    "ClientIdentifier",
    "ClientSecret",
    "SingleSignOnType",
    "Sandbox",
    "Url",
    "Domain",
    "ConsumerKey",
    "ConsumerSecret",
    "TokenKey",
    "TokenExpiration",
    "Oauth2AccessToken",
    "Oauth2AccessTokenCreationTime",
    "Oauth2RefreshToken",
    "SyncAll",
    "InstanceName",
    "Oauth2ClientId",
    "Oauth2ClientSecret",
    "CompanyId",
    "UpdateKeyOnSoftDelete",
    "SynchronizationSchedule",
    "SystemOfRecord",
    "SandboxName",
    "EnforceDomain",
    "SyncNotificationSettings",
    "SkipOutOfScopeDeletions",
    "Oauth2AuthorizationCode",
    "Oauth2RedirectUri",
    "ApplicationTemplateIdentifier",
    "Oauth2TokenExchangeUri",
    "Oauth2AuthorizationUri",
    "AuthenticationType",
    "Server",
    "PerformInboundEntitlementGrants",
    "HardDeletesEnabled",
    "SyncAgentCompatibilityKey",
    "SyncAgentADContainer",
    "ValidateDomain",
    "TestReferences",
    "ConnectionString",
};

constexpr std::array<std::string_view, 9> k_secret_keys{"SecretToken",
                                                        "Password",
                                                        "AppKey",
                                                        "ClientSecret",
                                                        "ConsumerSecret",
                                                        "TokenKey",
                                                        "Oauth2AccessToken",
                                                        "Oauth2RefreshToken",
                                                        "Oauth2ClientSecret"};

bool is_true(std::string_view word)
{
  return util::equals_ignoring_case(word, "true");
}

} // namespace

void SynchronizationSecrets::put(std::string_view key, std::string_view value)
{
  ++m_version;
  if (value.empty()) {
    m_values.erase(std::string(key));
    return;
  }
  m_values.insert_or_assign(std::string(key), std::string(value));
}

std::string SynchronizationSecrets::get(std::string_view key) const
{
  const auto found = m_values.find(key);
  return found == m_values.end() ? std::string() : found->second;
}

bool SynchronizationSecrets::sync_all() const
{
  return is_true(get("SyncAll"));
}

bool SynchronizationSecrets::skip_out_of_scope_deletions() const
{
  return is_true(get("SkipOutOfScopeDeletions"));
}

NotificationSettings SynchronizationSecrets::notifications() const
{
  NotificationSettings settings;
  const auto json = util::parse_json(get("SyncNotificationSettings"), "notification settings");
  if (!json) {
    return settings;
  }
  settings.enabled = util::bool_at(*json, "Enabled");
  settings.recipients = util::string_at(*json, "Recipients");
  settings.delete_threshold_enabled = util::bool_at(*json, "DeleteThresholdEnabled");
  settings.delete_threshold =
      util::integer_at(*json, "DeleteThresholdValue", settings.delete_threshold);
  return settings;
}

bool SynchronizationSecrets::is_known_key(std::string_view key)
{
  return std::ranges::find(k_known_keys, key) != k_known_keys.end();
}

bool SynchronizationSecrets::is_secret_key(std::string_view key)
{
  return std::ranges::find(k_secret_keys, key) != k_secret_keys.end();
}

} // namespace lpaz::sandbox::store
