#pragma once

#include "lpaz/admin/proof/proof_watch.hpp"
#include "lpaz/graph/client.hpp"
#include "lpaz/util/result.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lpaz::admin {

// When this run, and the run that it continues, wrote about a person (Journal::done_since).
struct OwnWrites {
  util::TimePoint first{};
  util::TimePoint last{};
};

// To take away begins with the first of several writes; to give is whole with the last.
util::TimePoint moment_of(const OwnWrites& own, AwaitedState state);

// Whose last change is asked for, and what is known of it.
struct ChangedPerson {
  std::string id;
  bool can_sign_in = true; // else memberships change nothing for LastPass
  std::optional<OwnWrites> own;
  // What the directory itself keeps of it, as it was before this run: of somebody blocked since
  // when sessions are valid again (signInSessionsValidFromDateTime), else deletedDateTime.
  std::string kept;
};

// When somebody was changed last, in the service's time: older evidence does not count.
struct LastChange {
  std::optional<util::TimePoint> at;
  std::vector<std::string> former_names; // user principal names
};

// Of each person, in their order: the newest change that the directory's audit log tells of; where
// that is this run's own doing, or nothing newer, moment_of() it; else what the directory keeps of
// a block or a deletion; else, if the log tells of no change at all, the 7 days that it is kept at
// least. Asks the audit log, 20 people to a $batch, for at most 40 people: it is granted 5 requests
// in 10 s. Where it cannot be read (AuditLog.Read.All) or is not asked, it tells nothing.
std::vector<LastChange> last_changes(graph::GraphClient& client,
                                     AwaitedState state,
                                     std::string_view service_principal_id,
                                     const std::vector<ChangedPerson>& people);

// Takes away the mail addresses and former names that a living person has now: an account of that
// name is theirs. Where the directory cannot be asked, former names are no longer sure, and all
// such accounts stand against a proof.
void drop_names_of_others(graph::GraphClient& client, std::vector<ProofSubject>& subjects);

} // namespace lpaz::admin
