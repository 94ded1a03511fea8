#pragma once

#include "lpaz/admin/proof/proof_watch.hpp"
#include "lpaz/graph/client.hpp"
#include "lpaz/util/result.hpp"

#include <optional>
#include <string>
#include <vector>

namespace lpaz::admin {

// Whose last change is asked for, and what is known of it.
struct ChangedPerson {
  std::string id;
  // Why LastPass disables the account. Each is enough, and began at a moment of its own.
  bool is_blocked = false;
  bool is_deleted = false;
  bool is_unassigned = false;
  // When this run, or the run that it continues, changed the person (Journal::done_since).
  std::optional<util::TimePoint> written;
  // What the directory itself keeps of it, as it was before this run: of somebody blocked since
  // when sessions are valid again (signInSessionsValidFromDateTime), else deletedDateTime.
  std::string kept;
};

// When somebody came to be as awaited, in the service's time: older evidence does not count.
struct LastChange {
  std::optional<util::TimePoint> at;
  std::vector<std::string> former_names; // user principal names
};

// Of each person, in their order: what the directory's audit log tells of the changes towards the
// awaited state since the last one against it; else what this run wrote; else what the directory
// keeps of a block or a deletion; else, if the log tells of no change at all, the 7 days that it is
// kept at least. Asks the audit log, 20 people to a $batch, for at
// most 40 people: it is granted 5 requests in 10 s. Where it cannot be read (AuditLog.Read.All) or
// asked, it tells nothing.
std::vector<LastChange> last_changes(graph::GraphClient& client,
                                     AwaitedState state,
                                     const std::vector<ChangedPerson>& people);

// Takes away the mail addresses and former names that are a living person's principal name now: an
// account of that name is theirs. Where the directory cannot be asked, former names are no longer
// sure, and all such accounts stand against a proof.
void drop_names_of_others(graph::GraphClient& client, std::vector<ProofSubject>& subjects);

} // namespace lpaz::admin
