#include "connection_plan.hpp"

#include <fmt/format.h>

#include <utility>

namespace lpaz::admin {
namespace {

constexpr int k_default_delete_threshold = 20;

Error without_url()
{
  Error error;
  error.kind = ErrorKind::usage;
  error.message = "the connection URL is needed";
  error.hint =
      "give it with --connection-url or LPAZ_CONNECTION_URL; the LastPass Admin Console shows "
      "it under Users > Directories > Azure AD";
  return error;
}

} // namespace

Result<graph::SynchronizationSecrets> wanted_secrets(const ConfigureAppOptions& options,
                                                     const graph::VisibleSecrets& saved)
{
  graph::SynchronizationSecrets wanted;
  wanted.base_address =
      options.connection_url.empty() ? saved.base_address.value_or("") : options.connection_url;
  if (wanted.base_address.empty()) {
    return fail(without_url());
  }
  wanted.secret_token = options.provisioning_token;
  wanted.notification = saved.notification.value_or(graph::SynchronizationNotification{});
  if (options.notify) {
    wanted.notification.enabled = true;
    wanted.notification.recipients = *options.notify;
  }
  if (options.delete_threshold && wanted.notification.recipients.empty()) {
    return fail(ErrorKind::usage,
                "--delete-threshold needs an address to notify",
                "give --notify ADDRESS as well");
  }
  if (options.delete_threshold ||
      (options.notify && !wanted.notification.delete_threshold_enabled)) {
    wanted.notification.delete_threshold_enabled = true;
    wanted.notification.delete_threshold =
        options.delete_threshold.value_or(k_default_delete_threshold);
  }
  return wanted;
}

bool is_saved(const graph::SynchronizationSecrets& wanted, const graph::VisibleSecrets& saved)
{
  return saved.base_address == wanted.base_address && saved.sync_all == wanted.sync_all &&
         saved.notification.value_or(graph::SynchronizationNotification{}) == wanted.notification;
}

std::string describe_secrets(const graph::SynchronizationSecrets& secrets)
{
  std::string text = fmt::format("{}, assigned people and groups only", secrets.base_address);
  if (secrets.notification.delete_threshold_enabled) {
    text +=
        fmt::format(", stops at {} deletions in a cycle", secrets.notification.delete_threshold);
  }
  if (secrets.notification.enabled) {
    text += fmt::format(", mail to {}", secrets.notification.recipients);
  }
  return text;
}

Error without_token(std::string_view why)
{
  Error error;
  error.kind = ErrorKind::usage;
  error.message = fmt::format("the provisioning token is needed: {}", why);
  error.hint =
      "give it with --provisioning-token-file FILE or LPAZ_PROVISIONING_TOKEN; the LastPass "
      "Admin Console shows it under Users > Directories > Azure AD";
  return error;
}

Error not_accepted(const Error& cause)
{
  if (is_about_graph(cause)) {
    return cause;
  }
  Error error = with_context(cause, "LastPass did not accept the connection URL and token");
  error.kind = ErrorKind::failed;
  error.hint =
      cause.message.find("certificate") == std::string::npos
          ? "copy the Connection URL and the Provisioning Token again; a reset token ends the old "
            "one at once"
          : "the address is an outdated one, or its certificate is for another host: copy the "
            "Connection URL again";
  return error;
}

bool is_about_graph(const Error& error)
{
  return error.kind == ErrorKind::permission || error.kind == ErrorKind::sign_in ||
         error.kind == ErrorKind::interrupted || error.kind == ErrorKind::unavailable;
}

// The app's store for credentials holds about one kilobyte, and other settings share it.
Error not_saved(Error cause)
{
  if (cause.message.find("ExternalSecret") != std::string::npos) {
    cause.hint = "the app's store for credentials is full: use an app without SAML sign-on (--app "
                 "NAME), or fewer addresses to notify";
  }
  return cause;
}

} // namespace lpaz::admin
