#pragma once

#include "sandbox/store/directory.hpp"

#include <concepts>
#include <type_traits>

// Which fields the objects of the directory have in a document: read by RowReader, written by
// RowWriter. What can be found out from the rest (memberships seen from the member) is left out.
namespace lpaz::sandbox::state {

template <typename T, typename Row>
concept Like = std::same_as<std::remove_const_t<T>, Row>;

template <typename Archive, Like<store::ContactDetails> Row>
void fields(Archive& archive, Row& contact)
{
  archive("streetAddress", contact.street_address);
  archive("city", contact.city);
  archive("state", contact.state);
  archive("postalCode", contact.postal_code);
  archive("country", contact.country);
  archive("officeLocation", contact.office_location);
  archive("businessPhone", contact.business_phone);
  archive("mobilePhone", contact.mobile_phone);
  archive("faxNumber", contact.fax_number);
  archive("companyName", contact.company_name);
  archive("usageLocation", contact.usage_location);
  archive("preferredLanguage", contact.preferred_language);
}

template <typename Archive, Like<store::User> Row>
void fields(Archive& archive, Row& user)
{
  archive.required("id", user.id);
  archive.required("userPrincipalName", user.user_principal_name);
  archive("displayName", user.display_name);
  archive("givenName", user.given_name);
  archive("surname", user.surname);
  archive("mail", user.mail);
  archive("mailNickname", user.mail_nickname);
  archive("jobTitle", user.job_title);
  archive("department", user.department);
  archive("employeeId", user.employee_id);
  archive("contact", user.contact);
  archive("manager", user.manager);
  archive("accountEnabled", user.account_enabled, true);
  archive("isGuest", user.is_guest);
  archive("isSynced", user.is_synced);
  archive("created", user.created);
  archive("sessionsValidFrom", user.sessions_valid_from);
  archive("deleted", user.deleted);
  archive("nameBeforeDeletion", user.name_before_deletion);
  archive("differsSince", user.differs_since);
  archive("visibleFrom", user.visible_from);
}

template <typename Archive, Like<store::Group> Row>
void fields(Archive& archive, Row& group)
{
  archive.required("id", group.id);
  archive("displayName", group.display_name);
  archive("description", group.description);
  archive("mail", group.mail);
  archive("mailNickname", group.mail_nickname);
  archive("membershipRule", group.membership_rule);
  archive("securityEnabled", group.security_enabled, true);
  archive("mailEnabled", group.mail_enabled);
  archive("isUnified", group.is_unified);
  archive("isSynced", group.is_synced);
  archive("isRoleAssignable", group.is_role_assignable);
  archive("created", group.created);
  archive("visibleFrom", group.visible_from);
  archive("owners", group.owners);
  archive("members", group.members);
}

template <typename Archive, Like<store::Application> Row>
void fields(Archive& archive, Row& application)
{
  archive.required("id", application.id);
  archive.required("appId", application.app_id);
  archive("displayName", application.display_name);
  archive("templateId", application.template_id);
  archive("owners", application.owners);
  archive("created", application.created);
  archive("visibleFrom", application.visible_from);
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

template <typename Archive, Like<store::ServicePrincipal> Row>
void fields(Archive& archive, Row& principal)
{
  archive.required("id", principal.id);
  archive.required("appId", principal.app_id);
  archive("displayName", principal.display_name);
  archive("templateId", principal.template_id);
  archive("notes", principal.notes);
  archive("tags", principal.tags);
  archive("appRoles", principal.app_roles);
  archive("singleSignOn", principal.single_sign_on);
  archive("accountEnabled", principal.account_enabled, true);
  archive("assignmentRequired", principal.assignment_required, true);
  archive("owners", principal.owners);
  archive("created", principal.created);
  archive("visibleFrom", principal.visible_from);
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
