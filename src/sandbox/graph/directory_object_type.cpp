#include "sandbox/graph/entities.hpp"

#include <array>
#include <utility>
#include <vector>

namespace lpaz::sandbox::graph {
namespace {

constexpr std::array<std::string_view, 16> k_names{
    "id",
    "displayName",
    "userPrincipalName",
    "mail",
    "accountEnabled",
    "userType",
    "givenName",
    "surname",
    "jobTitle",
    "description",
    "securityEnabled",
    "mailEnabled",
    "isAssignableToRole",
    "onPremisesSyncEnabled",
    "appId",
    "roleTemplateId",
};

template <typename T>
Value property_value(const EntityType<T>& type, const T& entity, std::string_view name)
{
  const auto index = type.find(name);
  return index ? store::value_of(type.properties[*index], entity) : Value();
}

// The value that the object's own type has for the property; null if it has none of that name.
template <std::size_t Name>
Value value_named(const DirectoryObject& object)
{
  if (object.user != nullptr) {
    return property_value(user_type(), *object.user, k_names[Name]);
  }
  if (object.group != nullptr) {
    return property_value(group_type(), *object.group, k_names[Name]);
  }
  if (object.service_principal != nullptr) {
    return property_value(service_principal_type(), *object.service_principal, k_names[Name]);
  }
  return property_value(directory_role_type(), *object.role, k_names[Name]);
}

constexpr bool is_flag(std::string_view name)
{
  return name.ends_with("Enabled") || name.starts_with("is");
}

template <std::size_t... Names>
auto properties_for(std::index_sequence<Names...>)
{
  return std::array{
      Property<DirectoryObject>{k_names[Names],
                                is_flag(k_names[Names]) ? ValueType::boolean : ValueType::text,
                                Names < 2,
                                true,
                                value_named<Names>}...};
}

template <typename T>
void append_names(std::vector<Property<DirectoryObject>>& properties, const EntityType<T>& type)
{
  for (const auto& property : type.properties) {
    if (std::ranges::find(properties, property.name, &Property<DirectoryObject>::name) ==
        properties.end()) {
      properties.push_back({property.name, ValueType::complex, false, false});
    }
  }
}

// Those of k_names can be filtered; the rest of all types' properties can be selected.
std::vector<Property<DirectoryObject>> all_properties()
{
  const auto named = properties_for(std::make_index_sequence<k_names.size()>());
  std::vector<Property<DirectoryObject>> properties(named.begin(), named.end());
  append_names(properties, user_type());
  append_names(properties, group_type());
  append_names(properties, service_principal_type());
  append_names(properties, directory_role_type());
  return properties;
}

// The properties of the projection that the object's own type has; without a projection, its type's
// defaults.
template <typename T>
void write_own(JsonWriter& writer,
               const EntityType<T>& own,
               const T& entity,
               const EntityType<DirectoryObject>& type,
               const Projection& projection)
{
  Projection translated;
  for (const std::size_t index : projection) {
    if (const auto place = own.find(type.properties[index].name)) {
      translated.push_back(*place);
    }
  }
  if (projection.empty()) {
    translated = project(own, {}).value_or(Projection());
  }
  write_members(writer, own, entity, translated);
}

} // namespace

store::ObjectId DirectoryObject::id() const
{
  if (user != nullptr) {
    return user->id;
  }
  if (group != nullptr) {
    return group->id;
  }
  return service_principal != nullptr ? service_principal->id : role->template_id;
}

const EntityType<DirectoryObject>& directory_object_type()
{
  static const std::vector<Property<DirectoryObject>> properties = all_properties();
  static const EntityType<DirectoryObject> type{"directoryObject", properties};
  return type;
}

Result<Projection> project(const EntityType<DirectoryObject>& type,
                           const std::vector<std::string>& select)
{
  Projection projection;
  for (const auto& name : select) {
    const auto index = type.find(name);
    if (!index) {
      return no_such_property(name, type.name);
    }
    projection.push_back(*index);
  }
  return projection;
}

void write_members(JsonWriter& writer,
                   const EntityType<DirectoryObject>& type,
                   const DirectoryObject& object,
                   const Projection& projection)
{
  writer.member("@odata.type", odata_type_of(object));
  if (object.user != nullptr) {
    write_own(writer, user_type(), *object.user, type, projection);
  } else if (object.group != nullptr) {
    write_own(writer, group_type(), *object.group, type, projection);
  } else if (object.service_principal != nullptr) {
    write_own(writer, service_principal_type(), *object.service_principal, type, projection);
  } else {
    write_own(writer, directory_role_type(), *object.role, type, projection);
  }
}

std::string_view odata_type_of(const DirectoryObject& object)
{
  if (object.user != nullptr) {
    return "#microsoft.graph.user";
  }
  if (object.group != nullptr) {
    return "#microsoft.graph.group";
  }
  return object.service_principal != nullptr ? "#microsoft.graph.servicePrincipal"
                                             : "#microsoft.graph.directoryRole";
}

std::optional<DirectoryObject> find_directory_object(const store::Directory& directory,
                                                     const store::ObjectId& id,
                                                     util::TimePoint now)
{
  DirectoryObject object;
  object.user = directory.find_user(id);
  if (object.user != nullptr && object.user->visible_from <= now) {
    return object;
  }
  object = {};
  object.group = directory.find_group(id);
  if (object.group != nullptr && object.group->visible_from <= now) {
    return object;
  }
  object = {};
  object.service_principal = directory.find_service_principal(id);
  if (object.service_principal != nullptr && object.service_principal->visible_from <= now) {
    return object;
  }
  return std::nullopt;
}

} // namespace lpaz::sandbox::graph
