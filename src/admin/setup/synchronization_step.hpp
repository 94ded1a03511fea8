#pragma once

#include "lpaz/bulk/change.hpp"
#include "lpaz/graph/synchronization_job.hpp"
#include "lpaz/graph/synchronization_secret.hpp"
#include "lpaz/util/result.hpp"

#include <string>
#include <string_view>

namespace lpaz::admin {

// The writes to the synchronization service, each as a step that goes alone. While the directory
// replicates a new app they are refused, which passes (Options::patience).

inline constexpr std::string_view k_scim_template = "scim";

// A refusal that a new app causes until the whole directory knows it.
bool is_about_a_new_app(const Error& error);

// Makes the SCIM job; its answer is for job_in().
bulk::Step job_step(std::string_view app_id);
// The job in the answer to its creation or, if that answer was lost, in the list of jobs.
// `app` is the name for an error.
Result<graph::SynchronizationJob> job_in(const std::string& answer, const std::string& app);

bulk::Step connection_step(std::string_view app_id, const graph::SynchronizationSecrets& secrets);

// After an unknown outcome a job that runs is not started again.
bulk::Step start_step(std::string_view app_id, std::string_view job_id);

} // namespace lpaz::admin
