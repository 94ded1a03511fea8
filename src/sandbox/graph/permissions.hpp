#pragma once

#include <string_view>

// Which application permissions a request needs (graph.md section 4): one of the alternatives
// between '|', in each all that '+' joins.
namespace lpaz::sandbox::graph::permission {

inline constexpr std::string_view k_read_users =
    "User.Read.All|User.ReadWrite.All|Directory.Read.All|Directory.ReadWrite.All";
inline constexpr std::string_view k_write_users = "User.ReadWrite.All|Directory.ReadWrite.All";
inline constexpr std::string_view k_enable_users =
    "User.EnableDisableAccount.All+User.Read.All|User.ReadWrite.All|Directory.ReadWrite.All";
inline constexpr std::string_view k_revoke_sessions =
    "User.RevokeSessions.All|User.ReadWrite.All|Directory.ReadWrite.All";
inline constexpr std::string_view k_delete_users = "User.DeleteRestore.All|User.ReadWrite.All";
inline constexpr std::string_view k_purge_users = "User.ReadWrite.All|User.DeleteRestore.All";
inline constexpr std::string_view k_read_groups =
    "Group.ReadBasic.All|GroupMember.Read.All|GroupMember.ReadWrite.All|Group.Read.All|"
    "Group.ReadWrite.All|Directory.Read.All|Directory.ReadWrite.All";
inline constexpr std::string_view k_read_members =
    "GroupMember.ReadBasic.All|GroupMember.Read.All|GroupMember.ReadWrite.All|Group.Read.All|"
    "Group.ReadWrite.All|Directory.Read.All|Directory.ReadWrite.All";
inline constexpr std::string_view k_create_groups =
    "Group.Create|Group.ReadWrite.All|Directory.ReadWrite.All";
inline constexpr std::string_view k_write_groups = "Group.ReadWrite.All|Directory.ReadWrite.All";
inline constexpr std::string_view k_write_members =
    "GroupMember.ReadWrite.All|Group.ReadWrite.All|Directory.ReadWrite.All";
inline constexpr std::string_view k_read_member_of =
    "User.Read.All|User.ReadWrite.All|Directory.Read.All|Directory.ReadWrite.All";
inline constexpr std::string_view k_read_applications =
    "Application.Read.All|Application.ReadWrite.OwnedBy|Application.ReadWrite.All|"
    "Directory.Read.All|Directory.ReadWrite.All";
inline constexpr std::string_view k_write_applications =
    "Application.ReadWrite.OwnedBy|Application.ReadWrite.All|Directory.ReadWrite.All";
inline constexpr std::string_view k_read_assignments =
    "Application.Read.All|Application.ReadWrite.All|Directory.Read.All|Directory.ReadWrite.All|"
    "AppRoleAssignment.ReadWrite.All";
inline constexpr std::string_view k_add_assignment =
    "AppRoleAssignment.ReadWrite.All+Application.Read.All|"
    "AppRoleAssignment.ReadWrite.All+Application.ReadWrite.All|"
    "AppRoleAssignment.ReadWrite.All+Directory.Read.All";
inline constexpr std::string_view k_remove_assignment = "AppRoleAssignment.ReadWrite.All";
inline constexpr std::string_view k_read_synchronization =
    "Synchronization.Read.All|Synchronization.ReadWrite.All|Application.ReadWrite.OwnedBy|"
    "Application.ReadWrite.All";
inline constexpr std::string_view k_write_synchronization =
    "Synchronization.ReadWrite.All|Application.ReadWrite.OwnedBy|Application.ReadWrite.All";
inline constexpr std::string_view k_read_roles =
    "RoleManagement.Read.Directory|RoleManagement.Read.All|RoleManagement.ReadWrite.Directory|"
    "Directory.Read.All|Directory.ReadWrite.All";
inline constexpr std::string_view k_read_eligible =
    "RoleEligibilitySchedule.Read.Directory|RoleManagement.Read.Directory|RoleManagement.Read.All|"
    "RoleManagement.ReadWrite.Directory";
inline constexpr std::string_view k_read_group_eligible =
    "PrivilegedEligibilitySchedule.Read.AzureADGroup|"
    "PrivilegedEligibilitySchedule.ReadWrite.AzureADGroup";
inline constexpr std::string_view k_read_organization =
    "Organization.Read.All|Directory.Read.All|Directory.ReadWrite.All";
inline constexpr std::string_view k_read_licences =
    "LicenseAssignment.Read.All|Organization.Read.All|Directory.Read.All|Directory.ReadWrite.All";
inline constexpr std::string_view k_read_provisioning_log =
    "ProvisioningLog.Read.All|AuditLog.Read.All";
inline constexpr std::string_view k_read_audits = "AuditLog.Read.All";

} // namespace lpaz::sandbox::graph::permission
