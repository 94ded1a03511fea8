#pragma once

#include "lpaz/admin/setup/provisioning_status.hpp"

#include <nlohmann/json_fwd.hpp>

#include <string>
#include <vector>

namespace lpaz::admin {

// What is wrong with a job as its own status shows, in words.
void add_job_problems(ProvisioningStatus& status, util::TimePoint now);

// The failures of one page of the provisioning log, each error once with the number of people that
// it hit.
void add_failures(const nlohmann::json& page, std::vector<std::string>& problems);

} // namespace lpaz::admin
