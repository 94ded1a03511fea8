#include "sandbox/graph/permissions.hpp"

#include "sandbox/graph/route.hpp"

namespace lpaz::sandbox::graph {

std::vector<std::string> all_permissions()
{
  return {"Application.Read.All",
          "Application.ReadWrite.All",
          "AppRoleAssignment.ReadWrite.All",
          "AuditLog.Read.All",
          "Directory.Read.All",
          "Group.ReadWrite.All",
          "GroupMember.ReadWrite.All",
          "LicenseAssignment.Read.All",
          "Organization.Read.All",
          "PrivilegedEligibilitySchedule.Read.AzureADGroup",
          "ProvisioningLog.Read.All",
          "RoleEligibilitySchedule.Read.Directory",
          "RoleManagement.Read.Directory",
          "Synchronization.ReadWrite.All",
          "User.DeleteRestore.All",
          "User.EnableDisableAccount.All",
          "User.ReadWrite.All",
          "User.RevokeSessions.All"};
}

} // namespace lpaz::sandbox::graph
