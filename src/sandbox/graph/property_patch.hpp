#pragma once

#include "sandbox/graph/api_error.hpp"
#include "sandbox/store/property.hpp"

#include "lpaz/util/json.hpp"
#include "lpaz/util/result.hpp"

#include <fmt/format.h>
#include <nlohmann/json_fwd.hpp>

#include <algorithm>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace lpaz::sandbox::graph {

// The text of a JSON value; null gives an empty one. False: neither.
bool take_text(std::string& target, const util::Json& value);
bool is_json_null(const util::Json& value);
bool take_flag(bool& target, const util::Json& value);
bool take_texts(std::vector<std::string>& target, const util::Json& value);

// Calls visit(name, value) for the members of an object until one fails.
Status for_each_member(
    const util::Json& object,
    const std::function<Status(const std::string& name, const util::Json& value)>& visit);

std::unexpected<Error> unknown_property(std::string_view name, std::string_view entity);
std::unexpected<Error> wrong_type(std::string_view name);

// Sets a property of an object. False: the value is of another type.
template <typename T>
bool set_property(T& object, const store::Property<T>& property, const util::Json& value)
{
  if (property.set != nullptr) {
    return property.set(object, value);
  }
  if (property.has(store::never_null) && is_json_null(value)) {
    return false;
  }
  return std::visit(
      [&]<typename M>(const M& member) {
        if constexpr (std::is_same_v<M, std::string T::*>) {
          return take_text(object.*member, value);
        } else if constexpr (std::is_same_v<M, bool T::*>) {
          return take_flag(object.*member, value);
        } else if constexpr (std::is_same_v<M, store::TrueOrNull<T>>) {
          return take_flag(object.*(member.flag), value);
        } else if constexpr (std::is_same_v<M, std::vector<std::string> T::*>) {
          return take_texts(object.*member, value);
        } else if constexpr (std::is_same_v<M, std::string store::ContactDetails::*> &&
                             std::is_same_v<T, store::User>) {
          auto contact = object.contact ? *object.contact : store::ContactDetails();
          const bool taken = take_text(contact.*member, value);
          object.contact = std::make_shared<const store::ContactDetails>(std::move(contact));
          return taken;
        } else {
          return false;
        }
      },
      property.member);
}

// Sets every member of `body` on `object`, if it is for one of the uses (store::Use); members that
// `elsewhere` accepts are left to the caller.
template <typename T>
Status apply_properties(
    T& object,
    const util::Json& body,
    unsigned uses,
    std::string_view entity,
    const std::function<bool(std::string_view)>& elsewhere = [](std::string_view) { return false; })
{
  return for_each_member(body, [&](const std::string& name, const util::Json& value) -> Status {
    if (name.starts_with('@') || elsewhere(name)) {
      return {};
    }
    const auto properties = store::properties<T>();
    const auto found = std::ranges::find(properties, name, &store::Property<T>::name);
    if (found == properties.end() || (found->use & uses) == 0) {
      return unknown_property(name, entity);
    }
    if (!set_property(object, *found, value)) {
      return wrong_type(name);
    }
    return {};
  });
}

} // namespace lpaz::sandbox::graph
