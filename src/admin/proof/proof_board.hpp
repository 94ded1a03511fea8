#pragma once

#include "lpaz/admin/proof/proof_watch.hpp"

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace lpaz::admin {

// Why somebody is pending, as the provisioning log or LastPass tells.
struct Setback {
  PendingCause cause = PendingCause::none;
  std::string reason;
  std::string hint;
};

// What is known of each person while the watch goes on. Borrows changes and options.
class ProofBoard {
public:
  ProofBoard(const std::vector<AwaitedChange>& changes, const ProofWatchOptions& options);

  std::size_t size() const { return m_proofs.size(); }
  std::size_t open() const { return m_open; }
  bool is_open(std::size_t index) const { return !m_proofs[index].verified; }
  const AwaitedChange& change(std::size_t index) const { return m_changes[index]; }
  std::optional<std::size_t> find(std::string_view id) const; // in any case
  // The first moment for whose evidence somebody still waits.
  util::TimePoint earliest_open() const;

  // An entry of the log that proves the change, or stands against it, for somebody who is open. An
  // older one never replaces a newer one.
  void prove_by_log(std::size_t index, util::TimePoint at, std::string action, std::string entry);
  void set_back(std::size_t index, util::TimePoint at, Setback setback);
  bool has_log_proof(std::size_t index) const { return m_log_proofs.contains(index); }
  // Nobody is left without a proof in the log.
  bool log_is_complete() const { return m_log_proofs.size() == m_open; }

  // The verdicts, each with on_verified.
  Status verify_by_account(std::size_t index, util::TimePoint now);
  // For all whom the log proves, but those with PendingCause::contradicted: of them the log has to
  // say it anew.
  Status verify_by_log();
  // Why this person is pending, in place of what was noted before.
  void note(std::size_t index, Setback setback);
  PendingCause cause(std::size_t index) const { return m_proofs[index].cause; }

  // Fills in `rest` where nothing is known, and gives the proofs away.
  std::vector<Proof> finish(const Setback& rest);

private:
  Status verify(std::size_t index);

  const std::vector<AwaitedChange>& m_changes;
  const ProofWatchOptions& m_options;
  std::vector<Proof> m_proofs;
  std::vector<util::TimePoint> m_newest; // the log's newest word of each
  std::vector<std::size_t> m_by_id;      // indexes, in the order of the ids in lower case
  std::unordered_map<std::size_t, util::TimePoint> m_log_proofs; // not verified yet
  std::size_t m_open = 0;
};

} // namespace lpaz::admin
