#pragma once

#include "lpaz/bulk/journal.hpp"
#include "lpaz/util/clock.hpp"
#include "lpaz/util/result.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace lpaz::bulk {

// The lines of a journal, without line ends: JSON objects, the first of them a header.

// Which run the journal belongs to.
struct JournalHeader {
  std::string command;
  std::string tenant_id;
  std::string input; // SHA-256 of the names in lower case, sorted, each once
  std::int64_t names = 0;
  std::string options;
  util::TimePoint started{};
};

JournalHeader header_of(const RunIdentity& identity, util::TimePoint started);
std::string header_line(const JournalHeader& header);

// `file` is the name of the file, for the errors. A file that is no journal, and one of a newer
// lpaz, are ErrorKind::usage.
Result<JournalHeader> parse_header(std::string_view line, std::string_view file);
// ErrorKind::usage, with everything that differs.
Status check_same_run(const JournalHeader& then, const JournalHeader& now, std::string_view file);
// `text` is a first line whose writing was cut off, and not the beginning of somebody's file.
bool is_torn_header(std::string_view text);

// The longest id, step or evidence that is written.
inline constexpr std::size_t k_longest_journal_word = 1024;

enum class RecordKind { sending, done, failed, verified, meant, end };

struct Record {
  RecordKind kind = RecordKind::sending;
  util::TimePoint at{};
  std::string word;                    // the step; of verified: how; of meant: of what
  std::vector<std::string> ids;        // of failed: one
  Error error = {};                    // of failed; is written and not read
  JournalProof proof = {};             // of verified
  bool found = false;                  // of done: after a lost answer
  std::vector<std::string> names = {}; // of meant: whose ids they are
};

std::string record_line(const Record& record);
// ErrorKind::failed for what is no record.
Result<Record> parse_record(std::string_view line);

} // namespace lpaz::bulk
