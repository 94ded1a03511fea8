#pragma once

#include "sandbox/store/object_id.hpp"

#include "lpaz/util/clock.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace lpaz::sandbox::store {

enum class ObjectKind { user, group, service_principal, application, directory_role };

struct AppRoleAssignment {
  ObjectId id;
  ObjectId app_role;
  ObjectId principal;
  ObjectKind principal_kind = ObjectKind::user;
  ObjectId resource; // the service principal
  util::TimePoint created;
  util::TimePoint visible_from;

  // What Graph calls the id: base64url of principal and id.
  std::string graph_id() const;
};

// The `id` of an AppRoleAssignment out of its Graph id.
std::optional<ObjectId> assignment_id_of(std::string_view graph_id);

// "User", "Group", "ServicePrincipal", …
std::string_view name_of(ObjectKind kind);

} // namespace lpaz::sandbox::store
