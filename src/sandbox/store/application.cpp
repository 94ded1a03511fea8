#include "sandbox/store/property.hpp"

#include <array>

namespace lpaz::sandbox::store {
namespace {

template <typename App>
Value never_deleted(const App&)
{
  return {};
}

Value audience(const Application&)
{
  return std::string_view("AzureADMyOrg");
}

Value principal_kind(const ServicePrincipal&)
{
  return std::string_view("Application");
}

Value app_name(const ServicePrincipal& principal)
{
  return text_or_null(principal.display_name);
}

std::vector<std::string> principal_names(const ServicePrincipal& principal)
{
  return {principal.app_id.text()};
}

constexpr unsigned k_app_setting = shown | unfilterable | writable;
constexpr unsigned k_app_name = shown | writable | never_null;

// Both in the order in which Graph shows them.
const std::array k_applications{
    stored<Application>("id", &Application::id, shown | needed),
    computed<Application>("deletedDateTime", never_deleted, shown, ValueType::time),
    stored<Application>("appId", &Application::app_id, shown | needed),
    stored<Application>(
        "applicationTemplateId", &Application::template_id, shown, {.document = "templateId"}),
    stored<Application>("createdDateTime", &Application::created, shown, {.document = "created"}),
    stored<Application>("displayName", &Application::display_name, k_app_name),
    computed<Application>("signInAudience", audience, shown),
    stored<Application>("owners", &Application::owners, hidden),
    stored<Application>("visibleFrom", &Application::visible_from, hidden),
};

const std::array k_principals{
    stored<ServicePrincipal>("id", &ServicePrincipal::id, shown | needed),
    computed<ServicePrincipal>("deletedDateTime", never_deleted, shown, ValueType::time),
    stored<ServicePrincipal>(
        "accountEnabled", &ServicePrincipal::account_enabled, shown | writable),
    computed<ServicePrincipal>("appDisplayName", app_name, shown | unfilterable),
    stored<ServicePrincipal>("appId", &ServicePrincipal::app_id, shown | needed),
    stored<ServicePrincipal>(
        "applicationTemplateId", &ServicePrincipal::template_id, shown, {.document = "templateId"}),
    stored<ServicePrincipal>("appRoleAssignmentRequired",
                             &ServicePrincipal::assignment_required,
                             k_app_setting,
                             {.document = "assignmentRequired"}),
    stored<ServicePrincipal>("displayName", &ServicePrincipal::display_name, k_app_name),
    stored<ServicePrincipal>("notes", &ServicePrincipal::notes, k_app_setting),
    stored<ServicePrincipal>("preferredSingleSignOnMode",
                             &ServicePrincipal::single_sign_on,
                             k_app_setting,
                             {.document = "singleSignOn"}),
    computed_list<ServicePrincipal>("servicePrincipalNames", principal_names, shown),
    computed<ServicePrincipal>("servicePrincipalType", principal_kind, shown),
    stored<ServicePrincipal>("tags", &ServicePrincipal::tags, shown | writable),
    stored<ServicePrincipal>("appRoles", &ServicePrincipal::app_roles, shown | unfilterable),
    stored<ServicePrincipal>(
        "createdDateTime", &ServicePrincipal::created, 0, {.document = "created"}),
    stored<ServicePrincipal>("owners", &ServicePrincipal::owners, hidden),
    stored<ServicePrincipal>("visibleFrom", &ServicePrincipal::visible_from, hidden),
};

} // namespace

template <>
std::span<const Property<Application>> properties<Application>()
{
  return k_applications;
}

template <>
std::span<const Property<ServicePrincipal>> properties<ServicePrincipal>()
{
  return k_principals;
}

} // namespace lpaz::sandbox::store
