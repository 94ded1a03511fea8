#pragma once

#include "sandbox/store/application.hpp"
#include "sandbox/store/group.hpp"
#include "sandbox/store/user.hpp"

#include "lpaz/util/clock.hpp"
#include "lpaz/util/json.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <variant>
#include <vector>

namespace lpaz::sandbox::graph {
class JsonWriter;
}

// The one place where a property of a user, group or app is written down. Graph's answers, filters
// and changes, the state document, the seeds and the attribute mappings are all made from these
// tables.
namespace lpaz::sandbox::store {

// How a property travels and what a filter may compare it with.
enum class ValueType {
  text, // ids of directory objects included: Graph declares them as Edm.String
  guid, // Edm.Guid: literals without quotes
  boolean,
  integer,
  time,
  text_list, // any(x:x eq '…')
  complex,   // selectable only
  relation,  // there only with $expand
};

// The value of one property; std::monostate is null. A text view points into the directory.
using Value = std::variant<std::monostate,
                           bool,
                           std::int64_t,
                           std::string,
                           std::string_view,
                           util::TimePoint,
                           ObjectId>;

// Null for an empty text, which is how the store keeps null.
Value text_or_null(std::string_view text);

// A flag for which Graph shows null instead of false.
template <typename T>
struct TrueOrNull {
  bool T::* flag;
};

// Where an object keeps a property; std::monostate: it is computed. Users share their
// ContactDetails.
template <typename T>
using Member = std::variant<std::monostate,
                            std::string T::*,
                            std::string ContactDetails::*,
                            bool T::*,
                            TrueOrNull<T>,
                            util::TimePoint T::*,
                            std::optional<util::TimePoint> T::*,
                            ObjectId T::*,
                            std::vector<std::string> T::*,
                            std::vector<AppRole> T::*,
                            IdSet T::*>;

// What a property is used for.
enum Use : unsigned {
  shown = 1U << 0U,        // Graph shows it without $select
  unfilterable = 1U << 1U, // not in $filter
  writable = 1U << 2U,     // by POST and PATCH
  creatable = 1U << 3U,    // by POST only
  never_null = 1U << 4U,   // a PATCH may not set it to null
  mapped = 1U << 5U,       // attribute mappings may read it
  needed = 1U << 6U,       // a state document must have it
  hidden = 1U << 7U,       // not in Graph: only the store and its document know it
};

// Names that differ from Graph's; empty: the same.
struct OtherNames {
  std::string_view document = {};  // in a state document
  std::string_view attribute = {}; // in attribute mappings
};

template <typename T>
struct Property {
  std::string_view name;
  ValueType type = ValueType::text;
  bool by_default = false; // there without $select
  bool filterable = true;
  // Without a `member`: scalars have `value`; lists of texts have `list`; everything else has
  // `write`.
  Value (*value)(const T&) = nullptr;
  std::vector<std::string> (*list)(const T&) = nullptr;
  void (*write)(graph::JsonWriter&, const T&) = nullptr;
  Member<T> member = {};
  unsigned use = 0;
  OtherNames other = {};
  // Sets what has no `member`. False: the value is of another type.
  bool (*set)(T&, const util::Json&) = nullptr;

  bool has(Use wanted) const { return (use & wanted) != 0; }
  std::string_view document_name() const { return other.document.empty() ? name : other.document; }
  bool is_attribute(std::string_view attribute) const
  {
    return has(mapped) && (other.attribute == attribute || (!has(hidden) && name == attribute));
  }
  bool is_scalar() const { return type < ValueType::text_list; }
};

template <typename T>
constexpr ValueType type_of(const Member<T>& member)
{
  return std::visit(
      []<typename M>(const M&) {
        if constexpr (std::is_same_v<M, bool T::*> || std::is_same_v<M, TrueOrNull<T>>) {
          return ValueType::boolean;
        } else if constexpr (std::is_same_v<M, util::TimePoint T::*> ||
                             std::is_same_v<M, std::optional<util::TimePoint> T::*>) {
          return ValueType::time;
        } else if constexpr (std::is_same_v<M, std::vector<std::string> T::*>) {
          return ValueType::text_list;
        } else if constexpr (std::is_same_v<M, std::vector<AppRole> T::*> ||
                             std::is_same_v<M, IdSet T::*>) {
          return ValueType::complex;
        } else {
          return ValueType::text;
        }
      },
      member);
}

// A property that the object keeps.
template <typename T>
constexpr Property<T>
stored(std::string_view name, Member<T> member, unsigned use = 0, OtherNames other = {})
{
  Property<T> property{name, type_of<T>(member)};
  property.by_default = (use & shown) != 0;
  property.filterable = (use & unfilterable) == 0;
  property.member = member;
  property.use = use;
  property.other = other;
  return property;
}

// A property that is found out from others.
template <typename T>
constexpr Property<T> computed(std::string_view name,
                               Value (*value)(const T&),
                               unsigned use = 0,
                               ValueType type = ValueType::text)
{
  Property<T> property = stored<T>(name, {}, use);
  property.type = type;
  property.value = value;
  return property;
}

template <typename T>
constexpr Property<T>
computed_list(std::string_view name, std::vector<std::string> (*list)(const T&), unsigned use = 0)
{
  Property<T> property = stored<T>(name, {}, use);
  property.type = ValueType::text_list;
  property.list = list;
  return property;
}

// The value of a scalar.
template <typename T>
Value value_of(const Property<T>& property, const T& object)
{
  if (property.value != nullptr) {
    return property.value(object);
  }
  return std::visit(
      [&]<typename M>(const M& member) -> Value {
        if constexpr (std::is_same_v<M, std::string T::*>) {
          return text_or_null(object.*member);
        } else if constexpr (std::is_same_v<M, TrueOrNull<T>>) {
          return object.*(member.flag) ? Value(true) : Value();
        } else if constexpr (std::is_same_v<M, std::optional<util::TimePoint> T::*>) {
          return object.*member ? Value(*(object.*member)) : Value();
        } else if constexpr (std::is_same_v<M, std::string ContactDetails::*>) {
          if constexpr (requires { object.contact; }) {
            return object.contact ? text_or_null((*object.contact).*member) : Value();
          }
          return {};
        } else if constexpr (std::is_same_v<M, bool T::*> ||
                             std::is_same_v<M, util::TimePoint T::*> ||
                             std::is_same_v<M, ObjectId T::*>) {
          return object.*member;
        } else {
          return {};
        }
      },
      property.member);
}

// The texts of a list.
template <typename T>
std::vector<std::string> texts_of(const Property<T>& property, const T& object)
{
  const auto* member = std::get_if<std::vector<std::string> T::*>(&property.member);
  return member != nullptr ? object.**member : property.list(object);
}

template <typename T>
std::span<const Property<T>> properties();
template <>
std::span<const Property<User>> properties<User>();
template <>
std::span<const Property<Group>> properties<Group>();
template <>
std::span<const Property<Application>> properties<Application>();
template <>
std::span<const Property<ServicePrincipal>> properties<ServicePrincipal>();

template <typename T>
concept Described = std::is_same_v<T, User> || std::is_same_v<T, Group> ||
                    std::is_same_v<T, Application> || std::is_same_v<T, ServicePrincipal>;

// An attribute by the name that attribute mappings use ([mail], [objectId], [telephoneNumber], …).
// Empty if it is null; nothing if there is no such name.
std::optional<std::string> attribute_of(const User& user, std::string_view name);
std::optional<std::string> attribute_of(const Group& group, std::string_view name);

// A copy without members and owners, who may be a hundred thousand.
Group without_lists(const Group& group);

} // namespace lpaz::sandbox::store
