#include "lpaz/admin/app.hpp"
#include "lpaz/admin/configure_app.hpp"
#include "lpaz/graph/application_template.hpp"
#include "lpaz/http/transport.hpp"
#include "lpaz/util/json.hpp"
#include "lpaz/util/text.hpp"
#include "lpaz/util/uuid.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

// The first step of ConfigureApp: there is one app of that name, and there never is a second one.

namespace lpaz::admin {
namespace {

constexpr std::chrono::milliseconds k_poll{2'000};
// How long an app is waited for that an earlier run may have made.
constexpr std::chrono::seconds k_unseen_limit{120};

// The app was certainly not made. Any other error leaves that open, an answer that cannot be read
// included.
bool is_refusal(const Error& error)
{
  return error.code == http::k_code_connect ||
         (error.http_status >= 400 && error.http_status < 500 && error.http_status != 408);
}

} // namespace

Result<std::optional<graph::ServicePrincipal>> ConfigureApp::find_or_create_app()
{
  LPAZ_TRY(auto app, find_app_if_any(m_client, m_options.app));
  m_app_is_new = m_intent.is_recent();
  if (!app && m_app_is_new) {
    LPAZ_TRY(app, find_unseen_app());
  }
  if (app) {
    m_intent.clear();
    report("app", "found", app->id);
    return app;
  }
  if (util::is_uuid(m_options.app)) {
    return fail(ErrorKind::not_found,
                fmt::format("no enterprise app has the object id {}", m_options.app),
                "give a display name to have a new app made");
  }
  // A new app has nothing saved yet: what is missing is told before anything is made.
  LPAZ_CHECK(wanted_secrets({}));
  if (m_options.dry_run) {
    for (const std::string_view step : {"app", "job"}) {
      report_change(step, "created", "");
    }
    report_change("connection", "validated and saved", m_options.connection_url);
    if (m_options.start) {
      report_change("start", "started", "");
    }
    return std::nullopt;
  }
  if (m_options.provisioning_token.empty()) {
    LPAZ_CHECK(require_token("the app is new"));
  }
  LPAZ_CHECK(create_app());
  return m_app;
}

Result<std::optional<graph::ServicePrincipal>> ConfigureApp::find_unseen_app()
{
  util::Clock& clock = m_client.clock();
  const auto end = clock.steady_now() + std::min(k_unseen_limit, m_options.replication_limit);
  report("app", "waiting", "an earlier run asked for it and the directory does not show it yet");
  while (true) {
    LPAZ_TRY(auto app, find_app_if_any(m_client, m_options.app));
    if (app || clock.steady_now() + k_poll > end) {
      return app;
    }
    LPAZ_CHECK(clock.sleep_for(k_poll));
  }
}

Status ConfigureApp::create_app()
{
  // Without a place to remember it the run goes on: the memory only matters if it is killed now.
  (void)m_intent.record();
  auto answer = m_client.send(
      graph::instantiate_request(graph::k_custom_application_template, m_options.app));
  if (!answer) {
    if (is_refusal(answer.error())) {
      m_intent.clear();
    }
    return fail(with_context(answer.error(), "the app could not be created"));
  }
  const auto* json = util::find_object(*answer, "servicePrincipal");
  m_app = json == nullptr ? graph::ServicePrincipal{} : graph::parse_service_principal(*json);
  if (m_app.id.empty()) {
    return fail(ErrorKind::failed, "Graph created an app but did not say which", "run it again");
  }
  m_app_is_new = true;
  report_change("app", "created", m_app.id);
  return wait_until_visible();
}

Status ConfigureApp::wait_until_visible()
{
  util::Clock& clock = m_client.clock();
  const auto end = clock.steady_now() + m_options.replication_limit;
  while (true) {
    auto app = find_app_if_any(m_client, m_options.app);
    if (app && *app && (*app)->id == m_app.id) {
      m_app = **app;
      m_intent.clear();
      return {};
    }
    if (!app) {
      return fail(app.error());
    }
    if (clock.steady_now() + k_poll > end) {
      return fail(ErrorKind::pending,
                  "the new app is not visible everywhere in the directory yet",
                  "run the command again in some minutes; it goes on where it stopped");
    }
    LPAZ_CHECK(clock.sleep_for(k_poll));
  }
}

} // namespace lpaz::admin
