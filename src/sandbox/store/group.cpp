#include "sandbox/store/group.hpp"

namespace lpaz::sandbox::store {

std::optional<std::string> attribute_of(const Group& group, std::string_view name)
{
  if (name == "displayName") {
    return group.display_name;
  }
  if (name == "objectId" || name == "id") {
    return group.id.text();
  }
  if (name == "mailNickname") {
    return group.mail_nickname;
  }
  if (name == "description") {
    return group.description;
  }
  if (name == "mail") {
    return group.mail;
  }
  return std::nullopt;
}

} // namespace lpaz::sandbox::store
