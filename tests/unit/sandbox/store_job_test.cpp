#include "sandbox/store/default_schema.hpp"
#include "sandbox/store/synchronization_job.hpp"
#include "sandbox/store/synchronization_secrets.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

using namespace lpaz::sandbox::store;
using lpaz::util::TimePoint;

namespace {

constexpr TimePoint k_job_start{std::chrono::hours(1000)};

} // namespace

TEST_CASE("Reset scopes are read as lists of words in any case")
{
  CHECK(parse_reset_scope("Watermark, Escrows") == (ResetScope::watermark | ResetScope::escrows));
  CHECK(parse_reset_scope("full") == ResetScope::full);
  CHECK(parse_reset_scope("ForceDeletes") == ResetScope::force_deletes);
  CHECK(parse_reset_scope("") ==
        (ResetScope::watermark | ResetScope::escrows | ResetScope::quarantine_state));
  CHECK_FALSE(parse_reset_scope("Watermark, Everything"));
  CHECK_FALSE(parse_reset_scope(",,"));
}

TEST_CASE("Starting a job makes it due and takes it out of quarantine")
{
  SynchronizationJob job;
  CHECK(job.status.code == "Paused");
  start_job(job, k_job_start);
  CHECK(job.is_scheduled);
  CHECK(job.status.code == "NotRun");
  CHECK(job.next_cycle == k_job_start);
  job.status.code = "Quarantine";
  job.status.quarantine.emplace();
  start_job(job, k_job_start);
  CHECK_FALSE(job.status.quarantine);
  pause_job(job);
  CHECK_FALSE(job.is_scheduled);
  CHECK(job.status.code == "Paused");
}

TEST_CASE("A restart remembers what is to be forgotten, and a new schema asks for a whole look")
{
  SynchronizationJob job;
  restart_job(job, ResetScope::force_deletes, k_job_start);
  replace_schema(job, default_schema("scim.x"), k_job_start);
  CHECK(job.pending_reset == (ResetScope::force_deletes | ResetScope::watermark));
  CHECK(job.schema_version == 2);
}

TEST_CASE("Secrets merge, and an empty value takes a key away")
{
  SynchronizationSecrets secrets;
  secrets.put("BaseAddress", "https://scim.example");
  secrets.put("SyncAll", "True");
  secrets.put("SyncNotificationSettings",
              R"({"Enabled":true,"DeleteThresholdEnabled":true,"DeleteThresholdValue":20})");
  CHECK(secrets.sync_all());
  CHECK(secrets.notifications().delete_threshold == 20);
  secrets.put("SyncAll", "");
  CHECK_FALSE(secrets.sync_all());
  CHECK(secrets.base_address() == "https://scim.example");
  secrets.put("SyncNotificationSettings", "[not json");
  CHECK_FALSE(secrets.notifications().delete_threshold_enabled);
}

TEST_CASE("The default schema maps everybody's block to active")
{
  const auto schema = default_schema("scim.x");
  const auto& mappings = schema->at("synchronizationRules")[0].at("objectMappings");
  REQUIRE(mappings.size() == 2);
  const auto& users = mappings[1].at("attributeMappings");
  bool found = false;
  for (const auto& mapping : users) {
    if (mapping.at("targetAttributeName") == "active") {
      found = true;
      CHECK(mapping.at("source").at("expression") ==
            R"(Switch([IsSoftDeleted], , "False", "True", "True", "False"))");
    }
  }
  CHECK(found);
  CHECK(users.size() == 22);
}
