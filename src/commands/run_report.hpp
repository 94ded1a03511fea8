#pragma once

#include "commands/commands.hpp"

#include "lpaz/admin/people/name_list.hpp"
#include "lpaz/bulk/change.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lpaz::commands {

// What a row says of writes that did not go well: "not done", "partly done", "unknown", "failed".
std::string_view failure_word(const bulk::Outcome& outcome);
// The message of the error; empty if all went well.
std::string error_text(const bulk::Outcome& outcome);

// How a run over several items ended: all done, some failed (ErrorKind::partial), or all failed
// for the reason of the first.
class Tally {
public:
  void add_failure(const Error& error);
  // `noun` is what an item is: "user".
  Status status(std::size_t items, std::string_view noun) const;

private:
  std::size_t m_failures = 0;
  std::optional<Error> m_first;
};

// Prints the rows of a run one by one; of what is done nothing is kept.
class RunReport {
public:
  // `noun` is what an item is: "user".
  RunReport(runtime::Context& context,
            std::string_view noun,
            admin::Listed listed = admin::Listed::users)
      : m_context(context), m_noun(noun), m_listed(listed)
  {
  }

  // `item.result` is the word in the row. With an `item.error`, such as the reason why a proof is
  // pending, the item is not done either; the error of the outcome takes its place.
  Status add(const util::OrderedJson& row, admin::NotDone item, const bulk::Outcome& outcome);
  // Sums up a run over many, writes the list of what is not done if `not_done` names a file, and
  // says whether any has failed.
  Status finish(const std::string& not_done) const;

private:
  void sum_up() const;

  runtime::Context& m_context;
  std::string_view m_noun;
  admin::Listed m_listed;
  std::size_t m_count = 0;
  std::map<std::string, std::size_t> m_results; // how many rows with each word
  std::vector<admin::NotDone> m_not_done;
  Tally m_tally;
};

} // namespace lpaz::commands
