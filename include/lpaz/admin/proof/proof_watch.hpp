#pragma once

#include "lpaz/graph/client.hpp"
#include "lpaz/lastpass/enterprise_api.hpp"
#include "lpaz/util/clock.hpp"
#include "lpaz/util/result.hpp"

#include <chrono>
#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lpaz::admin {

// What shall become of the LastPass accounts.
enum class AwaitedState {
  disabled, // after a block, a delete, an unassignment
  enabled,  // after an unblock, a restore
  present,  // after an assignment
  gone,     // after a purge
};

// The account is to be usable, not to be taken away.
constexpr bool is_to_stay(AwaitedState state)
{
  return state == AwaitedState::enabled || state == AwaitedState::present;
}

inline constexpr std::string_view k_by_provisioning_log = "provisioningLog";
inline constexpr std::string_view k_by_enterprise_api = "enterpriseApi";

// What an earlier run has proven. It counts like an entry of the log of that time: not if the
// person was changed since, and the log's later word overrules it.
struct EarlierProof {
  std::string by;
  util::TimePoint at{};
  std::string evidence;
};

// Whom a proof is about. Each person once.
struct ProofSubject {
  std::string id;
  std::string user_principal_name; // as it was before a deletion
  std::string mail;                // empty if there is none, or if it names somebody else's account
  std::vector<std::string> former_names; // principal names that the person had
  // The last change of this person, in the service's time: older evidence does not count. Without
  // it no entry of the log counts.
  std::optional<util::TimePoint> since;
  std::optional<EarlierProof> earlier;
  bool has_sure_names = true; // no living person has one of the former names now
};

enum class PendingCause {
  none,         // it is verified
  waiting,      // the next cycle is to come
  no_job,       // the app has no synchronization job
  paused,       // or never configured
  quarantined,  // the job
  out_of_scope, // not assigned: nothing is sent for this person
  failed,       // the service tried; reason and hint are those of the log
  held_back,    // by the accidental-delete threshold
  contradicted, // one witness says yes, LastPass or another account says no
  no_account,   // LastPass knows no account of this name
  undated,      // when the person was changed is not known, so no entry of the log counts
  unreadable,   // a witness could not be asked
};

// A stable word for output: "waiting", "noJob", …; empty for none.
std::string_view cause_word(PendingCause cause);

struct Proof {
  std::string id;
  bool verified = false;
  // Of a proof: since when, as far as known (the log entry's time, else when LastPass was asked).
  std::optional<util::TimePoint> at;
  std::string by;       // one of the two words above
  std::string action;   // of the log entry: disable, update, …
  std::string evidence; // id of the log entry; empty if LastPass alone was the witness
  // Of what is pending, in words.
  PendingCause cause = PendingCause::none;
  std::string reason;
  std::string hint;
};

struct ProofWatchOptions {
  AwaitedState state = AwaitedState::disabled;
  std::string service_principal_id;
  std::string job_id; // empty: there is none, so that only LastPass itself can prove anything
  std::chrono::seconds time_limit{45 * 60};
  // For each proof as it comes, such as for the journal. Its error ends the watch.
  std::function<Status(const Proof&)> on_verified;
  // A line for people when the state of the job changes, or a source cannot be read.
  std::function<void(const std::string&)> on_notice;
};

struct ProofReport {
  std::vector<Proof> proofs; // in the order of the subjects
  std::size_t verified = 0;
  bool interrupted = false; // the user asked to stop: this is what was known by then
  std::optional<util::TimePoint> next_cycle; // estimate
};

// Waits until there is evidence for everybody or the time is over; ARCHITECTURE.md ("What may prove
// what") has the rules. One request a poll for all: the provisioning log since the last poll; the
// job comes along now and then. Polls at once, then after 5 s, growing to 30 s, never more than the
// 5 requests in 10 s that the service grants for reports. With `last_pass` nobody is verified whose
// accounts were not asked for. The client's clock is the service's. Fails only where on_verified
// fails; whatever else goes wrong is a reason for pending.
Result<ProofReport> watch_for_proof(graph::GraphClient& client,
                                    lastpass::EnterpriseApi* last_pass,
                                    const std::vector<ProofSubject>& subjects,
                                    const ProofWatchOptions& options);

} // namespace lpaz::admin
