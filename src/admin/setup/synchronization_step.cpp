#include "synchronization_step.hpp"

#include "job_state.hpp"

#include "lpaz/admin/setup/app.hpp"
#include "lpaz/util/json.hpp"

#include <nlohmann/json.hpp>

#include <utility>

namespace lpaz::admin {
namespace {

using Seen = Result<nlohmann::json>;

bulk::Step step_alone(std::string name, graph::GraphRequest request)
{
  bulk::Step step{std::move(name), std::move(request)};
  step.passes = is_about_a_new_app;
  step.alone = true;
  return step;
}

// Several jobs show it too; job_in() says that they are too many.
bool shows_job(const Seen& seen, util::TimePoint)
{
  if (!seen) {
    return false;
  }
  const auto job = scim_job_of(*seen, "");
  return !job || job->has_value();
}

bool shows_running(const Seen& seen, util::TimePoint)
{
  if (!seen) {
    return false;
  }
  const auto job = graph::parse_synchronization_job(*seen);
  return !is_stopped(job) && !is_in_quarantine(job);
}

} // namespace

bool is_about_a_new_app(const Error& error)
{
  return error.kind == ErrorKind::not_found || error.kind == ErrorKind::permission ||
         error.kind == ErrorKind::conflict;
}

bulk::Step job_step(std::string_view app_id)
{
  bulk::Step step = step_alone("create job", graph::create_job_request(app_id, k_scim_template));
  step.check = graph::list_jobs_request(app_id);
  step.carried_out = shows_job;
  step.once = true;
  step.keeps_answer = true;
  return step;
}

Result<graph::SynchronizationJob> job_in(const std::string& answer, const std::string& app)
{
  LPAZ_TRY(const auto json, util::parse_json(answer, "new job"));
  if (util::find_array(json, "value") == nullptr) {
    return graph::parse_synchronization_job(json);
  }
  LPAZ_TRY(auto job, scim_job_of(json, app));
  if (!job) {
    return fail(ErrorKind::failed, "Graph created a job but did not say which", "run it again");
  }
  return *std::move(job);
}

bulk::Step connection_step(std::string_view app_id, const graph::SynchronizationSecrets& secrets)
{
  return step_alone("save connection", graph::put_secrets_request(app_id, secrets));
}

bulk::Step start_step(std::string_view app_id, std::string_view job_id)
{
  bulk::Step step = step_alone("start", graph::start_job_request(app_id, job_id));
  step.check = graph::get_job_request(app_id, job_id);
  step.carried_out = shows_running;
  return step;
}

} // namespace lpaz::admin
