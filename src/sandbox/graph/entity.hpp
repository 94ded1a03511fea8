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

// A property of an entity of the type T. Scalars have `value`; lists of texts have `list`;
// everything else has `write`.
template <typename T>
struct Property {
  std::string_view name;
  ValueType type = ValueType::text;
  bool by_default = false; // there without $select
  bool filterable = true;
  Value (*value)(const T&) = nullptr;
  std::vector<std::string> (*list)(const T&) = nullptr;
  void (*write)(JsonWriter&, const T&) = nullptr;
};

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
    if (property.value != nullptr) {
      write(writer, property.value(entity));
    } else if (property.write != nullptr) {
      property.write(writer, entity);
    } else {
      writer.begin_array();
      for (const auto& element : property.list(entity)) {
        writer.text(element);
      }
      writer.end_array();
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
      return m_type.properties[field].value(entity);
    };
    const ListReader list = [&](std::size_t field) {
      return m_type.properties[field].list(entity);
    };
    return matches(*m_filter, {value, list, m_type.case_sensitive});
  }

private:
  EntityType<T> m_type;
  std::optional<FilterNode> m_filter;
};

} // namespace lpaz::sandbox::graph
