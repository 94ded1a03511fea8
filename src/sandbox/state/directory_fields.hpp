#pragma once

#include "sandbox/store/directory.hpp"
#include "sandbox/store/property.hpp"

#include <concepts>
#include <type_traits>
#include <variant>

// The document's fields of the objects of the directory, which RowReader reads and RowWriter
// writes. What follows from other fields (memberships seen from the member) is left out.
namespace lpaz::sandbox::state {

template <typename T, typename Row>
concept Like = std::same_as<std::remove_const_t<T>, Row>;

// A property from one of the store's tables. The value that a new object has is its usual one.
template <typename T, typename Archive, typename Object>
void field(Archive& archive, const store::Property<T>& property, Object& object, auto member)
{
  static const std::remove_const_t<Object> usual{};
  if (property.has(store::needed)) {
    archive.required(property.document_name(), object.*member);
  } else {
    archive(property.document_name(), object.*member, usual.*member);
  }
}

template <typename Archive, typename Row>
  requires store::Described<std::remove_const_t<Row>>
void fields(Archive& archive, Row& object)
{
  using T = std::remove_const_t<Row>;
  for (const auto& property : store::properties<T>()) {
    std::visit(
        [&]<typename M>(const M& member) {
          if constexpr (std::is_same_v<M, store::TrueOrNull<T>>) {
            field(archive, property, object, member.flag);
          } else if constexpr (!std::is_same_v<M, std::monostate> &&
                               !std::is_same_v<M, std::string store::ContactDetails::*>) {
            field(archive, property, object, member);
          }
        },
        property.member);
  }
  if constexpr (std::is_same_v<T, store::User>) {
    archive("contact", object.contact);
  }
}

template <typename Archive, Like<store::ContactDetails> Row>
void fields(Archive& archive, Row& contact)
{
  for (const auto& property : store::properties<store::User>()) {
    if (const auto* member = std::get_if<std::string store::ContactDetails::*>(&property.member)) {
      field(archive, property, contact, *member);
    }
  }
}

template <typename Archive, Like<store::AppRole> Row>
void fields(Archive& archive, Row& role)
{
  archive.required("id", role.id);
  archive("displayName", role.display_name);
  archive("description", role.description);
  archive("value", role.value);
  archive("isEnabled", role.is_enabled, true);
  archive("forUsers", role.for_users, true);
  archive("forApplications", role.for_applications);
}

template <typename Archive, Like<store::AppRoleAssignment> Row>
void fields(Archive& archive, Row& assignment)
{
  archive.required("id", assignment.id);
  archive("appRole", assignment.app_role);
  archive.required("principal", assignment.principal);
  archive.required("principalKind", assignment.principal_kind);
  archive.required("resource", assignment.resource);
  archive("created", assignment.created);
  archive("visibleFrom", assignment.visible_from);
}

template <typename Archive, Like<store::RoleAssignment> Row>
void fields(Archive& archive, Row& assignment)
{
  archive.required("id", assignment.id);
  archive.required("principal", assignment.principal);
  archive.required("role", assignment.role);
  archive("since", assignment.since);
}

template <typename Archive, Like<store::Change> Row>
void fields(Archive& archive, Row& change)
{
  archive.required("kind", change.kind);
  archive.required("subject", change.subject);
  archive("related", change.related);
}

} // namespace lpaz::sandbox::state
