#pragma once

#include "commands/commands.hpp"

#include "lpaz/admin/setup/provisioning_status.hpp"

namespace lpaz::commands {

// What status and configure-app print.
std::vector<Column> status_columns();
OrderedJson status_row(const admin::ProvisioningStatus& status);
// If it could not be read, its failures are missing among the problems.
void warn_about_log(const admin::ProvisioningStatus& status, runtime::Context& context);

} // namespace lpaz::commands
