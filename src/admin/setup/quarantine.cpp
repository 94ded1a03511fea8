#include "lpaz/admin/setup/provisioning_status.hpp"
#include "lpaz/util/text.hpp"

#include <array>
#include <string_view>

namespace lpaz::admin {
namespace {

struct ReasonRow {
  std::string_view reason;
  std::string_view meaning;
  std::string_view fix;
};

// "synchronizationQuarantine resource type" and "Application provisioning in quarantine status".
constexpr std::array<ReasonRow, 7> k_reasons = {{
    {"EncounteredQuarantineException",
     "LastPass did not accept the connection: the token was reset, the URL is wrong, or the "
     "endpoint "
     "does not answer as SCIM asks",
     "create a new token in the LastPass Admin Console and run lpaz configure-app with it"},
    {"EncounteredEscrowProportionThreshold",
     "more than 40 % of the changes failed",
     "read the failures in the provisioning log, fix their cause, then restart provisioning"},
    {"EncounteredBaseEscrowThreshold",
     "more than 40,000 changes failed",
     "read the failures in the provisioning log, fix their cause, then restart provisioning"},
    {"EncounteredTotalEscrowThreshold",
     "more than 60,000 changes failed in all",
     "read the failures in the provisioning log, fix their cause, then restart provisioning"},
    {"TooManyDeletes",
     "more accounts would be disabled or deleted in one cycle than the threshold allows; nothing "
     "was",
     "review the staged deletions; then allow them, or assign the people again and restart"},
    {"IngestionInterrupted",
     "the service was interrupted while it read the directory",
     "it tries again by itself; if it stays, restart provisioning"},
    {"Unknown",
     "the service gives no reason",
     "read the provisioning log, then restart provisioning"},
}};

constexpr ReasonRow k_by_microsoft = {
    "", "Microsoft stopped the job", "ask Microsoft's support with the job id"};
constexpr ReasonRow k_unheard_of = {
    "", "a reason that this version of lpaz does not know", "read the provisioning log"};

const ReasonRow& row_for(std::string_view reason)
{
  for (const ReasonRow& row : k_reasons) {
    if (util::equals_ignoring_case(row.reason, reason)) {
      return row;
    }
  }
  return util::to_lower(reason).starts_with("quarantine") ? k_by_microsoft : k_unheard_of;
}

} // namespace

QuarantineAdvice quarantine_advice(const graph::SynchronizationQuarantine& quarantine)
{
  const ReasonRow& row = row_for(quarantine.reason);
  return {std::string(row.meaning), std::string(row.fix)};
}

} // namespace lpaz::admin
