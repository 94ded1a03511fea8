#pragma once

#include "sandbox/lastpass/company.hpp"

#include "lpaz/util/clock.hpp"
#include "lpaz/util/json.hpp"

#include <string_view>

namespace lpaz::sandbox::lastpass {

// One command of the Enterprise API (provisioning.md B.2), already authorized. Failures are part of
// the answer: its `status` tells, with the careless upper and lower case of the real API.
util::Json run_enterprise_command(Company& company,
                                  std::string_view command,
                                  const util::Json& data,
                                  util::TimePoint now);

// getuserdata.
util::Json user_list(const Company& company, const util::Json& query);

} // namespace lpaz::sandbox::lastpass
