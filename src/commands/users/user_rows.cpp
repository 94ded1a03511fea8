#include "commands/users/user_rows.hpp"

#include "commands/run_report.hpp"

#include "lpaz/admin/recycle_bin.hpp"
#include "lpaz/admin/user_lookup.hpp"
#include "lpaz/util/time.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace lpaz::commands {
namespace {

OrderedJson time_or_null(const std::optional<util::TimePoint>& time)
{
  return time ? OrderedJson(util::format_rfc3339(*time)) : OrderedJson();
}

OrderedJson text_or_null(const std::string& text)
{
  return text.empty() ? OrderedJson() : OrderedJson(text);
}

} // namespace

OrderedJson row_of_user(const graph::User& user)
{
  return {{"userPrincipalName", admin::original_name(user)},
          {"id", text_or_null(user.id)},
          {"displayName", user.display_name},
          {"result", nullptr},
          {"lastPass", nullptr},
          {"goneDateTime", nullptr},
          {"verified", nullptr},
          {"verifiedDateTime", nullptr},
          {"verifiedBy", nullptr},
          {"evidence", nullptr},
          {"pendingReason", nullptr},
          {"error", nullptr}};
}

void add_effect(const admin::PlannedAction& action, const UserChangeWords& words, OrderedJson& row)
{
  const auto gone = action.already_so ? admin::gone_for_good(action.user) : words.gone;
  row["lastPass"] = action.already_so ? OrderedJson() : OrderedJson(words.last_pass);
  row["goneDateTime"] = time_or_null(gone);
}

void add_outcome(const admin::PlannedAction& action,
                 const admin::BulkOutcome& outcome,
                 const UserChangeWords& words,
                 OrderedJson& row)
{
  if (outcome.status) {
    row["result"] = action.already_so ? words.already : words.done;
    add_effect(action, words, row);
    return;
  }
  row["result"] = failure_word(outcome);
}

void add_proof(const admin::Proof& proof, const UserChangeWords& words, OrderedJson& row)
{
  row["verified"] = proof.verified;
  if (proof.verified) {
    row["lastPass"] = words.last_pass_done;
    row["verifiedDateTime"] = time_or_null(proof.at);
    row["verifiedBy"] = text_or_null(proof.by);
    row["evidence"] = text_or_null(proof.evidence);
    return;
  }
  row["pendingReason"] =
      proof.hint.empty() ? proof.reason : fmt::format("{}; {}", proof.reason, proof.hint);
}

} // namespace lpaz::commands
