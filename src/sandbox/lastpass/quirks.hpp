#pragma once

#include "lpaz/util/json.hpp"
#include "lpaz/util/result.hpp"

#include <set>
#include <string>
#include <string_view>

namespace lpaz::sandbox::lastpass {

// What a Remove of `members` with a list of ids, Entra's default dialect, does to a group.
enum class MemberRemoval { named, all, ignored };

// Behaviour in which servers differ and that LastPass does not document. It belongs to the process,
// not to the company's state.
struct Quirks {
  bool accepts_text_as_truth = true; // "False" for false
  MemberRemoval member_removal = MemberRemoval::named;
  std::set<std::string> elsewhere; // lower-case names of users who belong to another company

  bool belongs_elsewhere(std::string_view user_name) const;
};

// The members textAsTruth, memberRemoval and elsewhere; absent members keep the documented
// behaviour.
Result<Quirks> parse_quirks(const util::Json& json);

} // namespace lpaz::sandbox::lastpass
