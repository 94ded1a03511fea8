#pragma once

#include "sandbox/graph/api_error.hpp"
#include "sandbox/graph/json_writer.hpp"
#include "sandbox/graph/odata_filter.hpp"
#include "sandbox/graph/value.hpp"

#include "lpaz/util/result.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace lpaz::sandbox::graph {

// The usual types, short enough for the tables of properties.
inline constexpr auto k_text = ValueType::text;
inline constexpr auto k_list = ValueType::text_list;
inline constexpr auto k_flag = ValueType::boolean;
inline constexpr auto k_time = ValueType::time;
inline constexpr auto k_complex = ValueType::complex;

using store::Property;

// What Graph knows of an entity's type: the one description that $select, $filter, $orderby,
// $search and the answers use.
template <typename T>
struct EntityType {
  std::string_view name; // "user"
  std::span<const Property<T>> properties;
  bool case_sensitive = false; // in filters

  std::optional<std::size_t> find(std::string_view property) const
  {
    const auto found = std::ranges::find(properties, property, &Property<T>::name);
    return found == properties.end()
               ? std::nullopt
               : std::optional(static_cast<std::size_t>(found - properties.begin()));
  }

  FieldFinder fields() const
  {
    return [*this](std::string_view path) -> std::optional<FilterField> {
      const auto index = find(path);
      if (!index) {
        return std::nullopt;
      }
      return FilterField{*index, properties[*index].type, properties[*index].filterable};
    };
  }
};

// Indexes of the properties to show.
using Projection = std::vector<std::size_t>;

inline std::unexpected<Error> no_such_property(std::string_view property, std::string_view entity)
{
  return refuse(400,
                "BadRequest",
                fmt::format("Parsing OData Select and Expand failed: Could not find a property "
                            "named '{}' on type 'microsoft.graph.{}'.",
                            property,
                            entity));
}

// The properties of $select in its order, or those that are there by default.
template <typename T>
Result<Projection> project(const EntityType<T>& type, const std::vector<std::string>& select)
{
  Projection projection;
  for (const auto& name : select) {
    if (name == "*") {
      return project(type, {});
    }
    const auto index = type.find(name);
    if (!index) {
      return no_such_property(name, type.name);
    }
    projection.push_back(*index);
  }
  if (select.empty()) {
    for (std::size_t i = 0; i < type.properties.size(); ++i) {
      if (type.properties[i].by_default) {
        projection.push_back(i);
      }
    }
  }
  return projection;
}

void write_app_roles(JsonWriter& writer, const std::vector<store::AppRole>& roles);

// The members only, so that annotations can stand before them.
template <typename T>
void write_members(JsonWriter& writer,
                   const EntityType<T>& type,
                   const T& entity,
                   const Projection& projection)
{
  for (const std::size_t index : projection) {
    const Property<T>& property = type.properties[index];
    writer.key(property.name);
    if (property.is_scalar()) {
      write(writer, store::value_of(property, entity));
    } else if (property.type == ValueType::text_list) {
      writer.begin_array();
      for (const auto& element : store::texts_of(property, entity)) {
        writer.text(element);
      }
      writer.end_array();
    } else if (property.write != nullptr) {
      property.write(writer, entity);
    } else if (const auto* roles =
                   std::get_if<std::vector<store::AppRole> T::*>(&property.member)) {
      write_app_roles(writer, entity.**roles);
    }
  }
}

// A filter that is bound to a type, as a predicate. The type must outlive it.
template <typename T>
class EntityFilter {
public:
  EntityFilter(const EntityType<T>& type, std::optional<FilterNode> filter)
      : m_type(type), m_filter(std::move(filter))
  {
  }

  bool operator()(const T& entity) const
  {
    if (!m_filter) {
      return true;
    }
    const ValueReader value = [&](std::size_t field) {
      return store::value_of(m_type.properties[field], entity);
    };
    const ListReader list = [&](std::size_t field) {
      return store::texts_of(m_type.properties[field], entity);
    };
    return matches(*m_filter, {value, list, m_type.case_sensitive});
  }

private:
  EntityType<T> m_type;
  std::optional<FilterNode> m_filter;
};

} // namespace lpaz::sandbox::graph
