#include "sandbox/graph/entities.hpp"

namespace lpaz::sandbox::graph {
namespace {

// What Graph shows of a table of the store.
template <typename T>
std::vector<Property<T>> visible_properties()
{
  std::vector<Property<T>> visible;
  for (const auto& property : store::properties<T>()) {
    if (!property.has(store::hidden)) {
      visible.push_back(property);
    }
  }
  return visible;
}

template <typename T>
const EntityType<T>& type_of_table(std::string_view name)
{
  static const std::vector<Property<T>> properties = visible_properties<T>();
  static const EntityType<T> type{name, properties};
  return type;
}

void write_app_role(JsonWriter& writer, const store::AppRole& role)
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

} // namespace

void write_app_roles(JsonWriter& writer, const std::vector<store::AppRole>& roles)
{
  writer.begin_array();
  for (const auto& role : roles) {
    write_app_role(writer, role);
  }
  writer.end_array();
}

const EntityType<store::User>& user_type()
{
  return type_of_table<store::User>("user");
}

const EntityType<store::Group>& group_type()
{
  return type_of_table<store::Group>("group");
}

const EntityType<store::Application>& application_type()
{
  return type_of_table<store::Application>("application");
}

const EntityType<store::ServicePrincipal>& service_principal_type()
{
  return type_of_table<store::ServicePrincipal>("servicePrincipal");
}

} // namespace lpaz::sandbox::graph
