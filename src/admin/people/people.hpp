#pragma once

#include "lpaz/admin/people/user_lookup.hpp"
#include "lpaz/admin/people/user_plan.hpp"

#include <string>
#include <vector>

namespace lpaz::admin {

// What a name means that is both a living person's and a former name of one in the recycle bin.
enum class Namesake {
  ambiguous, // ErrorKind::usage
  warned,    // the living person, with a warning
};

// Whom a run is about, and what its guard-rails look at.
struct People {
  GuardRailFacts facts;             // about the living users
  std::vector<graph::User> deleted; // of whom only the recycle bin knows
  std::vector<std::string> missing;
  std::vector<std::string> not_alive;
};

// Reads all of it in one round of $batch, and second rounds only where they are needed: ids in the
// recycle bin, role-assignable groups, whether Global Administrators among the users can sign in. A
// protected user who is nobody is ErrorKind::usage; roles that cannot be read are the error that
// DirectoryRoles::failure() describes, unless no rail holds against it.
Result<People> read_people(graph::GraphClient& client,
                           const UserPlanOptions& options,
                           Bin bin,
                           Namesake namesake,
                           util::Log& log);

} // namespace lpaz::admin
