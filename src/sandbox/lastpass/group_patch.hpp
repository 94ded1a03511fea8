#pragma once

#include "sandbox/lastpass/company.hpp"
#include "sandbox/lastpass/patch.hpp"
#include "sandbox/lastpass/quirks.hpp"

#include "lpaz/util/json.hpp"
#include "lpaz/util/result.hpp"

#include <string>
#include <vector>

namespace lpaz::sandbox::lastpass {

// Members of groups in all forms that clients send: an array of {"value": id}, one such object,
// plain ids, and members[value eq "id"].
bool is_member_step(const PatchStep& step);
// Fails with a SCIM fault if a step adds a user without an account.
Status check_member_steps(const Company& company, const std::vector<PatchStep>& steps);
// Remove with a list removes those members, remove without one all.
void apply_member_step(Company& company,
                       const std::string& group,
                       const PatchStep& step,
                       MemberRemoval removal);

// The members of a whole group resource.
Result<std::vector<std::string>> member_ids(const Company& company, const util::Json& resource);

} // namespace lpaz::sandbox::lastpass
