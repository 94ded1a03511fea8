#include "lpaz/admin/configure_app.hpp"
#include "lpaz/util/json.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

// The connection step of ConfigureApp: nothing is saved that LastPass did not accept.

namespace lpaz::admin {
namespace {

constexpr int k_default_delete_threshold = 20;

bool is_saved(const graph::SynchronizationSecrets& wanted, const graph::VisibleSecrets& saved)
{
  return saved.base_address == wanted.base_address && saved.sync_all == wanted.sync_all &&
         saved.notification.value_or(graph::SynchronizationNotification{}) == wanted.notification;
}

std::string describe(const graph::SynchronizationSecrets& secrets)
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

Error not_accepted(const Error& cause, std::string_view whose)
{
  Error error = with_context(cause, fmt::format("LastPass did not accept the {}", whose));
  error.kind = cause.kind == ErrorKind::unavailable ? cause.kind : ErrorKind::failed;
  error.hint =
      cause.message.find("certificate") == std::string::npos
          ? "copy the Connection URL and the Provisioning Token again; a reset token ends the old "
            "one at once"
          : "the address is an outdated one, or its certificate is for another host: copy the "
            "Connection URL again";
  return error;
}

// Although the test passed: the store holds about one kilobyte, and shares it.
Error not_saved(Error error)
{
  if (error.message.find("ExternalSecret") != std::string::npos) {
    error.hint = "the app's store for credentials is full: use an app without SAML sign-on (--app "
                 "NAME), or fewer addresses to notify";
  }
  return error;
}

// Errors that say nothing about the credentials.
bool is_about_graph(const Error& error)
{
  return error.kind == ErrorKind::permission || error.kind == ErrorKind::sign_in ||
         error.kind == ErrorKind::interrupted || error.kind == ErrorKind::unavailable;
}

} // namespace

Status ConfigureApp::require_token(std::string_view why)
{
  if (!m_options.ask_token || m_options.dry_run) {
    return fail(without_token(why));
  }
  LPAZ_TRY(m_options.provisioning_token, m_options.ask_token());
  return {};
}

Status ConfigureApp::configure_connection()
{
  LPAZ_TRY(const auto json, send_patiently(graph::get_secrets_request(m_app.id)));
  const graph::VisibleSecrets saved = graph::parse_secrets(json);
  LPAZ_TRY(auto wanted, wanted_secrets(saved));
  if (!m_options.notify && !wanted.notification.enabled) {
    report("notification",
           "skipped",
           "no address: give --notify to hear of a quarantine and to stop "
           "accidental deletions");
  }
  if (m_options.provisioning_token.empty()) {
    LPAZ_TRY(const std::string reason, why_token_is_needed(wanted, saved));
    if (reason.empty()) {
      report("connection", "unchanged", describe(wanted));
      return {};
    }
    LPAZ_CHECK(require_token(reason));
    wanted.secret_token = m_options.provisioning_token;
  }
  return save_connection(wanted, saved);
}

Result<graph::SynchronizationSecrets>
ConfigureApp::wanted_secrets(const graph::VisibleSecrets& saved) const
{
  graph::SynchronizationSecrets wanted;
  wanted.base_address =
      m_options.connection_url.empty() ? saved.base_address.value_or("") : m_options.connection_url;
  if (wanted.base_address.empty()) {
    return fail(without_url());
  }
  wanted.secret_token = m_options.provisioning_token;
  wanted.notification = saved.notification.value_or(graph::SynchronizationNotification{});
  if (m_options.notify) {
    wanted.notification.enabled = true;
    wanted.notification.recipients = *m_options.notify;
  }
  if (m_options.delete_threshold && wanted.notification.recipients.empty()) {
    return fail(ErrorKind::usage,
                "--delete-threshold needs an address to notify",
                "give --notify ADDRESS as well");
  }
  if (m_options.delete_threshold ||
      (m_options.notify && !wanted.notification.delete_threshold_enabled)) {
    wanted.notification.delete_threshold_enabled = true;
    wanted.notification.delete_threshold =
        m_options.delete_threshold.value_or(k_default_delete_threshold);
  }
  return wanted;
}

// A token was given. LastPass honours one token at a time, so if the given and the saved one are
// both accepted they are the same, and there is nothing to save.
Status ConfigureApp::save_connection(const graph::SynchronizationSecrets& wanted,
                                     const graph::VisibleSecrets& saved)
{
  if (m_job) {
    auto valid = send_patiently(
        graph::validate_credentials_request(m_app.id, m_job->id, m_job->template_id, wanted));
    if (!valid) {
      return fail(is_about_graph(valid.error())
                      ? valid.error()
                      : not_accepted(valid.error(), "connection URL and token"));
    }
    report("credentials", "accepted", wanted.base_address);
  }
  if (saved.has_secret_token && is_saved(wanted, saved)) {
    LPAZ_TRY(const bool works, saved_credentials_work());
    if (works) {
      report("connection", "unchanged", describe(wanted));
      return {};
    }
  }
  if (!m_options.dry_run) {
    const auto saved_now = send_patiently(graph::put_secrets_request(m_app.id, wanted));
    if (!saved_now) {
      return fail(not_saved(saved_now.error()));
    }
  }
  report_change("connection", "saved", describe(wanted));
  return {};
}

// Empty if what is saved will do. Graph never gives a token back, so nothing can be saved without
// it.
Result<std::string> ConfigureApp::why_token_is_needed(const graph::SynchronizationSecrets& wanted,
                                                      const graph::VisibleSecrets& saved)
{
  if (!saved.has_secret_token) {
    return "none is saved yet";
  }
  if (!is_saved(wanted, saved)) {
    return "to change the connection, the scope or the notification, Graph wants it again";
  }
  LPAZ_TRY(const bool works, saved_credentials_work());
  return works ? "" : "LastPass does not accept the one that is saved";
}

Result<bool> ConfigureApp::saved_credentials_work()
{
  if (!m_job) {
    return true;
  }
  auto valid = m_client.send(
      graph::validate_saved_credentials_request(m_app.id, m_job->id, m_job->template_id));
  if (!valid && is_about_graph(valid.error())) {
    return fail(valid.error());
  }
  return valid.has_value();
}

} // namespace lpaz::admin
