#include "sandbox/graph/entities.hpp"

#include <array>

namespace lpaz::sandbox::graph {
namespace {

using store::Application;
using store::AppRole;
using store::ServicePrincipal;

template <typename T>
Value id(const T& object)
{
  return object.id;
}

template <typename T>
Value app_id(const T& object)
{
  return object.app_id;
}

template <typename T, std::string T::* Member>
Value text(const T& object)
{
  return text_or_null(object.*Member);
}

template <typename T>
Value created(const T& object)
{
  return object.created;
}

template <typename T>
Value never(const T&)
{
  return {};
}

Value audience(const Application&)
{
  return std::string_view("AzureADMyOrg");
}

Value kind(const ServicePrincipal&)
{
  return std::string_view("Application");
}

template <bool ServicePrincipal::* Member>
Value flag(const ServicePrincipal& principal)
{
  return principal.*Member;
}

std::vector<std::string> tags(const ServicePrincipal& principal)
{
  return principal.tags;
}

std::vector<std::string> names(const ServicePrincipal& principal)
{
  return {principal.app_id.text()};
}

void write_app_role(JsonWriter& writer, const AppRole& role)
{
  writer.begin_object();
  writer.key("allowedMemberTypes");
  writer.begin_array();
  if (role.for_users) {
    writer.text("User");
  }
  if (role.for_applications) {
    writer.text("Application");
  }
  writer.end_array();
  writer.member("description", role.description);
  writer.member("displayName", role.display_name);
  writer.member("id", role.id.text());
  writer.key("isEnabled");
  writer.boolean(role.is_enabled);
  writer.member("origin", "Application");
  writer.key("value");
  write(writer, text_or_null(role.value));
  writer.end_object();
}

void app_roles(JsonWriter& writer, const ServicePrincipal& principal)
{
  writer.begin_array();
  for (const auto& role : principal.app_roles) {
    write_app_role(writer, role);
  }
  writer.end_array();
}

constexpr auto k_text = ValueType::text;

const std::array k_application_properties{
    Property<Application>{"id", k_text, true, true, id<Application>},
    Property<Application>{"deletedDateTime", ValueType::time, true, true, never<Application>},
    Property<Application>{"appId", k_text, true, true, app_id<Application>},
    Property<Application>{
        "applicationTemplateId", k_text, true, true, text<Application, &Application::template_id>},
    Property<Application>{"createdDateTime", ValueType::time, true, true, created<Application>},
    Property<Application>{
        "displayName", k_text, true, true, text<Application, &Application::display_name>},
    Property<Application>{"signInAudience", k_text, true, true, audience},
};

const std::array k_principal_properties{
    Property<ServicePrincipal>{"id", k_text, true, true, id<ServicePrincipal>},
    Property<ServicePrincipal>{
        "deletedDateTime", ValueType::time, true, true, never<ServicePrincipal>},
    Property<ServicePrincipal>{
        "accountEnabled", ValueType::boolean, true, true, flag<&ServicePrincipal::account_enabled>},
    Property<ServicePrincipal>{"appDisplayName",
                               k_text,
                               true,
                               false,
                               text<ServicePrincipal, &ServicePrincipal::display_name>},
    Property<ServicePrincipal>{"appId", k_text, true, true, app_id<ServicePrincipal>},
    Property<ServicePrincipal>{"applicationTemplateId",
                               k_text,
                               true,
                               true,
                               text<ServicePrincipal, &ServicePrincipal::template_id>},
    Property<ServicePrincipal>{"appRoleAssignmentRequired",
                               ValueType::boolean,
                               true,
                               false,
                               flag<&ServicePrincipal::assignment_required>},
    Property<ServicePrincipal>{
        "displayName", k_text, true, true, text<ServicePrincipal, &ServicePrincipal::display_name>},
    Property<ServicePrincipal>{
        "notes", k_text, true, false, text<ServicePrincipal, &ServicePrincipal::notes>},
    Property<ServicePrincipal>{"preferredSingleSignOnMode",
                               k_text,
                               true,
                               false,
                               text<ServicePrincipal, &ServicePrincipal::single_sign_on>},
    Property<ServicePrincipal>{
        "servicePrincipalNames", ValueType::text_list, true, true, nullptr, names},
    Property<ServicePrincipal>{"servicePrincipalType", k_text, true, true, kind},
    Property<ServicePrincipal>{"tags", ValueType::text_list, true, true, nullptr, tags},
    Property<ServicePrincipal>{
        "appRoles", ValueType::complex, true, false, nullptr, nullptr, app_roles},
    Property<ServicePrincipal>{
        "createdDateTime", ValueType::time, false, true, created<ServicePrincipal>},
};

} // namespace

const EntityType<Application>& application_type()
{
  static const EntityType<Application> type{"application", k_application_properties};
  return type;
}

const EntityType<ServicePrincipal>& service_principal_type()
{
  static const EntityType<ServicePrincipal> type{"servicePrincipal", k_principal_properties};
  return type;
}

} // namespace lpaz::sandbox::graph
