#include "commands/users/user_rows.hpp"

#include "commands/run_report.hpp"

#include "lpaz/admin/people/recycle_bin.hpp"
#include "lpaz/admin/people/user_lookup.hpp"
#include "lpaz/cli/row_columns.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace lpaz::commands {
namespace {

constexpr cli::RowColumn<UserRow> k_columns[] = {
    {"userPrincipalName",
     "User",
     "User principal name",
     [](const UserRow& row) { return OrderedJson(admin::original_name(row.user)); }},
    {"displayName",
     "Name",
     "Display name",
     [](const UserRow& row) { return OrderedJson(row.user.display_name); }},
    {"id",
     "Object id",
     "Object id of the user",
     [](const UserRow& row) { return cli::text_or_null(row.user.id); },
     ColumnKind::text,
     ColumnShow::on_request},
    {"result",
     "Result",
     "What became of it in Entra ID, or what would",
     [](const UserRow& row) { return cli::text_or_null(row.result); }},
    {"lastPass",
     "LastPass",
     "What LastPass does then; verified only where the next columns say so",
     [](const UserRow& row) { return cli::text_or_null(row.last_pass); },
     ColumnKind::text,
     ColumnShow::when_set},
    {"goneDateTime",
     "Gone for good",
     "When account and vault are gone for good",
     [](const UserRow& row) { return cli::time_or_null(row.gone); },
     ColumnKind::time,
     ColumnShow::when_set},
    {"verified",
     "Verified",
     "Whether there is proof that LastPass has followed (--wait)",
     [](const UserRow& row) { return row.verified ? OrderedJson(*row.verified) : OrderedJson(); },
     ColumnKind::boolean,
     ColumnShow::when_set},
    {"verifiedDateTime",
     "Since",
     "Since when it is so",
     [](const UserRow& row) { return cli::time_or_null(row.verified_at); },
     ColumnKind::time,
     ColumnShow::when_set},
    {"verifiedBy",
     "By",
     "Who says so: provisioningLog or enterpriseApi",
     [](const UserRow& row) { return cli::text_or_null(row.verified_by); },
     ColumnKind::text,
     ColumnShow::when_set},
    {"evidence",
     "Evidence",
     "Id of the entry of the provisioning log",
     [](const UserRow& row) { return cli::text_or_null(row.evidence); },
     ColumnKind::text,
     ColumnShow::on_request},
    {"pendingReason",
     "Pending",
     "What stands in the way of the proof",
     [](const UserRow& row) { return cli::text_or_null(row.pending_reason); },
     ColumnKind::text,
     ColumnShow::when_set},
    {"error",
     "Error",
     "Why it failed",
     [](const UserRow& row) { return cli::text_or_null(row.error); },
     ColumnKind::text,
     ColumnShow::when_set}};

// What a change comes to in LastPass.
void add_effect(bool already, const UserChangeWords& words, UserRow& row)
{
  row.gone = already ? admin::gone_for_good(row.user) : words.gone;
  row.last_pass = already ? std::string() : std::string(words.last_pass);
}

} // namespace

std::vector<Column> user_change_columns()
{
  return columns_of(k_columns);
}

OrderedJson to_json(const UserRow& row)
{
  return to_row(k_columns, row);
}

admin::NotDone not_done_of(const UserRow& row)
{
  return {admin::original_name(row.user), row.user.id, row.result, row.pending_reason};
}

OrderedJson
planned_row(const admin::UserPlan& plan, std::size_t index, const UserChangeWords& words)
{
  const bool already = plan.writes.changes[index].already;
  UserRow row{plan.users[index], std::string(already ? words.already : words.planned), {}};
  add_effect(already, words, row);
  return to_json(row);
}

UserRow row_of_outcome(const admin::UserPlan& plan,
                       std::size_t index,
                       const bulk::Outcome& outcome,
                       const UserChangeWords& words)
{
  const bool already = plan.writes.changes[index].already;
  UserRow row{plan.users[index], {}, {}};
  if (outcome.status) {
    row.result = already || outcome.was_already ? words.already : words.done;
    add_effect(already, words, row);
  } else {
    row.result = failure_word(outcome);
    row.error = error_text(outcome);
  }
  return row;
}

void add_proof(const admin::Proof& proof, const UserChangeWords& words, UserRow& row)
{
  row.verified = proof.verified;
  if (proof.verified) {
    row.last_pass = words.last_pass_done;
    row.verified_at = proof.at;
    row.verified_by = proof.by;
    row.evidence = proof.evidence;
    return;
  }
  row.pending_reason =
      proof.hint.empty() ? proof.reason : fmt::format("{}; {}", proof.reason, proof.hint);
}

} // namespace lpaz::commands
