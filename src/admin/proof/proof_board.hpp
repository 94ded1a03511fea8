#pragma once

#include "lpaz/admin/proof/proof_watch.hpp"

#include <map>
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

// The log's last word on one account of a person.
struct AccountWord {
  std::string target_id; // the account's id in the target system; empty: of an earlier run
  util::TimePoint at{};
  bool proves = false;
  std::string by;
  std::string action;
  std::string entry;
};

// What is known of each person while the watch goes on. Borrows subjects and options.
class ProofBoard {
public:
  ProofBoard(const std::vector<ProofSubject>& subjects, const ProofWatchOptions& options);

  std::size_t size() const { return m_proofs.size(); }
  std::size_t open() const { return m_open; }
  bool is_open(std::size_t index) const { return !m_proofs[index].verified; }
  std::vector<std::size_t> open_people() const;
  const ProofSubject& subject(std::size_t index) const { return m_subjects[index]; }
  std::optional<std::size_t> find(std::string_view id) const; // in any case
  // The first moment for whose evidence somebody still waits; nothing if no entry counts for
  // anybody.
  std::optional<util::TimePoint> earliest_open() const;

  // What the log says of an account of somebody who is open. An older word never replaces a newer
  // one of the same account, and of two that contradict each other in one second neither proves.
  void say(std::size_t index, AccountWord word);
  // Every account of which the log speaks is as awaited.
  bool has_log_proof(std::size_t index) const;
  // What the target calls an account of somebody, of which the newest entry counts. Names tell
  // whose an account is, not how it is: an entry of any age will do.
  void learn(std::size_t index,
             const std::string& target_id,
             util::TimePoint at,
             std::vector<std::string> names);
  std::vector<std::string> logged_names(std::size_t index) const;
  // Grows with each new word.
  std::size_t word_count() const { return m_word_count; }

  // The verdicts, each with on_verified.
  Status verify_by_account(std::size_t index, util::TimePoint now);
  // For all whom the log proves.
  Status verify_by_log();
  // Why this person is pending, in place of what was noted before; `at`: what was noted of a later
  // time stays.
  void note(std::size_t index, Setback setback);
  void note(std::size_t index, util::TimePoint at, Setback setback);
  PendingCause cause(std::size_t index) const { return m_proofs[index].cause; }

  // Fills in `rest` where nothing is known, and gives the proofs away.
  std::vector<Proof> finish(const Setback& rest);

private:
  const AccountWord* newest_word(std::size_t index) const;
  void take_word(const AccountWord& word, Proof& proof) const;
  Status verify(std::size_t index);

  const std::vector<ProofSubject>& m_subjects;
  const ProofWatchOptions& m_options;
  std::vector<Proof> m_proofs;
  std::vector<util::TimePoint> m_noted; // of the log's last setback
  std::vector<std::size_t> m_by_id;     // indexes, in the order of the ids in lower case
  struct KnownNames {
    util::TimePoint at{};
    std::vector<std::string> names;
  };
  // Of those who are open.
  std::unordered_map<std::size_t, std::vector<AccountWord>> m_words;
  std::unordered_map<std::size_t, std::map<std::string, KnownNames>> m_names; // by target id
  std::size_t m_word_count = 0;
  std::size_t m_open = 0;
};

} // namespace lpaz::admin
