#pragma once

#include "lpaz/admin/run_journal.hpp"
#include "lpaz/util/clock.hpp"
#include "lpaz/util/result.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace lpaz::admin {

// What the records of a journal add up to, for each person and step. Eight bytes for each of them:
// there may be 50,000 people.
class JournalState {
public:
  // ErrorKind::defect for more steps than any run has.
  Status note_sending(std::string_view step, std::string_view id, util::TimePoint at);
  Status note_done(std::string_view step, std::string_view id, util::TimePoint at);
  Status note_failed(std::string_view step, std::string_view id);
  Status note_proof(std::string_view id, const JournalProof& proof);

  std::optional<util::TimePoint> done_since(std::string_view step, std::string_view id) const;
  std::optional<util::TimePoint> sent_without_outcome(std::string_view step,
                                                      std::string_view id) const;
  std::optional<JournalProof> proof(std::string_view id) const;

private:
  enum class Stage { none, sent, done, failed };
  // The stage, and since when, in one word.
  class Mark {
  public:
    Mark() = default;
    Mark(Stage stage, util::TimePoint at);
    Stage stage() const;
    util::TimePoint at() const;

  private:
    std::int64_t m_packed = 0;
  };
  struct Step {
    std::string name;
    std::vector<Mark> marks; // by person
  };
  struct Proof {
    std::int64_t at = 0; // seconds since 1970
    std::size_t how = 0; // of m_words, counted from 1; 0: there is none
    std::string evidence;
  };

  std::size_t person(std::string_view id);
  Result<Mark*> mark(std::string_view step, std::string_view id);
  Mark find_mark(std::string_view step, std::string_view id) const;

  std::unordered_map<std::string, std::uint32_t> m_people; // by id in lower case
  std::vector<Step> m_steps;
  std::vector<Proof> m_proofs; // by person
  std::vector<std::string> m_words;
};

} // namespace lpaz::admin
