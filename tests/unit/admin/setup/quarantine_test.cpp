#include "lpaz/admin/setup/provisioning_status.hpp"

#include <doctest/doctest.h>

#include <set>
#include <string>

using namespace lpaz;

namespace {

admin::QuarantineAdvice advice(std::string reason)
{
  graph::SynchronizationQuarantine quarantine;
  quarantine.reason = std::move(reason);
  return admin::quarantine_advice(quarantine);
}

} // namespace

TEST_CASE("Each reason of a quarantine has its own meaning and a fix")
{
  struct Row {
    std::string reason;
    std::string meaning;
    std::string fix;
  };
  std::set<std::string> meanings;
  for (const Row& row : {
           Row{"EncounteredQuarantineException", "token was reset", "lpaz configure-app"},
           Row{"EncounteredEscrowProportionThreshold", "40 %", "provisioning log"},
           Row{"EncounteredBaseEscrowThreshold", "40,000", "provisioning log"},
           Row{"EncounteredTotalEscrowThreshold", "60,000", "provisioning log"},
           Row{"TooManyDeletes", "threshold", "staged deletions"},
           Row{"IngestionInterrupted", "interrupted", "tries again by itself"},
           Row{"QuarantinedOnDemand", "Microsoft stopped", "support"},
           Row{"Unknown", "no reason", "provisioning log"},
       }) {
    INFO(row.reason);
    const auto given = advice(row.reason);
    CHECK(given.meaning.find(row.meaning) != std::string::npos);
    CHECK(given.fix.find(row.fix) != std::string::npos);
    CHECK(meanings.insert(given.meaning).second);
  }
}

TEST_CASE("A reason is recognised in any case and in both of Microsoft's spellings")
{
  CHECK(advice("TOOMANYDELETES").meaning == advice("TooManyDeletes").meaning);
  CHECK(advice("quarantineOnDemand").meaning == advice("QuarantinedOnDemand").meaning);
}

TEST_CASE("A reason that nobody knows yet still gets advice")
{
  for (const std::string reason : {"", "SomethingNew"}) {
    CHECK(advice(reason).meaning.find("does not know") != std::string::npos);
    CHECK_FALSE(advice(reason).fix.empty());
  }
}
