#pragma once

#include "journal_lines.hpp"

#include "lpaz/bulk/journal.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace lpaz::bulk {

// Where a step of an object stands, and since when, in eight bytes: there may be 50,000 objects.
class Mark {
public:
  enum Stage { none, sent, done, failed };

  Mark() = default;
  Stage stage() const { return static_cast<Stage>(m_packed & 3); }
  // Whole seconds.
  util::TimePoint at() const;
  std::optional<util::TimePoint> at_if(Stage wanted) const
  {
    return stage() == wanted ? std::optional(at()) : std::nullopt;
  }
  void take(const Record& record);

private:
  Mark(Stage stage, util::TimePoint at);
  std::int64_t m_packed = 0;
};

// What the records of a journal add up to.
class JournalFacts {
public:
  // ErrorKind::defect for a record that no run has: of too many kinds of steps.
  Status check(const Record& record);
  Status apply(const Record& record);

  std::optional<util::TimePoint> finished() const { return m_finished; }
  Mark mark(std::string_view step, std::string_view id) const;
  std::optional<JournalProof> proof(std::string_view id) const;
  std::size_t done_count() const;
  std::size_t proof_count() const;
  std::optional<std::string> meant(std::string_view what, std::string_view name) const;
  std::map<std::string, std::string> names_by_id(std::string_view what) const;

private:
  // A table of few words.
  class Words {
  public:
    Result<std::size_t> add(std::string_view word);
    std::optional<std::size_t> find(std::string_view word) const;
    const std::string& operator[](std::size_t index) const { return m_words[index]; }

  private:
    std::vector<std::string> m_words;
  };
  struct KnownProof {
    std::int64_t at = 0; // seconds since 1970
    std::optional<std::size_t> how = std::nullopt;
    std::string evidence;
  };

  Words& words_for(RecordKind kind) { return kind == RecordKind::verified ? m_hows : m_steps; }
  void take_meanings(const Record& record);
  void take_step(const Record& record, std::size_t step, std::size_t object);

  std::optional<util::TimePoint> m_finished;
  // Numbers are those of objects, in the order of their appearance.
  std::unordered_map<std::string, std::size_t> m_objects; // by id in lower case
  Words m_steps;
  std::vector<std::vector<Mark>> m_marks; // by step, by object
  Words m_hows;
  std::vector<KnownProof> m_proofs;                        // by object
  std::unordered_map<std::string, std::string> m_meanings; // ids by what and name
};

} // namespace lpaz::bulk
