#pragma once

#include "commands/commands.hpp"
#include "commands/outcome.hpp"

#include "lpaz/admin/bulk_run.hpp"
#include "lpaz/admin/name_list.hpp"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace lpaz::commands {

// What a row says of writes that did not go well: "not done", "partly done", "unknown", "failed".
std::string_view failure_word(const admin::BulkOutcome& outcome);

// Prints the rows of a run one by one; of the people that are done nothing is kept.
class RunReport {
public:
  // `noun` is what an item is: "user".
  RunReport(runtime::Context& context, std::string_view noun) : m_context(context), m_noun(noun) {}

  runtime::Context& context() { return m_context; }
  // A row has userPrincipalName, id and result; the error is filled in. Somebody of whom there is a
  // pendingReason is not done either.
  Status add(OrderedJson row, const admin::BulkOutcome& outcome);
  // Sums up a run over many, writes the list of who is not done if `not_done` names a file, and
  // says whether any has failed.
  Status finish(const std::string& not_done) const;

private:
  void sum_up() const;

  runtime::Context& m_context;
  std::string_view m_noun;
  std::size_t m_count = 0;
  std::map<std::string, std::size_t> m_results; // how many rows with each word
  std::vector<admin::NotDone> m_not_done;
  Outcome m_outcome;
};

} // namespace lpaz::commands
