#include "sandbox/engine/source.hpp"
#include "sandbox/store/property.hpp"

#include <utility>

namespace lpaz::sandbox::engine {
namespace {

Value value_or_none(std::optional<std::string> text)
{
  return text && !text->empty() ? Value(*std::move(text)) : Value();
}

} // namespace

const std::string& principal_name_of(const store::User& user)
{
  return user.is_deleted() ? user.name_before_deletion : user.user_principal_name;
}

std::string without_guest_suffix(const std::string& principal_name)
{
  const auto suffix = principal_name.find("#EXT#");
  if (suffix == std::string::npos) {
    return principal_name;
  }
  std::string name = principal_name.substr(0, suffix);
  if (const auto at = name.rfind('_'); at != std::string::npos) {
    name[at] = '@';
  }
  return name;
}

AttributeSource
attributes_of(const SourceUser& source, bool is_soft_deleted, ManagerResolver resolve_manager)
{
  return [&source, is_soft_deleted, resolve = std::move(resolve_manager)](
             std::string_view name) -> Value {
    if (name == "IsSoftDeleted") {
      return is_soft_deleted;
    }
    if (!source.user) {
      return {};
    }
    if (name == "appRoleAssignments") {
      return source.roles.empty() ? Value() : Value(source.roles);
    }
    if (name == "userPrincipalName") {
      return value_or_none(without_guest_suffix(principal_name_of(*source.user)));
    }
    if (name == "originalUserPrincipalName") {
      return value_or_none(principal_name_of(*source.user));
    }
    if (name == "manager") {
      const auto& manager = source.user->manager;
      return manager.is_zero() || !resolve ? Value() : value_or_none(resolve(manager));
    }
    return value_or_none(store::attribute_of(*source.user, name));
  };
}

AttributeSource attributes_of(const SourceGroup& source)
{
  return [&source](std::string_view name) {
    return source.group ? value_or_none(store::attribute_of(*source.group, name)) : Value();
  };
}

} // namespace lpaz::sandbox::engine
