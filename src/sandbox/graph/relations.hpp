#pragma once

#include "sandbox/graph/call.hpp"
#include "sandbox/graph/entities.hpp"

#include <span>

namespace lpaz::sandbox::graph {

// A navigation property that leads to other directory objects.
template <typename T>
struct Relation {
  std::string_view name;
  bool is_single = false; // an object, and left out where there is none; otherwise a list
  std::vector<DirectoryObject> (*objects)(const Call&, const store::Directory&, const T&) = nullptr;
};

// The relations of a type, together with where their objects are found.
template <typename T>
struct Related {
  const store::Directory* directory = nullptr;
  std::span<const Relation<T>> relations;

  const Relation<T>* find(std::string_view name) const
  {
    const auto found = std::ranges::find(relations, name, &Relation<T>::name);
    return found == relations.end() ? nullptr : &*found;
  }
};

Related<store::User> related_of_users(const store::Directory& directory);
Related<store::Group> related_of_groups(const store::Directory& directory);
Related<store::ServicePrincipal> related_of_service_principals(const store::Directory& directory);

// How many objects a list of $expand shows at most; there is no link to more.
constexpr std::size_t k_most_expanded = 20;

// An object, or a list of the first ones.
void write_related(JsonWriter& writer,
                   const std::vector<DirectoryObject>& objects,
                   bool is_single,
                   const Projection& projection);

// Adds the relations that are properties of the type itself; checks the others.
template <typename T>
Status expand(Projection& projection,
              const EntityType<T>& type,
              const std::vector<Expansion>& wanted,
              const Related<T>& related)
{
  for (const auto& item : wanted) {
    if (related.find(item.relation) != nullptr) {
      LPAZ_TRY(const Projection nested, project(directory_object_type(), item.select));
      (void)nested;
      continue;
    }
    const auto index = type.find(item.relation);
    if (!index || type.properties[*index].type != ValueType::relation) {
      return no_such_property(item.relation, type.name);
    }
    projection.push_back(*index);
  }
  return {};
}

// Writes the other directory objects that $expand requests, after the entity's own members.
template <typename T>
void write_expanded(JsonWriter& writer,
                    const Call& call,
                    const Related<T>& related,
                    const T& entity)
{
  for (const auto& item : call.query.expand) {
    const Relation<T>* relation = related.find(item.relation);
    if (relation == nullptr) {
      continue;
    }
    const auto objects = relation->objects(call, *related.directory, entity);
    if (relation->is_single && objects.empty()) {
      continue;
    }
    writer.key(relation->name);
    write_related(writer,
                  objects,
                  relation->is_single,
                  project(directory_object_type(), item.select).value_or(Projection()));
  }
}

} // namespace lpaz::sandbox::graph
