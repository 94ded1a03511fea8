#include "sandbox/store/assignment.hpp"

#include "lpaz/util/digest.hpp"

#include <algorithm>

namespace lpaz::sandbox::store {

std::string AppRoleAssignment::graph_id() const
{
  std::string bytes(principal.bytes.begin(), principal.bytes.end());
  bytes.append(id.bytes.begin(), id.bytes.end());
  return util::base64url_encode(bytes);
}

std::optional<ObjectId> assignment_id_of(std::string_view graph_id)
{
  const auto bytes = util::base64url_decode(graph_id);
  if (!bytes || bytes->size() != 32) {
    return std::nullopt;
  }
  ObjectId id;
  std::copy(bytes->begin() + 16, bytes->end(), id.bytes.begin());
  return id;
}

std::string_view name_of(ObjectKind kind)
{
  switch (kind) {
  case ObjectKind::user:
    return "User";
  case ObjectKind::group:
    return "Group";
  case ObjectKind::service_principal:
    return "ServicePrincipal";
  case ObjectKind::application:
    return "Application";
  case ObjectKind::directory_role:
    return "DirectoryRole";
  }
  return "";
}

} // namespace lpaz::sandbox::store
