#include "sandbox/graph/service_principals.hpp"

#include "sandbox/graph/entities.hpp"
#include "sandbox/graph/groups.hpp"
#include "sandbox/graph/listing.hpp"
#include "sandbox/graph/member_lists.hpp"
#include "sandbox/graph/permissions.hpp"
#include "sandbox/graph/property_patch.hpp"
#include "sandbox/graph/route.hpp"

#include <nlohmann/json.hpp>

namespace lpaz::sandbox::graph {
namespace {

using server::Response;
using store::ServicePrincipal;
using util::Json;

Result<Response> list_service_principals(Call& call)
{
  const auto directory = call.tenant().read();
  TableRows<ServicePrincipal> rows(
      directory->service_principals(),
      [&](const ServicePrincipal& principal) { return call.sees(principal); });
  return Listing<ServicePrincipal>(
             call, service_principal_type(), rows, related_of_service_principals(*directory))
      .respond({.context = "servicePrincipals", .annotation = {}});
}

Result<Response> count_service_principals(Call& call)
{
  const auto directory = call.tenant().read();
  TableRows<ServicePrincipal> rows(
      directory->service_principals(),
      [&](const ServicePrincipal& principal) { return call.sees(principal); });
  return Listing<ServicePrincipal>(call, service_principal_type(), rows).respond_count();
}

Result<Response> get_service_principal(Call& call)
{
  const auto directory = call.tenant().read();
  LPAZ_TRY(const auto* principal, require_service_principal(call, *directory, call.parameter()));
  return respond_entity_with(call,
                             service_principal_type(),
                             *principal,
                             "servicePrincipals",
                             related_of_service_principals(*directory));
}

Result<Response> get_by_app_id(Call& call)
{
  const auto directory = call.tenant().read();
  const auto app_id = store::ObjectId::parse(call.parameter());
  const auto* principal = app_id ? directory->find_service_principal_by_app(*app_id) : nullptr;
  if (principal == nullptr || !call.sees(*principal)) {
    return no_such_object(call.parameter());
  }
  return respond_entity_with(call,
                             service_principal_type(),
                             *principal,
                             "servicePrincipals",
                             related_of_service_principals(*directory));
}

Result<Response> update_service_principal(Call& call)
{
  LPAZ_TRY(const Json body, call.json_body());
  const auto directory = call.tenant().write();
  LPAZ_TRY(const auto* principal, require_service_principal(call, *directory, call.parameter()));
  LPAZ_CHECK(check_owned(call, *principal));
  ServicePrincipal changed = *principal;
  LPAZ_CHECK(apply_properties(changed, body, store::writable, "ServicePrincipal"));
  *directory->edit_service_principal(principal->id) = std::move(changed);
  return Response::no_content();
}

Result<Response> delete_service_principal(Call& call)
{
  const auto directory = call.tenant().write();
  LPAZ_TRY(const auto* principal, require_service_principal(call, *directory, call.parameter()));
  LPAZ_CHECK(check_owned(call, *principal));
  directory->delete_service_principal(principal->id);
  return Response::no_content();
}

Result<Response> list_owners(Call& call)
{
  const auto directory = call.tenant().read();
  LPAZ_TRY(const auto* principal, require_service_principal(call, *directory, call.parameter()));
  return respond_objects(call, *directory, principal->owners);
}

Result<Response> add_owner(Call& call)
{
  LPAZ_TRY(const Json body, call.json_body());
  const auto directory = call.tenant().write();
  LPAZ_TRY(const auto* principal, require_service_principal(call, *directory, call.parameter()));
  LPAZ_CHECK(check_owned(call, *principal));
  LPAZ_TRY(const store::ObjectId owner,
           referenced_object(call, *directory, util::string_at(body, "@odata.id")));
  if (!directory->edit_service_principal(principal->id)->owners.insert(owner)) {
    return bad_request("One or more added object references already exist for the following "
                       "modified properties: 'owners'.");
  }
  return Response::no_content();
}

Result<Response> remove_owner(Call& call)
{
  const auto directory = call.tenant().write();
  LPAZ_TRY(const auto* principal, require_service_principal(call, *directory, call.parameter()));
  LPAZ_CHECK(check_owned(call, *principal));
  LPAZ_TRY(const store::ObjectId owner, call.id_parameter(1));
  if (!directory->edit_service_principal(principal->id)->owners.erase(owner)) {
    return no_such_object(call.parameter(1));
  }
  return Response::no_content();
}

} // namespace

Result<const ServicePrincipal*>
require_service_principal(const Call& call, const store::Directory& directory, std::string_view id)
{
  const auto parsed = store::ObjectId::parse(id);
  const ServicePrincipal* principal = parsed ? directory.find_service_principal(*parsed) : nullptr;
  if (principal == nullptr || !call.sees(*principal)) {
    return no_such_object(id);
  }
  return principal;
}

Status check_owned(const Call& call, const ServicePrincipal& principal)
{
  constexpr std::string_view k_without_ownership =
      "Application.ReadWrite.All|Directory.ReadWrite.All|Synchronization.ReadWrite.All|"
      "Synchronization.Read.All";
  if (is_permitted(k_without_ownership, call.caller.roles) ||
      principal.owners.contains(call.caller.principal)) {
    return {};
  }
  return insufficient_privileges();
}

void add_service_principal_routes(RouteTable& table)
{
  constexpr auto k_read = permission::k_read_applications;
  constexpr auto k_write = permission::k_write_applications;
  table.add({
      {"GET", "servicePrincipals", k_read, list_service_principals},
      {"GET", "servicePrincipals/$count", k_read, count_service_principals},
      {"GET", "servicePrincipals/{}", k_read, get_service_principal},
      {"GET", "servicePrincipals(appId)/{}", k_read, get_by_app_id},
      {"PATCH", "servicePrincipals/{}", k_write, update_service_principal},
      {"DELETE", "servicePrincipals/{}", k_write, delete_service_principal},
      {"GET", "servicePrincipals/{}/owners", k_read, list_owners},
      {"POST", "servicePrincipals/{}/owners/$ref", k_write, add_owner},
      {"DELETE", "servicePrincipals/{}/owners/{}/$ref", k_write, remove_owner},
  });
}

} // namespace lpaz::sandbox::graph
