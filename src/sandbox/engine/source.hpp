#pragma once

#include "sandbox/engine/expression.hpp"
#include "sandbox/store/directory.hpp"
#include "sandbox/store/tenant.hpp"

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace lpaz::sandbox::engine {

// The scope of a job: the service principal, and whether every user counts as assigned.
struct Scope {
  store::ObjectId service_principal;
  bool sync_all = false;
  // Assignments that Graph shows only later do not count. Cycles ignore this.
  std::optional<util::TimePoint> as_of = std::nullopt;
};

// Copies of what a cycle needs, taken under the tenant's lock.
struct SourceUser {
  store::ObjectId id;
  std::optional<store::User> user; // or one in the recycle bin; nothing: purged
  bool assigned = false;
  std::vector<std::string> roles; // display names of the app roles it is assigned with

  bool is_live() const { return user && !user->is_deleted(); }
};

struct SourceGroup {
  store::ObjectId id;
  std::optional<store::Group> group; // without its members; nothing: deleted
  bool assigned = false;             // and a security group
};

std::vector<SourceUser>
read_users(const store::Tenant& tenant, const Scope& scope, std::span<const store::ObjectId> ids);
SourceGroup read_group(const store::Tenant& tenant, const Scope& scope, const store::ObjectId& id);

// Assigned, or a direct member of an assigned security group. Nested groups do not count.
bool is_assigned_user(const store::Directory& directory,
                      const Scope& scope,
                      const store::User& user);
bool is_assigned_group(const store::Directory& directory,
                       const Scope& scope,
                       const store::Group& group);

// The users that are direct members now, without deleted ones.
std::vector<store::ObjectId> read_member_users(const store::Tenant& tenant,
                                               const store::ObjectId& group);
// Of the pairs' users, whether each is a member of its group and not deleted.
struct Membership {
  store::ObjectId group;
  store::ObjectId user;
  auto operator<=>(const Membership&) const = default;
};
std::vector<bool> read_memberships(const store::Tenant& tenant, std::span<const Membership> pairs);

// The attributes that mappings may read. `resolve_manager` gives the id in the target, or nothing.
using ManagerResolver = std::function<std::optional<std::string>(const store::ObjectId&)>;
AttributeSource
attributes_of(const SourceUser& source, bool is_soft_deleted, ManagerResolver resolve_manager = {});
AttributeSource attributes_of(const SourceGroup& source);

// The name before the deletion, of somebody in the recycle bin.
const std::string& principal_name_of(const store::User& user);

// alias_theirs.example#EXT#@ours.example becomes alias@theirs.example.
std::string without_guest_suffix(const std::string& principal_name);

} // namespace lpaz::sandbox::engine
