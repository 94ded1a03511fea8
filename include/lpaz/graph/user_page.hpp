#pragma once

#include "lpaz/graph/client.hpp"
#include "lpaz/graph/user.hpp"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace lpaz::graph {

struct UserPage {
  std::vector<User> users;
  std::string next_link; // empty on the last page
};

// One page of a list of users, as parse_user() reads each of them.
Result<UserPage> parse_user_page(std::string_view text);

// Calls `take` for each person of a list. As for_each_item(), with a faster parser: for lists of a
// whole tenant.
Status for_each_user(GraphClient& client,
                     GraphRequest first_page,
                     const std::function<Status(User)>& take);

} // namespace lpaz::graph
