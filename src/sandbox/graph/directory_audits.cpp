#include "sandbox/graph/entity.hpp"
#include "sandbox/graph/listing.hpp"
#include "sandbox/graph/log_json.hpp"
#include "sandbox/graph/permissions.hpp"
#include "sandbox/graph/route.hpp"

#include <array>

namespace lpaz::sandbox::graph {
namespace {

using server::Response;
using store::DirectoryAudit;

template <std::string DirectoryAudit::* Member>
Value text(const DirectoryAudit& audit)
{
  return text_or_null(audit.*Member);
}

Value id(const DirectoryAudit& audit)
{
  return audit.id;
}

Value activity(const DirectoryAudit& audit)
{
  return audit.activity;
}

Value initiator_app_id(const DirectoryAudit& audit)
{
  return audit.initiator_app_id;
}

Value target_id(const DirectoryAudit& audit)
{
  return audit.target_id;
}

Value never(const DirectoryAudit&)
{
  return {};
}

void initiated_by(JsonWriter& writer, const DirectoryAudit& audit)
{
  writer.begin_object();
  writer.key("user");
  writer.null();
  writer.key("app");
  writer.begin_object();
  writer.member("appId", audit.initiator_app_id.text());
  writer.member("displayName", audit.initiator);
  writer.end_object();
  writer.end_object();
}

void target_resources(JsonWriter& writer, const DirectoryAudit& audit)
{
  writer.begin_array();
  writer.begin_object();
  writer.member("id", audit.target_id.text());
  writer.member("displayName", audit.target_name);
  writer.member("type", audit.target_type);
  writer.key("userPrincipalName");
  write(writer, text_or_null(audit.target_principal_name));
  writer.key("modifiedProperties");
  write_modified_properties(writer, audit.modified_properties);
  writer.end_object();
  writer.end_array();
}

void no_details(JsonWriter& writer, const DirectoryAudit&)
{
  writer.begin_array();
  writer.end_array();
}

using Audit = DirectoryAudit;
using AuditProperty = Property<DirectoryAudit>;

const std::array k_audit_properties{
    AuditProperty{"id", k_text, true, true, id},
    AuditProperty{"category", k_text, true, true, text<&Audit::category>},
    AuditProperty{"correlationId", k_text, true, true, id},
    AuditProperty{"result", k_text, true, true, text<&Audit::result>},
    AuditProperty{"resultReason", k_text, true, true, text<&Audit::result_reason>},
    AuditProperty{"activityDisplayName", k_text, true, true, text<&Audit::activity_name>},
    AuditProperty{"activityDateTime", ValueType::time, true, true, activity},
    AuditProperty{"loggedByService", k_text, true, true, text<&Audit::service>},
    AuditProperty{"operationType", k_text, true, true, text<&Audit::operation>},
    AuditProperty{"initiatedBy", k_complex, true, false, nullptr, nullptr, initiated_by},
    AuditProperty{"targetResources", k_complex, true, false, nullptr, nullptr, target_resources},
    AuditProperty{"additionalDetails", k_complex, true, false, nullptr, nullptr, no_details},
    // For filters only.
    AuditProperty{"initiatedBy/user/id", k_text, false, true, never},
    AuditProperty{"initiatedBy/app/appId", k_text, false, true, initiator_app_id},
    AuditProperty{"targetResources/id", k_text, false, true, target_id},
};

const EntityType<DirectoryAudit>& audit_type()
{
  static const EntityType<DirectoryAudit> type{"directoryAudit", k_audit_properties, true};
  return type;
}

Result<Response> list_audits(Call& call)
{
  const auto directory = call.tenant().read();
  std::vector<const DirectoryAudit*> newest_first;
  for (auto audit = directory->audits().rbegin(); audit != directory->audits().rend(); ++audit) {
    newest_first.push_back(&*audit);
  }
  ListRows<DirectoryAudit> rows(std::move(newest_first));
  return Listing<DirectoryAudit>(call, audit_type(), rows)
      .respond({.context = "auditLogs/directoryAudits",
                .default_page = 1000,
                .is_report = true,
                .annotation = {}});
}

} // namespace

void add_audit_routes(RouteTable& table)
{
  table.add({{"GET", "auditLogs/directoryAudits", permission::k_read_audits, list_audits}});
}

} // namespace lpaz::sandbox::graph
