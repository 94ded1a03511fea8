#pragma once

#include "lpaz/graph/request.hpp"
#include "lpaz/util/secret.hpp"

#include <nlohmann/json_fwd.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace lpaz::graph {

// What the provisioning service sends mail about, and when it stops ("accidental deletions
// prevention"). Travels as a JSON text inside the secret SyncNotificationSettings.
struct SynchronizationNotification {
  bool enabled = false;
  std::string recipients; // addresses, separated by commas
  bool delete_threshold_enabled = false;
  int delete_threshold = 0; // deletions and disables in one cycle

  bool operator==(const SynchronizationNotification&) const = default;
};

// The connection of a job ("synchronizationSecretKeyStringValuePair"). Keys are PascalCase and
// case-sensitive on the wire.
struct SynchronizationSecrets {
  std::string base_address;
  util::Secret secret_token; // never comes back from Graph
  bool sync_all = false;     // everyone instead of those who are assigned
  SynchronizationNotification notification;
};

// What GET shows of them: values that Graph masks are "not shown", never a value to send back.
struct VisibleSecrets {
  std::optional<std::string> base_address;
  bool has_secret_token = false;
  std::optional<bool> sync_all;
  std::optional<SynchronizationNotification> notification;
  bool skip_out_of_scope_deletions = false;
};

VisibleSecrets parse_secrets(const nlohmann::json& json);

GraphRequest get_secrets_request(std::string_view service_principal_id);
// Sends all keys each time: whether Graph merges or replaces is not documented.
GraphRequest put_secrets_request(std::string_view service_principal_id,
                                 const SynchronizationSecrets& secrets);
// Makes the service try the connection to the SCIM endpoint; an error means that it was refused.
GraphRequest validate_credentials_request(std::string_view service_principal_id,
                                          std::string_view job_id,
                                          std::string_view template_id,
                                          const SynchronizationSecrets& secrets);
// The same with the saved connection.
GraphRequest validate_saved_credentials_request(std::string_view service_principal_id,
                                                std::string_view job_id,
                                                std::string_view template_id);

} // namespace lpaz::graph
