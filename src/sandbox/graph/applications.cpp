#include "sandbox/graph/entities.hpp"
#include "sandbox/graph/listing.hpp"
#include "sandbox/graph/permissions.hpp"
#include "sandbox/graph/property_patch.hpp"
#include "sandbox/graph/route.hpp"

namespace lpaz::sandbox::graph {
namespace {

using server::Response;
using store::Application;

Result<const Application*> require_application(const Call& call, const store::Directory& directory)
{
  const auto id = store::ObjectId::parse(call.parameter());
  const Application* application = id ? directory.applications().find(*id) : nullptr;
  if (application == nullptr || !call.sees(*application)) {
    return no_such_object(call.parameter());
  }
  return application;
}

Result<Response> list_applications(Call& call)
{
  const auto directory = call.tenant().read();
  TableRows<Application> rows(directory->applications(), [&](const Application& application) {
    return call.sees(application);
  });
  return Listing<Application>(call, application_type(), rows)
      .respond({.context = "applications", .annotation = {}});
}

Result<Response> get_application(Call& call)
{
  const auto directory = call.tenant().read();
  LPAZ_TRY(const Application* application, require_application(call, *directory));
  return respond_entity(call, application_type(), *application, "applications");
}

Result<Response> update_application(Call& call)
{
  LPAZ_TRY(const util::Json body, call.json_body());
  const auto directory = call.tenant().write();
  LPAZ_TRY(const Application* application, require_application(call, *directory));
  Application changed = *application;
  LPAZ_CHECK(apply_properties(changed, body, store::writable, "Application"));
  *directory->edit_application(application->id) = std::move(changed);
  return Response::no_content();
}

Result<Response> delete_application(Call& call)
{
  const auto directory = call.tenant().write();
  LPAZ_TRY(const Application* application, require_application(call, *directory));
  if (!is_permitted("Application.ReadWrite.All|Directory.ReadWrite.All", call.caller.roles) &&
      !application->owners.contains(call.caller.principal)) {
    return insufficient_privileges();
  }
  directory->delete_application(application->id);
  return Response::no_content();
}

} // namespace

void add_application_routes(RouteTable& table)
{
  constexpr auto k_read = permission::k_read_applications;
  constexpr auto k_write = permission::k_write_applications;
  table.add({
      {"GET", "applications", k_read, list_applications},
      {"GET", "applications/{}", k_read, get_application},
      {"PATCH", "applications/{}", k_write, update_application},
      {"DELETE", "applications/{}", k_write, delete_application},
  });
}

} // namespace lpaz::sandbox::graph
