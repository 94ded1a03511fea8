#include "lpaz/graph/synchronization_secret.hpp"

#include "lpaz/util/json.hpp"
#include "lpaz/util/text.hpp"
#include "lpaz/util/url.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <utility>

namespace lpaz::graph {
namespace {

using util::Json;

constexpr std::string_view k_write_secrets = "Synchronization.ReadWrite.All";
// The service calls the SCIM endpoint before it answers.
constexpr std::chrono::seconds k_validate_timeout{120};

Json pair(std::string_view key, std::string_view value)
{
  return {{"key", std::string(key)}, {"value", std::string(value)}};
}

std::string notification_text(const SynchronizationNotification& notification)
{
  return util::dump_json(Json{{"Enabled", notification.enabled},
                              {"Recipients", notification.recipients},
                              {"DeleteThresholdEnabled", notification.delete_threshold_enabled},
                              {"DeleteThresholdValue", notification.delete_threshold}});
}

std::optional<SynchronizationNotification> parse_notification(std::string_view text)
{
  const auto json = util::parse_json(text, "notification settings");
  if (!json || !json->is_object()) {
    return std::nullopt;
  }
  SynchronizationNotification notification;
  notification.enabled = util::bool_at(*json, "Enabled");
  notification.recipients = util::string_at(*json, "Recipients");
  notification.delete_threshold_enabled = util::bool_at(*json, "DeleteThresholdEnabled");
  const auto threshold = util::integer_at(*json, "DeleteThresholdValue");
  notification.delete_threshold = std::in_range<int>(threshold) ? static_cast<int>(threshold) : 0;
  return notification;
}

bool is_masked(std::string_view value)
{
  return value.find_first_not_of('*') == std::string_view::npos;
}

void take(std::string_view key, const std::string& value, VisibleSecrets& secrets)
{
  if (key == "SecretToken") {
    secrets.has_secret_token = !value.empty();
  } else if (is_masked(value)) {
    return;
  } else if (key == "BaseAddress") {
    secrets.base_address = value;
  } else if (key == "SyncAll") {
    secrets.sync_all = util::equals_ignoring_case(value, "true");
  } else if (key == "SyncNotificationSettings") {
    secrets.notification = parse_notification(value);
  } else if (key == "SkipOutOfScopeDeletions") {
    secrets.skip_out_of_scope_deletions = util::equals_ignoring_case(value, "true");
  }
}

std::string secrets_path(std::string_view service_principal_id)
{
  return fmt::format("/servicePrincipals/{}/synchronization/secrets", service_principal_id);
}

GraphRequest
validate_request(std::string_view service_principal_id, std::string_view job_id, const Json& body)
{
  GraphRequest request =
      post_request(fmt::format("/servicePrincipals/{}/synchronization/jobs/{}/validateCredentials",
                               service_principal_id,
                               util::percent_encode(job_id)),
                   body);
  request.timeout = k_validate_timeout;
  return needs(repeatable(std::move(request)), std::string(k_write_secrets));
}

} // namespace

VisibleSecrets parse_secrets(const Json& json)
{
  VisibleSecrets secrets;
  if (const Json* pairs = util::find_array(json, "value"); pairs != nullptr) {
    for (const Json& entry : *pairs) {
      take(util::string_at(entry, "key"), util::string_at(entry, "value"), secrets);
    }
  }
  return secrets;
}

GraphRequest get_secrets_request(std::string_view service_principal_id)
{
  return needs(get_request(secrets_path(service_principal_id)), std::string(k_write_secrets));
}

GraphRequest put_secrets_request(std::string_view service_principal_id,
                                 const SynchronizationSecrets& secrets)
{
  const Json pairs = {pair("BaseAddress", secrets.base_address),
                      pair("SecretToken", secrets.secret_token.reveal()),
                      pair("SyncAll", secrets.sync_all ? "true" : "false"),
                      pair("SyncNotificationSettings", notification_text(secrets.notification))};
  return needs(put_request(secrets_path(service_principal_id), {{"value", pairs}}),
               std::string(k_write_secrets));
}

GraphRequest validate_credentials_request(std::string_view service_principal_id,
                                          std::string_view job_id,
                                          std::string_view template_id,
                                          const SynchronizationSecrets& secrets)
{
  const Json credentials = {pair("BaseAddress", secrets.base_address),
                            pair("SecretToken", secrets.secret_token.reveal())};
  return validate_request(service_principal_id,
                          job_id,
                          {{"templateId", std::string(template_id)},
                           {"useSavedCredentials", false},
                           {"credentials", credentials}});
}

GraphRequest validate_saved_credentials_request(std::string_view service_principal_id,
                                                std::string_view job_id,
                                                std::string_view template_id)
{
  return validate_request(
      service_principal_id,
      job_id,
      {{"templateId", std::string(template_id)}, {"useSavedCredentials", true}});
}

} // namespace lpaz::graph
