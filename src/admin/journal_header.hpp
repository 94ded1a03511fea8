#pragma once

#include "lpaz/admin/run_journal.hpp"
#include "lpaz/util/clock.hpp"
#include "lpaz/util/result.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace lpaz::admin {

// The first line of a journal: which run it is of.
struct JournalHeader {
  std::string command;
  std::string tenant_id;
  std::string input; // SHA-256 of the names in lower case, sorted, each once
  std::int64_t people = 0;
  std::string options;
  util::TimePoint started{};
};

JournalHeader header_of(const RunIdentity& identity, util::TimePoint started);
std::string header_line(const JournalHeader& header);

// `name` is that of the file, for the errors. A file that is no journal, and one of a newer lpaz,
// are ErrorKind::usage.
Result<JournalHeader> parse_header(std::string_view line, std::string_view name);
// ErrorKind::usage, saying all that differs.
Status check_same_run(const JournalHeader& then, const JournalHeader& now, std::string_view name);
// `text` is a first line whose writing was cut off, and not the begin of somebody's file.
bool is_torn_header(std::string_view text);

} // namespace lpaz::admin
