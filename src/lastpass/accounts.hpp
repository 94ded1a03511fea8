#pragma once

#include "lpaz/lastpass/enterprise_api.hpp"
#include "lpaz/util/json.hpp"

#include <cstddef>
#include <functional>

namespace lpaz::lastpass {

// One page of getuserdata.
struct AccountPage {
  std::vector<Account> accounts; // of "Users", then of "Invited"
  std::size_t users = 0;         // how many of them are of "Users"
  std::optional<std::int64_t> total;
  std::string mark; // tells two pages apart
};

// Users and Invited may be absent, and an empty list stands for an empty object. Fails if
// neither they nor the counts are there: that is not a list of accounts.
Result<AccountPage> parse_account_page(const util::Json& json);

} // namespace lpaz::lastpass
