#include "sandbox/graph/property_patch.hpp"
#include "sandbox/state/directory_fields.hpp"
#include "sandbox/state/row_reader.hpp"
#include "sandbox/state/row_writer.hpp"
#include "sandbox/store/property.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <set>
#include <string>

using namespace lpaz;
using namespace lpaz::sandbox;
using namespace lpaz::sandbox::store;

namespace {

template <typename T>
void check_names()
{
  std::set<std::string_view> names;
  std::set<std::string_view> document_names;
  std::set<std::string_view> attributes;
  for (const auto& property : properties<T>()) {
    CAPTURE(property.name);
    CHECK(names.insert(property.name).second);
    CHECK(document_names.insert(property.document_name()).second);
    CHECK((property.other.attribute.empty() || attributes.insert(property.other.attribute).second));
  }
}

template <typename T>
T copy_through_document(const T& object)
{
  const auto text = state::RowWriter().object(object);
  const auto copy = state::read_row<T>(*util::parse_ordered_json(text, "row"), "row");
  REQUIRE(copy.has_value());
  return *copy;
}

// Sets the property to a value that it does not have, as a PATCH does, and looks for it in what
// Graph shows, in the state document and in the attributes of mappings.
template <typename T>
void check_writable(const Property<T>& property)
{
  CAPTURE(property.name);
  T object;
  object.id = ObjectId::derive("x");
  util::Json value = "some text";
  if (property.type == ValueType::boolean) {
    value = !(value_of(property, object) == Value(true));
  } else if (property.type == ValueType::text_list) {
    value = util::Json::array({"one", "two"});
  }
  REQUIRE(graph::set_property(object, property, value));
  CHECK_FALSE(graph::set_property(object, property, 5));
  const T copy = copy_through_document(object);
  if (property.type == ValueType::text_list) {
    CHECK(texts_of(property, copy) == std::vector<std::string>{"one", "two"});
    return;
  }
  const Value shown_value = value_of(property, copy);
  CHECK(shown_value == value_of(property, object));
  if (property.type == ValueType::boolean) {
    CHECK((shown_value == Value(true)) == value.template get<bool>());
  } else {
    CHECK(std::get<std::string_view>(shown_value) == "some text");
  }
  if constexpr (requires { attribute_of(copy, property.name); }) {
    const bool is_text = property.type == ValueType::text;
    const std::string text = is_text ? "some text" : value.template get<bool>() ? "True" : "False";
    CHECK(attribute_of(copy, property.name) ==
          (property.has(mapped) ? std::optional(text) : std::nullopt));
  }
}

template <typename T>
int check_all_writable()
{
  int count = 0;
  for (const auto& property : properties<T>()) {
    if ((property.has(writable) || property.has(creatable)) && property.set == nullptr) {
      check_writable(property);
      ++count;
    }
  }
  return count;
}

} // namespace

TEST_CASE("No two properties of a type have the same name anywhere")
{
  check_names<User>();
  check_names<Group>();
  check_names<Application>();
  check_names<ServicePrincipal>();
}

TEST_CASE("What a request may set is shown by Graph, kept by the document and read by mappings")
{
  CHECK(check_all_writable<User>() == 20);
  CHECK(check_all_writable<Group>() == 7);
  CHECK(check_all_writable<Application>() == 1);
  CHECK(check_all_writable<ServicePrincipal>() == 6);
}

TEST_CASE("Mappings read properties by the names of Entra")
{
  User user;
  user.id = ObjectId::derive("x");
  auto contact = std::make_shared<ContactDetails>();
  contact->business_phone = "1";
  contact->mobile_phone = "2";
  contact->office_location = "3";
  contact->fax_number = "4";
  user.contact = contact;
  user.is_synced = true;
  CHECK(attribute_of(user, "telephoneNumber") == "1");
  CHECK(attribute_of(user, "mobile") == "2");
  CHECK(attribute_of(user, "physicalDeliveryOfficeName") == "3");
  CHECK(attribute_of(user, "facsimileTelephoneNumber") == "4");
  CHECK(attribute_of(user, "dirSyncEnabled") == "True");
  CHECK(attribute_of(user, "userType") == "Member");
  CHECK(attribute_of(user, "objectId") == user.id.text());
  CHECK(attribute_of(user, "surname") == "");
  for (const auto* name :
       {"isGuest", "businessPhone", "nameBeforeDeletion", "manager", "members"}) {
    CAPTURE(name);
    CHECK(attribute_of(user, name) == std::nullopt);
  }
}
