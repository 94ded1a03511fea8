#include "sandbox/engine/expression.hpp"

#include <doctest/doctest.h>

#include <map>
#include <string>
#include <vector>

using namespace lpaz::sandbox::engine;

namespace {

Value attribute(std::string_view name)
{
  static const std::map<std::string, Value, std::less<>> values{
      {"IsSoftDeleted", false},
      {"mail", std::string("Ada.Lovelace@Example.org")},
      {"givenName", std::string("Ada")},
      {"surname", std::string("Lovelace")},
      {"city", std::string("Kraków")},
      {"country", std::string("US")},
      {"appRoleAssignments", std::vector<std::string>{"User", "Admin"}},
  };
  const auto found = values.find(name);
  return found == values.end() ? Value() : found->second;
}

std::string result_of(std::string_view text)
{
  const auto expression = parse_expression(text);
  if (!expression) {
    return "error: " + expression.error().message;
  }
  const auto value = evaluate(*expression, attribute);
  if (!value) {
    return "error: " + value.error().message;
  }
  return is_null(*value) ? "(null)" : text_of(*value);
}

} // namespace

TEST_CASE("an expression gives what Entra's function reference says")
{
  struct Case {
    const char* expression;
    const char* result;
  };
  static const std::vector<Case> cases{
      {R"("text")", "text"},
      {R"("a \"quoted\" word")", R"(a "quoted" word)"},
      {"[mail]", "Ada.Lovelace@Example.org"},
      {"[employeeId]", "(null)"},
      {R"(Switch([IsSoftDeleted], , "False", "True", "True", "False"))", "True"},
      {R"(Switch([IsSoftDeleted], , "false", "True"))", "(null)"},
      {R"(Switch([country], "elsewhere", "US", "America", "DE", "Germany"))", "America"},
      {R"(IIF(IsNullOrEmpty([employeeId]), [mail], [employeeId]))", "Ada.Lovelace@Example.org"},
      {R"(IIF([country]="US", "yes", "no"))", "yes"},
      {R"(IIF([country] <> "US", "yes", "no"))", "no"},
      {R"(Coalesce([employeeId], "", [givenName]))", "Ada"},
      {R"(Coalesce([employeeId]))", "(null)"},
      {R"(Join(" ", [givenName], [employeeId], [surname]))", "Ada Lovelace"},
      {R"(Mid([surname], 1, 4))", "Love"},
      {R"(Mid([city], 5, 9))", "ów"},
      {R"(Mid([surname], 30, 4))", ""},
      {R"(Left([city], 5))", "Krakó"},
      {R"(Replace([mail], "Example.org", , , "example.com", , ))", "Ada.Lovelace@example.com"},
      {R"~(Replace([mail], , "(?<suffix>@(.)*)", "suffix", "", , ))~", "Ada.Lovelace"},
      {R"(Replace([givenName], "{}", , , , , "hello {}"))", "hello Ada"},
      {R"(ToLower([mail]))", "ada.lovelace@example.org"},
      {R"(ToUpper([country]))", "US"},
      {R"(Not([IsSoftDeleted]))", "True"},
      {R"(IsNullOrEmpty(""))", "True"},
      {R"(IsPresent([mail]))", "True"},
      {R"(SingleAppRoleAssignment([appRoleAssignments]))", "User"},
      {R"(AppRoleAssignments([appRoleAssignments]))", "User,Admin"},
      {R"(Item(Split([mail], "@"), 2))", "Example.org"},
      {R"(Append([givenName], "!"))", "Ada!"},
      {R"(StripSpaces("a b c"))", "abc"},
      {R"(NormalizeDiacritics([city]))", "Krakow"},
      {R"(Len([city]))", "6"},
      {R"(InStr([mail], "@"))", "13"},
      {R"(  tolower( "A" )  )", "a"},
  };
  for (const auto& each : cases) {
    CAPTURE(each.expression);
    CHECK(result_of(each.expression) == each.result);
  }
}

TEST_CASE("an expression that cannot be read is refused with the place")
{
  for (const auto* text : {"",
                           "\"open",
                           "[open",
                           "[]",
                           "Unknown(1)",
                           "Not()",
                           "Not(1, 2)",
                           "Join(\" \"",
                           "Join(\" \",",
                           "\"a\" \"b\"",
                           "Switch([a], )"}) {
    CAPTURE(text);
    CHECK(result_of(text).starts_with("error: expression, character "));
  }
}

TEST_CASE("an expression that nests too deep or is too long is refused")
{
  std::string deep = "\"x\"";
  for (int i = 0; i < 100; ++i) {
    deep.insert(0, "Not(").append(")");
  }
  CHECK(result_of(deep).find("nested too deep") != std::string::npos);
  CHECK_FALSE(parse_expression(std::string(20'000, ' ')));
}

TEST_CASE("a broken or oversized regular expression fails and does not throw")
{
  CHECK(result_of(R"(Replace([mail], , "(", , "", , ))").starts_with("error"));
  CHECK(result_of(R"(Replace([mail], , "a", "missing", "", , ))").starts_with("error"));
}

TEST_CASE("the attributes of an expression can be listed")
{
  const auto expression =
      parse_expression("IIF(IsNullOrEmpty([mail]), [userPrincipalName], [mail])");
  REQUIRE(expression);
  std::string names;
  for_each_attribute(*expression, [&](std::string_view name) { names.append(name).append(" "); });
  CHECK(names == "mail userPrincipalName mail ");
}
