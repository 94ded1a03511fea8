#include "sandbox/graph/entity.hpp"
#include "sandbox/graph/listing.hpp"
#include "sandbox/graph/log_json.hpp"
#include "sandbox/graph/permissions.hpp"
#include "sandbox/graph/route.hpp"

#include <array>

namespace lpaz::sandbox::graph {
namespace {

using server::Response;
using store::ProvisioningLogEntry;

// An entry together with what Graph adds from the tenant.
struct LogRow {
  const ProvisioningLogEntry* entry = nullptr;
  const store::Tenant* tenant = nullptr;
  std::string service_principal_name;
  std::string template_id; // of the service principal
};

template <std::string ProvisioningLogEntry::* Member>
Value text(const LogRow& row)
{
  return text_or_null(row.entry->*Member);
}

template <store::ObjectId ProvisioningLogEntry::* Member>
Value id_value(const LogRow& row)
{
  return row.entry->*Member;
}

Value activity(const LogRow& row)
{
  return row.entry->activity;
}

Value tenant_id(const LogRow& row)
{
  return row.tenant->identity().tenant_id;
}

Value duration(const LogRow& row)
{
  return row.entry->duration_ms;
}

Value principal_name(const LogRow& row)
{
  return std::string_view(row.service_principal_name);
}

template <store::ProvisionedIdentity ProvisioningLogEntry::* Side,
          std::string store::ProvisionedIdentity::* Member>
Value identity_text(const LogRow& row)
{
  return text_or_null((row.entry->*Side).*Member);
}

Value error_code(const LogRow& row)
{
  return row.entry->failure ? text_or_null(row.entry->failure->error_code) : Value();
}

void status(JsonWriter& writer, const LogRow& row)
{
  write_status(writer, *row.entry);
}

void steps(JsonWriter& writer, const LogRow& row)
{
  write_steps(writer, row.entry->steps);
}

void modified(JsonWriter& writer, const LogRow& row)
{
  write_modified_properties(writer, row.entry->modified_properties);
}

void source_identity(JsonWriter& writer, const LogRow& row)
{
  write_identity(writer, row.entry->source);
}

void target_identity(JsonWriter& writer, const LogRow& row)
{
  write_identity(writer, row.entry->target);
}

void source_system(JsonWriter& writer, const LogRow&)
{
  write_system(writer, store::ObjectId::derive("source system").text(), "Microsoft Entra ID", {});
}

void target_system(JsonWriter& writer, const LogRow& row)
{
  write_system(writer,
               store::ObjectId::derive("target system").text(),
               "customappsso",
               {{"ApplicationId", row.template_id},
                {"ServicePrincipalId", row.entry->service_principal.text()},
                {"ServicePrincipalDisplayName", row.service_principal_name}});
}

void service_principal(JsonWriter& writer, const LogRow& row)
{
  writer.begin_object();
  writer.member("id", row.entry->service_principal.text());
  writer.member("displayName", row.service_principal_name);
  writer.end_object();
}

void initiated_by(JsonWriter& writer, const LogRow& row)
{
  writer.begin_object();
  writer.member("id", "");
  writer.member("displayName",
                row.entry->on_demand ? "On-demand provisioning" : "Azure AD Provisioning Service");
  writer.member("initiatorType", row.entry->on_demand ? "user" : "system");
  writer.end_object();
}

using Entry = ProvisioningLogEntry;
using Identity = store::ProvisionedIdentity;
using LogProperty = Property<LogRow>;

const std::array k_log_properties{
    LogProperty{"id", k_text, true, true, id_value<&Entry::id>},
    LogProperty{"activityDateTime", ValueType::time, true, true, activity},
    LogProperty{"tenantId", k_text, true, true, tenant_id},
    LogProperty{"jobId", k_text, true, true, text<&Entry::job_id>},
    LogProperty{"cycleId", k_text, true, true, id_value<&Entry::cycle_id>},
    LogProperty{"changeId", k_text, true, true, id_value<&Entry::change_id>},
    LogProperty{"provisioningAction", k_text, true, true, text<&Entry::action>},
    LogProperty{"durationInMilliseconds", ValueType::integer, true, true, duration},
    LogProperty{"provisioningStatusInfo", k_complex, true, false, nullptr, nullptr, status},
    LogProperty{"provisioningSteps", k_complex, true, false, nullptr, nullptr, steps},
    LogProperty{"modifiedProperties", k_complex, true, false, nullptr, nullptr, modified},
    LogProperty{"servicePrincipal", k_complex, true, false, nullptr, nullptr, service_principal},
    LogProperty{"sourceSystem", k_complex, true, false, nullptr, nullptr, source_system},
    LogProperty{"targetSystem", k_complex, true, false, nullptr, nullptr, target_system},
    LogProperty{"sourceIdentity", k_complex, true, false, nullptr, nullptr, source_identity},
    LogProperty{"targetIdentity", k_complex, true, false, nullptr, nullptr, target_identity},
    LogProperty{"initiatedBy", k_complex, true, false, nullptr, nullptr, initiated_by},
    // For filters only.
    LogProperty{"provisioningStatusInfo/status", k_text, false, true, text<&Entry::status>},
    LogProperty{
        "provisioningStatusInfo/errorInformation/errorCode", k_text, false, true, error_code},
    LogProperty{"servicePrincipal/id", k_text, false, true, id_value<&Entry::service_principal>},
    LogProperty{"servicePrincipal/displayName", k_text, false, true, principal_name},
    LogProperty{
        "sourceIdentity/id", k_text, false, true, identity_text<&Entry::source, &Identity::id>},
    LogProperty{"sourceIdentity/displayName",
                k_text,
                false,
                true,
                identity_text<&Entry::source, &Identity::display_name>},
    LogProperty{"sourceIdentity/identityType",
                k_text,
                false,
                true,
                identity_text<&Entry::source, &Identity::identity_type>},
    LogProperty{
        "targetIdentity/id", k_text, false, true, identity_text<&Entry::target, &Identity::id>},
    LogProperty{"targetIdentity/displayName",
                k_text,
                false,
                true,
                identity_text<&Entry::target, &Identity::display_name>},
};

const EntityType<LogRow>& log_type()
{
  static const EntityType<LogRow> type{"provisioningObjectSummary", k_log_properties, true};
  return type;
}

// The log, newest first as the service lists it without $orderby. A row's token counts the
// entries from the oldest, so that new entries do not shift the pages.
class LogRows : public RowSource<LogRow> {
public:
  LogRows(const store::Tenant& tenant, const store::Directory& directory)
      : m_tenant(tenant), m_directory(directory), m_left(directory.log().size())
  {
  }

  bool seek(std::string_view token) override
  {
    m_left = m_directory.log().size();
    if (token.empty()) {
      return true;
    }
    const auto id = store::ObjectId::parse(token);
    while (id && m_left > 0 && m_directory.log()[m_left - 1].id != *id) {
      --m_left;
    }
    if (!id || m_left == 0) {
      return false;
    }
    --m_left;
    return true;
  }

  const LogRow* next() override
  {
    if (m_left == 0) {
      return nullptr;
    }
    const auto& entry = m_directory.log()[--m_left];
    const auto* principal = m_directory.find_service_principal(entry.service_principal);
    return &m_rows.emplace_back(LogRow{&entry,
                                       &m_tenant,
                                       m_directory.display_name_of(entry.service_principal),
                                       principal == nullptr ? "" : principal->template_id});
  }

  std::string token() const override { return m_directory.log()[m_left].id.text(); }

private:
  const store::Tenant& m_tenant;
  const store::Directory& m_directory;
  std::size_t m_left = 0;
  std::deque<LogRow> m_rows;
};

Result<Response> list_provisioning_log(Call& call)
{
  // It is listed newest first, so that this order needs no sorting.
  const auto& order = call.query.order_by;
  if (order.size() == 1 && order.front().path == "activityDateTime" && order.front().descending) {
    call.query.order_by.clear();
  }
  const auto directory = call.tenant().read();
  LogRows rows(call.tenant(), *directory);
  return Listing<LogRow>(call, log_type(), rows)
      .respond({.context = "auditLogs/provisioning",
                .default_page = 1000,
                .is_report = true,
                .annotation = {}});
}

} // namespace

void add_provisioning_log_routes(RouteTable& table)
{
  table.add({{"GET",
              "auditLogs/provisioning",
              permission::k_read_provisioning_log,
              list_provisioning_log}});
}

} // namespace lpaz::sandbox::graph
