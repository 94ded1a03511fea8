#include "sandbox/graph/member_lists.hpp"

#include "sandbox/graph/listing.hpp"

#include <deque>

namespace lpaz::sandbox::graph {
namespace {

using server::Response;

// Keeps the objects that it returned, because a page holds pointers to them.
class ObjectLookup {
public:
  ObjectLookup(const store::Directory& directory, util::TimePoint now)
      : m_directory(directory), m_now(now)
  {
  }

  const DirectoryObject* operator()(const store::ObjectId& id)
  {
    const auto object = find_directory_object(m_directory, id, m_now);
    return object ? &m_objects.emplace_back(*object) : nullptr;
  }

private:
  const store::Directory& m_directory;
  util::TimePoint m_now;
  std::deque<DirectoryObject> m_objects;
};

Status check_relation_query(const Call& call)
{
  if ((call.query.filter || !call.query.order_by.empty()) &&
      !(call.query.eventual && call.query.count)) {
    return unsupported_query("The specified filter to the reference property query is currently "
                             "not supported.");
  }
  return {};
}

enum class Wanted { rows, count };

template <typename T>
Result<Response> respond_of_type(const Call& call,
                                 const EntityType<T>& type,
                                 const store::IdSet& ids,
                                 Wanted wanted,
                                 std::function<const T*(const store::ObjectId&)> look_up)
{
  IdRows<T> rows(ids, [&](const store::ObjectId& id) {
    const T* object = look_up(id);
    return object != nullptr && call.sees(*object) ? object : nullptr;
  });
  Listing<T> listing(call, type, rows);
  return wanted == Wanted::count ? listing.respond_count()
                                 : listing.respond({.context = std::string(type.name) + "s",
                                                    .is_cast_of_relation = true,
                                                    .annotation = {}});
}

Result<Response> respond_of_cast(const Call& call,
                                 const store::Directory& directory,
                                 const store::IdSet& ids,
                                 std::string_view cast,
                                 Wanted wanted)
{
  if (cast == "microsoft.graph.user") {
    return respond_of_type<store::User>(
        call, user_type(), ids, wanted, [&](const store::ObjectId& id) {
          return directory.find_user(id);
        });
  }
  if (cast == "microsoft.graph.group") {
    return respond_of_type<store::Group>(
        call, group_type(), ids, wanted, [&](const store::ObjectId& id) {
          return directory.find_group(id);
        });
  }
  if (cast == "microsoft.graph.servicePrincipal") {
    return respond_of_type<store::ServicePrincipal>(
        call, service_principal_type(), ids, wanted, [&](const store::ObjectId& id) {
          return directory.find_service_principal(id);
        });
  }
  return refuse(400, "BadRequest", fmt::format("Resource not found for the segment '{}'.", cast));
}

} // namespace

Result<Response>
respond_objects(const Call& call, const store::Directory& directory, const store::IdSet& ids)
{
  LPAZ_CHECK(check_relation_query(call));
  ObjectLookup lookup(directory, call.now);
  IdRows<DirectoryObject> rows(ids, std::ref(lookup));
  return Listing<DirectoryObject>(call, directory_object_type(), rows)
      .respond({.context = "directoryObjects", .annotation = {}});
}

Result<Response>
respond_object_count(const Call& call, const store::Directory& directory, const store::IdSet& ids)
{
  ObjectLookup lookup(directory, call.now);
  IdRows<DirectoryObject> rows(ids, std::ref(lookup));
  return Listing<DirectoryObject>(call, directory_object_type(), rows).respond_count();
}

Result<Response> respond_cast(const Call& call,
                              const store::Directory& directory,
                              const store::IdSet& ids,
                              std::string_view cast)
{
  return respond_of_cast(call, directory, ids, cast, Wanted::rows);
}

Result<Response> respond_cast_count(const Call& call,
                                    const store::Directory& directory,
                                    const store::IdSet& ids,
                                    std::string_view cast)
{
  return respond_of_cast(call, directory, ids, cast, Wanted::count);
}

} // namespace lpaz::sandbox::graph
