#include "lpaz/admin/configure_app.hpp"

#include "job_state.hpp"

#include "lpaz/admin/app.hpp"
#include "lpaz/graph/synchronization_template.hpp"
#include "lpaz/util/json.hpp"
#include "lpaz/util/text.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace lpaz::admin {
namespace {

constexpr std::string_view k_template = "scim";
constexpr std::chrono::milliseconds k_first_poll{2'000};
constexpr std::chrono::milliseconds k_longest_poll{15'000};

bool may_be_replication(const Error& error)
{
  return error.kind == ErrorKind::not_found || error.kind == ErrorKind::permission ||
         error.kind == ErrorKind::conflict;
}

} // namespace

ConfigureApp::ConfigureApp(graph::GraphClient& client,
                           CreationIntent& intent,
                           ConfigureAppOptions options,
                           Report report)
    : m_client(client), m_intent(intent), m_options(std::move(options)), m_report(std::move(report))
{
}

Result<std::optional<graph::ServicePrincipal>> ConfigureApp::run()
{
  LPAZ_TRY(auto app, find_or_create_app());
  if (!app) {
    return app;
  }
  m_app = *app;
  LPAZ_CHECK(check_template());
  LPAZ_CHECK(find_or_create_job());
  LPAZ_CHECK(configure_connection());
  LPAZ_CHECK(start_job());
  return app;
}

Status ConfigureApp::check_template()
{
  LPAZ_TRY(const auto answer, send_patiently(graph::list_templates_request(m_app.id)));
  const auto* templates = util::find_array(answer, "value");
  const bool found = templates != nullptr &&
                     std::any_of(templates->begin(), templates->end(), [](const auto& json) {
                       return util::equals_ignoring_case(util::string_at(json, "id"), k_template);
                     });
  if (!found) {
    return fail(
        ErrorKind::failed,
        fmt::format("the app \"{}\" has no provisioning template \"scim\"",
                    util::make_visible(m_app.display_name)),
        "it was made as an app registration; let lpaz make a new one under another --app name");
  }
  report("template", "found", std::string(k_template));
  return {};
}

Status ConfigureApp::find_or_create_job()
{
  LPAZ_TRY(const auto jobs, send_patiently(graph::list_jobs_request(m_app.id)));
  LPAZ_TRY(m_job, scim_job_of(jobs, m_app.display_name));
  if (m_job) {
    report("job", "found", m_job->id);
    return {};
  }
  if (m_options.dry_run) {
    report_change("job", "created", "");
    return {};
  }
  LPAZ_TRY(const auto job, send_patiently(graph::create_job_request(m_app.id, k_template)));
  m_job = graph::parse_synchronization_job(job);
  report_change("job", "created", m_job->id);
  return {};
}

Status ConfigureApp::start_job()
{
  if (!m_options.start) {
    report("start", "left alone", "--no-start was given");
    return {};
  }
  if (!m_job) {
    report_change("start", "started", "");
    return {};
  }
  LPAZ_TRY(const auto json, send_patiently(graph::get_job_request(m_app.id, m_job->id)));
  const auto job = graph::parse_synchronization_job(json);
  if (!is_stopped(job) && !is_in_quarantine(job)) {
    report("start", "unchanged", "provisioning runs");
    return {};
  }
  if (!m_options.dry_run) {
    LPAZ_TRY(const auto ignored, send_patiently(graph::start_job_request(m_app.id, m_job->id)));
    (void)ignored;
  }
  report_change("start", "started", "the first cycle begins within minutes");
  return {};
}

Result<nlohmann::json> ConfigureApp::send_patiently(const graph::GraphRequest& request)
{
  util::Clock& clock = m_client.clock();
  const auto end = clock.steady_now() + m_options.replication_limit;
  auto pause = k_first_poll;
  while (true) {
    auto answer = m_client.send(request);
    const bool again = m_app_is_new && !answer && may_be_replication(answer.error());
    if (!again || clock.steady_now() + pause > end) {
      return answer;
    }
    LPAZ_CHECK(clock.sleep_for(pause));
    pause = std::min(pause * 2, k_longest_poll);
  }
}

void ConfigureApp::report(std::string_view step, std::string_view outcome, std::string detail)
{
  m_report({std::string(step), std::string(outcome), std::move(detail), false});
}

void ConfigureApp::report_change(std::string_view step, std::string_view done, std::string detail)
{
  const std::string outcome =
      m_options.dry_run ? fmt::format("would be {}", done) : std::string(done);
  m_report({std::string(step), outcome, std::move(detail), true});
}

} // namespace lpaz::admin
