#pragma once

#include "sandbox/graph/api_error.hpp"

#include "lpaz/util/json.hpp"
#include "lpaz/util/result.hpp"

#include <fmt/format.h>
#include <nlohmann/json_fwd.hpp>

#include <algorithm>
#include <functional>
#include <span>
#include <string>
#include <string_view>

namespace lpaz::sandbox::graph {

// A property that a request may set on a T: `set` answers with false for a value of another type.
template <typename T>
struct WritableProperty {
  std::string_view name;
  bool (*set)(T&, const util::Json& value);
};

// The text of a JSON value; null gives an empty one. False: neither.
bool take_text(std::string& target, const util::Json& value);
bool take_flag(bool& target, const util::Json& value);

// Calls visit(name, value) for the members of an object until one fails.
Status for_each_member(
    const util::Json& object,
    const std::function<Status(const std::string& name, const util::Json& value)>& visit);

std::unexpected<Error> unknown_property(std::string_view name, std::string_view entity);
std::unexpected<Error> wrong_type(std::string_view name);

// Sets every member of `body` on `object`; members that `elsewhere` accepts are left to the caller.
template <typename T>
Status apply_properties(T& object,
                        const util::Json& body,
                        std::span<const WritableProperty<T>> properties,
                        std::string_view entity,
                        const std::function<bool(std::string_view)>& elsewhere)
{
  return for_each_member(body, [&](const std::string& name, const util::Json& value) -> Status {
    if (name.find('@') == 0 || elsewhere(name)) {
      return {};
    }
    const auto found = std::ranges::find(properties, name, &WritableProperty<T>::name);
    if (found == properties.end()) {
      return unknown_property(name, entity);
    }
    if (!found->set(object, value)) {
      return wrong_type(name);
    }
    return {};
  });
}

} // namespace lpaz::sandbox::graph
