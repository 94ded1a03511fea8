#include "sandbox/store/property.hpp"

#include <algorithm>

namespace lpaz::sandbox::store {
namespace {

template <typename T>
std::optional<std::string> find_attribute(const T& object, std::string_view name)
{
  const auto all = properties<T>();
  const auto found =
      std::ranges::find_if(all, [&](const auto& property) { return property.is_attribute(name); });
  if (found == all.end()) {
    return std::nullopt;
  }
  if (found->type == ValueType::boolean) {
    return value_of(*found, object) == Value(true) ? "True" : "False";
  }
  const Value value = value_of(*found, object);
  if (const auto* id = std::get_if<ObjectId>(&value)) {
    return id->text();
  }
  const auto* text = std::get_if<std::string_view>(&value);
  return std::string(text != nullptr ? *text : std::string_view());
}

} // namespace

Value text_or_null(std::string_view text)
{
  return text.empty() ? Value() : Value(text);
}

std::optional<std::string> attribute_of(const User& user, std::string_view name)
{
  return find_attribute(user, name);
}

std::optional<std::string> attribute_of(const Group& group, std::string_view name)
{
  return find_attribute(group, name);
}

Group without_lists(const Group& group)
{
  Group copy;
  for (const auto& property : properties<Group>()) {
    std::visit(
        [&]<typename M>(const M& member) {
          if constexpr (std::is_same_v<M, TrueOrNull<Group>>) {
            copy.*(member.flag) = group.*(member.flag);
          } else if constexpr (!std::is_same_v<M, IdSet Group::*> &&
                               requires { copy.*member = group.*member; }) {
            copy.*member = group.*member;
          }
        },
        property.member);
  }
  return copy;
}

} // namespace lpaz::sandbox::store
