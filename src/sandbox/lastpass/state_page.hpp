#pragma once

#include "sandbox/lastpass/company.hpp"

#include "lpaz/util/json.hpp"

namespace lpaz::sandbox::lastpass {

// What the Admin Console would show, as JSON: users, groups and deleted accounts.
util::OrderedJson state_of(const Company& company, util::TimePoint now);
util::OrderedJson
account_state(const Company& company, const Account& account, util::TimePoint now);

} // namespace lpaz::sandbox::lastpass
