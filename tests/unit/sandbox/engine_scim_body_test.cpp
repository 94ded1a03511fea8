#include "sandbox/engine/scim_body.hpp"
#include "sandbox/engine/scim_path.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <string>
#include <utility>
#include <vector>

using namespace lpaz;
using namespace lpaz::sandbox::engine;

namespace {

AttributeMapping mapping(std::string target, AttributeType type = AttributeType::text)
{
  AttributeMapping made;
  made.target = std::move(target);
  made.type = type;
  return made;
}

const AttributeMapping k_user_name = mapping("userName");
const AttributeMapping k_active = mapping("active", AttributeType::truth);
const AttributeMapping k_title = mapping("title");
const AttributeMapping k_given_name = mapping("name.givenName");
const AttributeMapping k_email = mapping("emails[type eq \"work\"].value");
const AttributeMapping k_department =
    mapping("urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department");

ObjectMapping users()
{
  ObjectMapping made;
  made.target_object = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
  return made;
}

util::Json parsed(const std::string& text)
{
  return util::Json::parse(text);
}

} // namespace

TEST_CASE("a new user is posted with both schemas, nested names and a typed e-mail address")
{
  const TargetEntry entry{{&k_user_name, std::string("ada@x")},
                          {&k_active, std::string("True")},
                          {&k_given_name, std::string("Ada")},
                          {&k_email, std::string("ada@x")},
                          {&k_department, std::string("R&D")}};
  CHECK(parsed(user_creation(entry, users())) == parsed(R"({
    "schemas": ["urn:ietf:params:scim:schemas:core:2.0:User",
                "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"],
    "userName": "ada@x", "active": true, "name": {"givenName": "Ada"},
    "emails": [{"primary": true, "type": "work", "value": "ada@x"}],
    "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User": {"department": "R&D"},
    "meta": {"resourceType": "User"}})"));
}

TEST_CASE("only what differs is changed, and what is missing is added")
{
  const auto resource = parsed(R"({"userName": "ada@x", "active": true, "title": "old",
    "emails": [{"type": "work", "value": "ada@x"}]})");
  const TargetEntry entry{{&k_user_name, std::string("ada@x")},
                          {&k_active, std::string("False")},
                          {&k_title, std::string("new")},
                          {&k_email, std::string("ada@x")},
                          {&k_given_name, std::string("Ada")}};
  const auto changes = changes_between(resource, entry);
  REQUIRE(changes.size() == 3);
  CHECK(changes[0].mapping->target == "active");
  CHECK(changes[0].old_text == "True");
  CHECK(changes[1].old_text == "old");
  CHECK(changes[2].is_new);
}

TEST_CASE("the standard dialect capitalizes operations and writes truth values as text")
{
  const std::vector<AttributeChange> changes{{&k_active, std::string("False"), "True", false},
                                             {&k_email, std::string("b@x"), "a@x", false},
                                             {&k_given_name, std::string("Ada"), "", true}};
  CHECK(parsed(patch_body(changes, PatchDialect::standard))["Operations"] == parsed(R"([
    {"op": "Replace", "path": "active", "value": "False"},
    {"op": "Replace", "path": "emails[type eq \"work\"].value", "value": "b@x"},
    {"op": "Add", "path": "name.givenName", "value": "Ada"}])"));
}

TEST_CASE("aadOptscim062020 merges replacements and writes real truth values")
{
  const std::vector<AttributeChange> changes{{&k_active, std::string("False"), "True", false},
                                             {&k_email, std::string("b@x"), "a@x", false},
                                             {&k_title, std::string("CTO"), "x", false}};
  CHECK(parsed(patch_body(changes, PatchDialect::scim2020))["Operations"] == parsed(R"([
    {"op": "replace", "path": "emails[type eq \"work\"].value", "value": "b@x"},
    {"op": "replace", "value": {"active": false, "title": "CTO"}}])"));
  CHECK(parsed(patch_body({changes.front()}, PatchDialect::scim2020))["Operations"] == parsed(R"([
    {"op": "replace", "path": "active", "value": false}])"));
}

TEST_CASE("members are removed by list, or by value path with aadOptscim062020")
{
  CHECK(parsed(member_patch(MemberChange::remove, {"a"}, PatchDialect::standard))["Operations"] ==
        parsed(R"([{"op": "Remove", "path": "members", "value": [{"value": "a"}]}])"));
  CHECK(parsed(member_patch(MemberChange::remove, {"a"}, PatchDialect::scim2020))["Operations"] ==
        parsed(R"([{"op": "remove", "path": "members[value eq \"a\"]"}])"));
  CHECK(parsed(member_patch(MemberChange::add, {"a", "b"}, PatchDialect::standard))["Operations"] ==
        parsed(R"([{"op": "Add", "path": "members", "value": [{"value": "a"}, {"value": "b"}]}])"));
}

TEST_CASE("the dialect is asked for in the query of the tenant URL")
{
  CHECK(dialect_of("https://x/scim") == PatchDialect::standard);
  CHECK(dialect_of("https://x/scim?aadOptscim062020") == PatchDialect::scim2020);
  CHECK(dialect_of("https://x/scim?a=b&aadOptscim062020") == PatchDialect::scim2020);
  CHECK(dialect_of("https://x/aadOptscim062020") == PatchDialect::standard);
}

TEST_CASE("a target attribute names schema, selector and member")
{
  const auto email = parse_scim_path("emails[type eq \"work\"].value");
  CHECK(email.attribute == "emails");
  CHECK(email.selector == "type");
  CHECK(email.selected == "work");
  CHECK(email.member == "value");
  const auto department = parse_scim_path(k_department.target);
  CHECK(department.schema == "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User");
  CHECK(department.attribute == "department");
}
