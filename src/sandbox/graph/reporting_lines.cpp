#include "sandbox/graph/entities.hpp"
#include "sandbox/graph/listing.hpp"
#include "sandbox/graph/member_lists.hpp"
#include "sandbox/graph/permissions.hpp"
#include "sandbox/graph/route.hpp"
#include "sandbox/graph/users.hpp"

namespace lpaz::sandbox::graph {
namespace {

using server::Response;

Result<Response> get_superior(Call& call)
{
  const auto directory = call.tenant().read();
  LPAZ_TRY(const store::User* user, require_user(call, *directory, call.parameter()));
  const auto manager = find_directory_object(*directory, user->manager, call.now);
  if (!manager) {
    return no_such_object("manager");
  }
  LPAZ_TRY(const Projection projection, project(directory_object_type(), call.query.select));
  JsonWriter writer;
  writer.begin_object();
  writer.member("@odata.context", call.context("directoryObjects/$entity"));
  write_members(writer, directory_object_type(), *manager, projection);
  writer.end_object();
  return json_answer(200, writer.take());
}

Result<Response> list_reports(Call& call)
{
  const auto directory = call.tenant().read();
  LPAZ_TRY(const store::User* user, require_user(call, *directory, call.parameter()));
  store::IdSet reports;
  reports.assign(directory->reports_of(user->id));
  return respond_objects(call, *directory, reports);
}

} // namespace

void add_reporting_line_routes(RouteTable& table)
{
  table.add({
      {"GET", "users/{}/manager", permission::k_read_users, get_superior},
      {"GET", "users/{}/directReports", permission::k_read_users, list_reports},
  });
}

} // namespace lpaz::sandbox::graph
