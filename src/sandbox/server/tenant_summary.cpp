#include "sandbox/server/control.hpp"

#include "lpaz/util/json.hpp"
#include "lpaz/util/time.hpp"

#include <nlohmann/json.hpp>

namespace lpaz::sandbox::server {
namespace {

using util::OrderedJson;

constexpr std::size_t k_most_listed = 200;

OrderedJson json_of(const store::User& user)
{
  return {{"id", user.id.text()},
          {"userPrincipalName",
           user.is_deleted() ? user.name_before_deletion : user.user_principal_name},
          {"displayName", user.display_name},
          {"accountEnabled", user.account_enabled},
          {"deleted", user.is_deleted()}};
}

OrderedJson json_of(const store::Group& group)
{
  return {{"id", group.id.text()},
          {"displayName", group.display_name},
          {"securityEnabled", group.security_enabled},
          {"members", group.members.size()}};
}

OrderedJson json_of(const store::SynchronizationJob& job)
{
  OrderedJson json = {{"id", job.id},
                      {"servicePrincipalId", job.service_principal.text()},
                      {"scheduled", job.is_scheduled},
                      {"status", job.status.code},
                      {"quarantine", nullptr},
                      {"lastExecution", nullptr}};
  if (job.status.quarantine) {
    json["quarantine"] = job.status.quarantine->reason;
  }
  if (job.status.last_execution) {
    json["lastExecution"] = job.status.last_execution->state;
  }
  return json;
}

template <typename T>
OrderedJson first_of(const store::Table<T>& table)
{
  OrderedJson list = OrderedJson::array();
  for (std::size_t i = 0; i < table.end_position() && list.size() < k_most_listed; ++i) {
    if (const T* row = table.at(i)) {
      list.push_back(json_of(*row));
    }
  }
  return list;
}

OrderedJson counts_of(const store::Directory& directory)
{
  std::size_t disabled = 0;
  directory.users().for_each([&](const store::User& user) {
    disabled += !user.is_deleted() && !user.account_enabled ? 1U : 0U;
  });
  return {{"users", directory.live_user_count()},
          {"disabledUsers", disabled},
          {"deletedUsers", directory.deleted_users().size()},
          {"groups", directory.groups().size()},
          {"servicePrincipals", directory.service_principals().size()},
          {"logEntries", directory.log().size()}};
}

} // namespace

std::string tenant_summary(const store::Tenant& tenant)
{
  const auto directory = tenant.read();
  OrderedJson jobs = OrderedJson::array();
  for (const auto& [id, job] : directory->jobs()) {
    jobs.push_back(json_of(job));
  }
  const OrderedJson summary = {{"tenantId", tenant.identity().tenant_id.text()},
                               {"domain", tenant.identity().domain},
                               {"now", util::format_rfc3339(tenant.now())},
                               {"counts", counts_of(*directory)},
                               {"jobs", jobs},
                               {"groups", first_of(directory->groups())},
                               {"users", first_of(directory->users())}};
  return util::dump_json(summary, 1);
}

} // namespace lpaz::sandbox::server
