#include "sandbox/graph/odata_filter.hpp"

#include <doctest/doctest.h>

#include <array>
#include <map>
#include <string>

using namespace lpaz::sandbox::graph;
using lpaz::sandbox::store::ObjectId;

namespace {

const ObjectId k_id = *ObjectId::parse("8adf8e6e-67b2-4cf2-a259-e3dc5476c621");

// A row with one property of each type.
std::optional<FilterField> find_field(std::string_view path)
{
  static const std::map<std::string_view, FilterField> fields{
      {"displayName", {0, ValueType::text}},
      {"accountEnabled", {1, ValueType::boolean}},
      {"count", {2, ValueType::integer}},
      {"resourceId", {3, ValueType::guid}},
      {"created", {4, ValueType::time}},
      {"mail", {5, ValueType::text}},
      {"tags", {6, ValueType::text_list}},
      {"hidden", {7, ValueType::text, false}},
      {"a/b", {0, ValueType::text}},
  };
  const auto found = fields.find(path);
  return found == fields.end() ? std::nullopt : std::optional(found->second);
}

Value value_of(std::size_t field)
{
  switch (field) {
  case 0:
    return std::string_view("O'Hara and Sons");
  case 1:
    return true;
  case 2:
    return std::int64_t(7);
  case 3:
    return k_id;
  case 4:
    return lpaz::util::TimePoint(std::chrono::hours(24));
  default:
    return {};
  }
}

std::vector<std::string> list_of(std::size_t)
{
  return {"Red", "Green"};
}

// "true", "false", or the message of the refusal.
std::string outcome(std::string_view filter, bool case_sensitive = false)
{
  auto node = parse_filter(filter);
  if (!node) {
    CHECK(node.error().http_status == 400);
    return node.error().message;
  }
  if (const auto bound = bind_filter(*node, "thing", find_field); !bound) {
    CHECK(bound.error().http_status == 400);
    return bound.error().message;
  }
  const ValueReader value = value_of;
  const ListReader list = list_of;
  return matches(*node, {value, list, case_sensitive}) ? "true" : "false";
}

} // namespace

TEST_CASE("Filters compare every type with every operator")
{
  for (const char* filter : {"displayName eq 'o''hara AND sons'",
                             "displayName ne 'x'",
                             "accountEnabled eq true",
                             "accountEnabled ne false",
                             "count gt 6 and count ge 7 and count lt 8 and count le 7",
                             "count gt -1",
                             "resourceId eq 8ADF8E6E-67b2-4cf2-a259-e3dc5476c621",
                             "created eq 1970-01-02T00:00:00Z",
                             "created gt 1970-01-01T23:59:59.9999999Z",
                             "mail eq null",
                             "mail ne 'x'",
                             "displayName in ('a','O''Hara and Sons')",
                             "startswith(displayName,'O''H')",
                             "startsWith(displayName, 'o') eq true",
                             "endswith(displayName,'sons')",
                             "contains(displayName,' and ')",
                             "tags/any(t:t eq 'red')",
                             "tags/any(t: t eq 'Green')",
                             "a/b eq 'O''Hara and Sons'",
                             "not (count eq 8)",
                             "not startswith(displayName,'x')",
                             "count eq 8 or count eq 7",
                             "(count eq 8 or count eq 7) and not not accountEnabled eq true"}) {
    CAPTURE(filter);
    CHECK(outcome(filter) == "true");
  }
}

TEST_CASE("Filters do not match what is not so")
{
  for (const char* filter : {"displayName eq 'O''Hara'",
                             "mail eq 'x'",
                             "mail gt 'a'",
                             "startswith(mail,'')",
                             "startswith(displayName,'x') eq true",
                             "startswith(displayName,'O') eq false",
                             "tags/any(t:t eq 'Blue')",
                             "count eq 7 and count eq 8",
                             "count eq 7 and (count eq 8 or accountEnabled eq false)"}) {
    CAPTURE(filter);
    CHECK(outcome(filter) == "false");
  }
}

TEST_CASE("Logs compare texts with regard to case")
{
  CHECK(outcome("displayName eq 'o''hara and sons'", true) == "false");
  CHECK(outcome("contains(displayName,'AND')", true) == "false");
  CHECK(outcome("tags/any(t:t eq 'red')", true) == "false");
}

TEST_CASE("A filter that cannot be read is refused with the place")
{
  for (const char* filter : {"",
                             " ",
                             "'",
                             "displayName",
                             "displayName eq",
                             "displayName eq 'x",
                             "displayName == 'x'",
                             "displayName eq 'x' and",
                             "and displayName eq 'x'",
                             "(displayName eq 'x'",
                             "displayName eq 'x')",
                             "displayName eq ('x')",
                             "displayName in ()",
                             "displayName in ('a',)",
                             "displayName in 'a'",
                             "startswith(displayName)",
                             "startswith('a','b')",
                             "startswith(displayName,'b'",
                             "length(displayName) eq 3",
                             "tags/any(t:u eq 'x')",
                             "tags/any(:t eq 'x')",
                             "tags/any()",
                             "not",
                             "()",
                             "count eq 7;drop",
                             "displayName eq 'x' \x01",
                             "startswith(displayName,'x') eq maybe"}) {
    CAPTURE(filter);
    CHECK(outcome(filter).starts_with("Invalid filter clause: Syntax error at position"));
  }
}

TEST_CASE("A filter that nests without end is refused before it uses up the stack")
{
  CHECK(outcome(std::string(100'000, '(')).starts_with("Invalid filter clause"));
  std::string nots;
  for (int i = 0; i < 10'000; ++i) {
    nots += "not ";
  }
  CHECK(outcome(nots + "count eq 1").starts_with("Invalid filter clause"));
  std::string many = "count eq 1";
  for (int i = 0; i < 2'000; ++i) {
    many += " or count eq 1";
  }
  CHECK(outcome(many).starts_with("Invalid filter clause"));
}

TEST_CASE("A filter with an unknown name, a wrong type or an impossible property is refused")
{
  CHECK(outcome("nothing eq 'x'") == "Invalid filter clause: Could not find a property named "
                                     "'nothing' on type 'microsoft.graph.thing'.");
  for (const char* filter : {"displayName eq 7",
                             "displayName eq true",
                             "accountEnabled eq 'true'",
                             "count eq '7'",
                             "count eq 7.5",
                             "count eq 99999999999999999999",
                             "resourceId eq '8adf8e6e-67b2-4cf2-a259-e3dc5476c621'",
                             "resourceId eq 7",
                             "created gt '1970-01-01T00:00:00Z'",
                             "created gt yesterday"}) {
    CAPTURE(filter);
    CHECK(outcome(filter).find("incompatible types") != std::string::npos);
  }
  for (const char* filter :
       {"hidden eq 'x'", "tags eq 'x'", "displayName/any(t:t eq 'x')", "startswith(count,'7')"}) {
    CAPTURE(filter);
    CHECK((outcome(filter).starts_with("Unsupported or invalid query filter clause") ||
           outcome(filter).starts_with("Invalid filter clause: Could not find")));
  }
}

TEST_CASE("ne, not and endswith are advanced, eq and startswith are not")
{
  CHECK(is_advanced(*parse_filter("a ne 'x'")));
  CHECK(is_advanced(*parse_filter("a eq 'x' and (b eq 'y' or not c eq 'z')")));
  CHECK(is_advanced(*parse_filter("endswith(a,'x')")));
  CHECK_FALSE(is_advanced(*parse_filter("a eq 'x' and startswith(b,'y') or c in ('z')")));
}

TEST_CASE("Only a single comparison can be looked up in an index")
{
  CHECK(only_equal(*parse_filter("id eq 'x'"), "id") == "x");
  CHECK_FALSE(only_equal(*parse_filter("id ne 'x'"), "id"));
  CHECK_FALSE(only_equal(*parse_filter("id eq 'x' or id eq 'y'"), "id"));
}

TEST_CASE("The parser survives every cut and every flipped byte of a filter")
{
  const std::string filter =
      "(startswith(displayName,'O''H') or tags/any(t:t eq 'x')) and not count in (1,2) eq true";
  for (std::size_t i = 0; i <= filter.size(); ++i) {
    (void)parse_filter(filter.substr(0, i));
    (void)parse_filter(filter.substr(i));
  }
  for (std::size_t i = 0; i < filter.size(); ++i) {
    for (const char c : std::array{'\0', '(', ')', '\'', ',', ' ', '\xff'}) {
      std::string changed = filter;
      changed[i] = c;
      (void)parse_filter(changed);
    }
  }
}
