#include "sandbox/graph/entity.hpp"
#include "sandbox/graph/listing.hpp"
#include "sandbox/graph/permissions.hpp"
#include "sandbox/graph/route.hpp"

#include <array>

namespace lpaz::sandbox::graph {
namespace {

using server::Response;
using store::TenantIdentity;

constexpr std::string_view k_premium_plan = "41781fb2-bc02-4b7c-bd55-b576c07bb09d";
constexpr std::string_view k_premium_2_plan = "eec0eb4f-6444-4f95-aba0-50c24d67f998";

Value id(const TenantIdentity& identity)
{
  return identity.tenant_id;
}

Value display_name(const TenantIdentity& identity)
{
  return std::string_view(identity.display_name);
}

Value synced(const TenantIdentity&)
{
  return true;
}

void write_domain(JsonWriter& writer, const std::string& name, bool is_default)
{
  writer.begin_object();
  writer.member("capabilities", "Email, OfficeCommunicationsOnline");
  writer.key("isDefault");
  writer.boolean(is_default);
  writer.key("isInitial");
  writer.boolean(!is_default);
  writer.member("name", name);
  writer.member("type", "Managed");
  writer.end_object();
}

void domains(JsonWriter& writer, const TenantIdentity& identity)
{
  writer.begin_array();
  write_domain(writer, identity.domain, true);
  write_domain(writer, identity.initial_domain, false);
  writer.end_array();
}

void write_plan(JsonWriter& writer, std::string_view plan)
{
  writer.begin_object();
  writer.member("assignedDateTime", "2025-01-15T09:00:00Z");
  writer.member("capabilityStatus", "Enabled");
  writer.member("service", "AADPremiumService");
  writer.member("servicePlanId", plan);
  writer.end_object();
}

void plans(JsonWriter& writer, const TenantIdentity&)
{
  writer.begin_array();
  write_plan(writer, k_premium_plan);
  write_plan(writer, k_premium_2_plan);
  writer.end_array();
}

const std::array k_organization_properties{
    Property<TenantIdentity>{"id", k_text, true, true, id},
    Property<TenantIdentity>{"displayName", k_text, true, true, display_name},
    Property<TenantIdentity>{"onPremisesSyncEnabled", ValueType::boolean, true, true, synced},
    Property<TenantIdentity>{"verifiedDomains", k_complex, true, false, nullptr, nullptr, domains},
    Property<TenantIdentity>{"assignedPlans", k_complex, true, false, nullptr, nullptr, plans},
};

Result<Response> get_organization(Call& call)
{
  static const EntityType<TenantIdentity> type{"organization", k_organization_properties};
  if (!call.parameters.empty() && call.parameter() != call.tenant().identity().tenant_id.text()) {
    return no_such_object(call.parameter());
  }
  if (!call.parameters.empty()) {
    return respond_entity(call, type, call.tenant().identity(), "organization");
  }
  ListRows<TenantIdentity> rows({&call.tenant().identity()});
  return Listing<TenantIdentity>(call, type, rows)
      .respond({.context = "organization", .annotation = {}});
}

void write_service_plan(JsonWriter& writer, std::string_view plan, std::string_view name)
{
  writer.begin_object();
  writer.member("servicePlanId", plan);
  writer.member("servicePlanName", name);
  writer.member("provisioningStatus", "Success");
  writer.member("appliesTo", "User");
  writer.end_object();
}

// One subscription: Entra ID P2, which contains P1.
void write_sku(JsonWriter& writer, const TenantIdentity& identity, std::int64_t users)
{
  constexpr std::string_view k_sku = "84a661c4-e949-4bd2-a560-ed7766fcaf2b";
  writer.begin_object();
  writer.member("id", identity.tenant_id.text() + "_" + std::string(k_sku));
  writer.member("appliesTo", "User");
  writer.member("capabilityStatus", "Enabled");
  writer.key("consumedUnits");
  writer.integer(users);
  writer.member("skuId", k_sku);
  writer.member("skuPartNumber", "AAD_PREMIUM_P2");
  writer.key("prepaidUnits");
  writer.begin_object();
  for (const auto* name : {"enabled", "suspended", "warning", "lockedOut"}) {
    writer.key(name);
    writer.integer(name == std::string_view("enabled") ? users + 25 : 0);
  }
  writer.end_object();
  writer.key("servicePlans");
  writer.begin_array();
  write_service_plan(writer, k_premium_plan, "AAD_PREMIUM");
  write_service_plan(writer, k_premium_2_plan, "AAD_PREMIUM_P2");
  writer.end_array();
  writer.end_object();
}

Result<Response> list_subscribed_skus(Call& call)
{
  const auto users = static_cast<std::int64_t>(call.tenant().read()->live_user_count());
  JsonWriter writer;
  writer.begin_object();
  writer.member("@odata.context", call.context("subscribedSkus"));
  writer.key("value");
  writer.begin_array();
  write_sku(writer, call.tenant().identity(), users);
  writer.end_array();
  writer.end_object();
  return json_answer(200, writer.take());
}

} // namespace

void add_organization_routes(RouteTable& table)
{
  table.add({
      {"GET", "organization", permission::k_read_organization, get_organization},
      {"GET", "organization/{}", permission::k_read_organization, get_organization},
      {"GET", "subscribedSkus", permission::k_read_licences, list_subscribed_skus},
  });
}

} // namespace lpaz::sandbox::graph
