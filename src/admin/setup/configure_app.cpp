#include "lpaz/admin/setup/configure_app.hpp"

#include "connection_plan.hpp"
#include "job_state.hpp"
#include "new_app.hpp"
#include "synchronization_step.hpp"

#include "lpaz/admin/setup/app.hpp"
#include "lpaz/graph/synchronization_template.hpp"
#include "lpaz/util/json.hpp"
#include "lpaz/util/text.hpp"
#include "lpaz/util/uuid.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <utility>

namespace lpaz::admin {
namespace {

constexpr std::string_view k_start_detail = "the first cycle begins within minutes";
// In the paths of a dry run, for what does not exist yet.
constexpr std::string_view k_new_app = "NEW_APP";
constexpr std::string_view k_new_job = "NEW_JOB";
// Between the tries of a read that a new app is not ready for.
constexpr std::chrono::milliseconds k_first_pause{2'000};
constexpr std::chrono::milliseconds k_longest_pause{15'000};
// How long to wait for an app that an earlier run may have made.
constexpr std::chrono::seconds k_unseen_limit{120};

} // namespace

ConfigureApp::ConfigureApp(graph::GraphClient& client,
                           CreationIntent& intent,
                           ConfigureAppOptions options)
    : m_client(client), m_intent(intent), m_options(std::move(options))
{
}

Status ConfigureApp::look()
{
  m_plan = {};
  m_planned = m_stage;
  switch (m_stage) {
  case Stage::app:
    return look_for_app();
  case Stage::unseen_app:
    return wait_for_unseen_app();
  case Stage::new_app:
    return plan_app();
  case Stage::visible_app:
    return wait_until_visible();
  case Stage::scim_template:
    return look_for_template();
  case Stage::job:
    return look_for_job();
  case Stage::saved_connection:
    return look_at_connection();
  case Stage::connection:
    return plan_connection();
  case Stage::start:
    return look_at_start();
  case Stage::finished:
    break;
  }
  return {};
}

Status ConfigureApp::write()
{
  if (m_plan.changes.empty()) {
    return {};
  }
  switch (m_planned) {
  case Stage::new_app:
    return create_app();
  case Stage::job:
    return create_job();
  case Stage::connection:
    return save_connection();
  default:
    return start_job();
  }
}

// Where there is no place for the lock the run goes on, as it does without the intent.
Status ConfigureApp::keep_others_out()
{
  if (m_options.dry_run) {
    return {};
  }
  auto lock = m_intent.lock(m_options.time_limit);
  if (lock) {
    m_lock = *std::move(lock);
  } else if (lock.error().kind == ErrorKind::unavailable ||
             lock.error().kind == ErrorKind::interrupted) {
    return fail(std::move(lock).error());
  }
  return {};
}

Status ConfigureApp::look_for_app()
{
  LPAZ_CHECK(keep_others_out());
  LPAZ_TRY(auto app, find_app_if_any(m_client, m_options.app));
  m_app_is_new = m_intent.is_recent();
  if (app) {
    keep_found_app(*std::move(app));
    return {};
  }
  if (m_app_is_new) {
    report("app", "waiting", "an earlier run asked for it, and the directory does not show it yet");
    m_stage = Stage::unseen_app;
    return {};
  }
  return prepare_new_app();
}

Status ConfigureApp::wait_for_unseen_app()
{
  const auto limit = std::min(k_unseen_limit, m_options.replication_limit);
  LPAZ_TRY(auto app, wait_for_app(m_client, m_options.app, "", limit));
  if (!app) {
    return prepare_new_app();
  }
  keep_found_app(*std::move(app));
  return {};
}

void ConfigureApp::keep_found_app(graph::ServicePrincipal app)
{
  m_intent.clear();
  report("app", "found", app.id);
  m_app = std::move(app);
  m_stage = Stage::scim_template;
}

// A new app has nothing saved yet: say what is missing before anything is made.
Status ConfigureApp::prepare_new_app()
{
  if (util::is_uuid(m_options.app)) {
    return fail(ErrorKind::not_found,
                fmt::format("no enterprise app has the object id {}", m_options.app),
                "give a display name to create a new app");
  }
  LPAZ_TRY(m_wanted, wanted_secrets(m_options, {}));
  if (m_options.dry_run) {
    plan_everything();
    return {};
  }
  m_token_reason = m_options.provisioning_token.empty() ? "the app is new" : "";
  m_stage = Stage::new_app;
  return {};
}

void ConfigureApp::plan_everything()
{
  m_stage = Stage::finished;
  plan_write(creation_step(m_options.app));
  report_change("app", "created", "");
  plan_write(job_step(k_new_app));
  report_change("job", "created", "");
  plan_write(connection_step(k_new_app, m_wanted));
  report_change("connection", "validated and saved", m_options.connection_url);
  if (m_options.start) {
    plan_write(start_step(k_new_app, k_new_job));
    report_change("start", "started", "");
  }
}

Status ConfigureApp::plan_app()
{
  LPAZ_CHECK(require_token());
  m_stage = Stage::visible_app;
  plan_write(creation_step(m_options.app));
  return {};
}

Status ConfigureApp::create_app()
{
  bulk::Options options;
  options.time_limit = m_options.time_limit;
  LPAZ_TRY(m_app, admin::create_app(m_plan, m_intent, m_client, options));
  m_app_is_new = true;
  report_change("app", "created", m_app->id);
  return {};
}

Status ConfigureApp::wait_until_visible()
{
  LPAZ_TRY(auto app, wait_for_app(m_client, m_options.app, m_app->id, m_options.replication_limit));
  if (!app) {
    return fail(ErrorKind::pending,
                "the new app is not visible everywhere in the directory yet",
                "run the command again in a few minutes; it continues where it stopped");
  }
  m_app = std::move(app);
  m_intent.clear();
  m_stage = Stage::scim_template;
  return {};
}

Status ConfigureApp::look_for_template()
{
  m_stage = Stage::job;
  LPAZ_TRY(const auto answer, send_patiently(graph::list_templates_request(m_app->id)));
  const auto* templates = util::find_array(answer, "value");
  const bool found =
      templates != nullptr &&
      std::any_of(templates->begin(), templates->end(), [](const auto& json) {
        return util::equals_ignoring_case(util::string_at(json, "id"), k_scim_template);
      });
  if (!found) {
    return fail(ErrorKind::failed,
                fmt::format("the app \"{}\" has no provisioning template \"scim\"",
                            util::make_visible(m_app->display_name)),
                "it was created as an app registration; let lpaz create a new one under another "
                "--app name");
  }
  report("template", "found", std::string(k_scim_template));
  return {};
}

Status ConfigureApp::look_for_job()
{
  m_stage = Stage::saved_connection;
  LPAZ_TRY(const auto jobs, send_patiently(graph::list_jobs_request(m_app->id)));
  LPAZ_TRY(m_job, scim_job_of(jobs, m_app->display_name));
  if (m_job) {
    report("job", "found", m_job->id);
    return {};
  }
  plan_write(job_step(m_app->id));
  if (m_options.dry_run) {
    report_change("job", "created", "");
  }
  return {};
}

Status ConfigureApp::create_job()
{
  LPAZ_TRY(const std::string answer, carry_out_plan());
  LPAZ_TRY(m_job, job_in(answer, m_app->display_name));
  report_change("job", "created", m_job->id);
  return {};
}

Status ConfigureApp::start_job()
{
  LPAZ_CHECK(carry_out_plan());
  report_change("start", "started", std::string(k_start_detail));
  return {};
}

// The lock holds on this machine only, and the directory shows new apps late: before anybody is
// provisioned twice, a run that made the app looks whether somebody else made one as well.
Status ConfigureApp::look_for_another_app() const
{
  if (m_app_is_new && !m_options.dry_run) {
    LPAZ_CHECK(find_app_if_any(m_client, m_options.app));
  }
  return {};
}

Status ConfigureApp::look_at_start()
{
  LPAZ_CHECK(look_for_another_app());
  m_stage = Stage::finished;
  if (!m_options.start) {
    report("start", "left alone", "--no-start was given");
    return {};
  }
  if (!m_job) { // a dry run
    plan_write(start_step(m_app->id, k_new_job));
    report_change("start", "started", "");
    return {};
  }
  LPAZ_TRY(const auto json, send_patiently(graph::get_job_request(m_app->id, m_job->id)));
  const auto job = graph::parse_synchronization_job(json);
  if (!is_stopped(job) && !is_in_quarantine(job)) {
    report("start", "unchanged", "provisioning runs");
    return {};
  }
  plan_write(start_step(m_app->id, m_job->id));
  if (m_options.dry_run) {
    report_change("start", "started", std::string(k_start_detail));
  }
  return {};
}

Status ConfigureApp::look_at_connection()
{
  LPAZ_TRY(const auto json, send_patiently(graph::get_secrets_request(m_app->id)));
  m_saved = graph::parse_secrets(json);
  LPAZ_TRY(m_wanted, wanted_secrets(m_options, m_saved));
  if (!m_options.notify && !m_wanted.notification.enabled) {
    report("notification",
           "skipped",
           "no address: give --notify to hear of a quarantine and to stop "
           "accidental deletions");
  }
  m_stage = Stage::connection;
  if (m_options.provisioning_token.empty()) {
    LPAZ_TRY(m_token_reason, why_token_is_needed());
    if (m_token_reason.empty()) {
      report("connection", "unchanged", describe_secrets(m_wanted));
      m_stage = Stage::start;
    }
  }
  return {};
}

// There is a token. LastPass honours one token at a time, so if the given and the saved one are
// both accepted they are the same, and there is nothing to save.
Status ConfigureApp::plan_connection()
{
  LPAZ_CHECK(require_token());
  m_wanted.secret_token = m_options.provisioning_token;
  m_stage = Stage::start;
  if (m_job) {
    const auto valid = send_patiently(
        graph::validate_credentials_request(m_app->id, m_job->id, m_job->template_id, m_wanted));
    if (!valid) {
      return fail(not_accepted(valid.error()));
    }
    report("credentials", "accepted", m_wanted.base_address);
  }
  if (m_saved.has_secret_token && is_saved(m_wanted, m_saved)) {
    LPAZ_TRY(const bool works, saved_credentials_work());
    if (works) {
      report("connection", "unchanged", describe_secrets(m_wanted));
      return {};
    }
  }
  plan_write(connection_step(m_app->id, m_wanted));
  if (m_options.dry_run) {
    report_change("connection", "saved", describe_secrets(m_wanted));
  }
  return {};
}

Status ConfigureApp::save_connection()
{
  if (const auto saved = carry_out_plan(); !saved) {
    return fail(not_saved(saved.error()));
  }
  report_change("connection", "saved", describe_secrets(m_wanted));
  return {};
}

// Empty if what is saved will do. Graph never gives a token back, so nothing can be saved without
// it.
Result<std::string> ConfigureApp::why_token_is_needed()
{
  if (!m_saved.has_secret_token) {
    return "none is saved yet";
  }
  if (!is_saved(m_wanted, m_saved)) {
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
      graph::validate_saved_credentials_request(m_app->id, m_job->id, m_job->template_id));
  if (!valid && is_about_graph(valid.error())) {
    return fail(valid.error());
  }
  return valid.has_value();
}

void ConfigureApp::give_token(util::Secret token)
{
  m_options.provisioning_token = std::move(token);
}

Status ConfigureApp::require_token()
{
  if (m_options.provisioning_token.empty()) {
    return fail(without_token(m_token_reason));
  }
  m_token_reason.clear();
  return {};
}

void ConfigureApp::plan_write(bulk::Step step)
{
  m_plan.changes.push_back({m_options.app, m_options.app, false, {std::move(step)}});
}

Result<std::string> ConfigureApp::carry_out_plan()
{
  bulk::Options options;
  options.time_limit = m_options.time_limit;
  options.patience = m_app_is_new ? m_options.replication_limit : std::chrono::seconds(0);
  auto journal = bulk::Journal::in_memory(m_client.clock());
  const auto outcomes = bulk::carry_out(m_plan, journal, m_client, options);
  LPAZ_CHECK(outcomes.front().status);
  return outcomes.front().answer;
}

Result<nlohmann::json> ConfigureApp::send_patiently(const graph::GraphRequest& request)
{
  util::Clock& clock = m_client.clock();
  const auto end = clock.steady_now() + m_options.replication_limit;
  auto pause = k_first_pause;
  while (true) {
    auto answer = m_client.send(request);
    const bool again = m_app_is_new && !answer && is_about_a_new_app(answer.error());
    if (!again || clock.steady_now() + pause > end) {
      return answer;
    }
    LPAZ_CHECK(clock.sleep_for(pause));
    pause = std::min(pause * 2, k_longest_pause);
  }
}

void ConfigureApp::report(std::string_view step, std::string_view outcome, std::string detail)
{
  m_steps.push_back({std::string(step), std::string(outcome), std::move(detail), false});
}

void ConfigureApp::report_change(std::string_view step, std::string_view done, std::string detail)
{
  const std::string outcome =
      m_options.dry_run ? fmt::format("would be {}", done) : std::string(done);
  m_steps.push_back({std::string(step), outcome, std::move(detail), true});
}

} // namespace lpaz::admin
