#include "lpaz/admin/people/name_list.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace lpaz::admin {
namespace {

using namespace std::string_view_literals;

using Names = std::vector<std::string>;

constexpr std::string_view k_ada = "11111111-2222-3333-4444-555555555555";
constexpr std::string_view k_bob_id = "AAAAAAAA-2222-3333-4444-555555555555";

Names listed_names(std::string_view text)
{
  auto names = read_names(text, "people.csv");
  return names ? *names : Names{"error: " + names.error().message};
}

std::string error_of(std::string_view text)
{
  const auto names = read_names(text, "people.csv");
  if (names) {
    return "no error";
  }
  CHECK(names.error().kind == ErrorKind::usage);
  return names.error().message;
}

TEST_CASE("read_names takes one name a line, trimmed, without blank lines")
{
  const Names names = {"ada@contoso.example", std::string(k_ada), "bob@contoso.example"};
  CHECK(listed_names(fmt::format("ada@contoso.example\n{}\nbob@contoso.example", k_ada)) == names);
  CHECK(listed_names(fmt::format("\xef\xbb\xbf\r\n ada@contoso.example\t\r\n\r\n  {}\r\n \r\n"
                                 "\"bob@contoso.example\"\r\n\r\n",
                                 k_ada)) == names);
  CHECK(listed_names("o'brien@contoso.example\n") == Names{"o'brien@contoso.example"});
  CHECK(listed_names("j\xc3\xb6rg@contoso.example\n") == Names{"j\xc3\xb6rg@contoso.example"});
  CHECK(listed_names("guest_fabrikam.example#EXT#@contoso.example") ==
        Names{"guest_fabrikam.example#EXT#@contoso.example"});
}

TEST_CASE("read_names finds the column by its heading, wherever and however it is written")
{
  for (const std::string_view heading :
       {"userPrincipalName",
        "UserPrincipalName",
        "User Principal Name",
        "user_principal_name",
        " upn ",
        "UPN",
        "User",
        "id",
        "ID",
        "objectId",
        "Object ID",
        "object-id",
        "User name [userPrincipalName] Required",
        "Member object ID or upn [memberObjectIdOrUpn] Required"}) {
    CAPTURE(heading);
    const Names names = {"ada@contoso.example", "bob@contoso.example"};
    CHECK(listed_names(fmt::format("{}\nada@contoso.example\nbob@contoso.example\n", heading)) ==
          names);
    CHECK(listed_names(fmt::format("Name;\"{}\";Mail\r\n\"Love; lace\"; ada@contoso.example;x\r\n"
                                   "B;bob@contoso.example;\r\n;;\r\n;\r\n",
                                   heading)) == names);
  }
}

TEST_CASE("read_names prefers the id where a row has one")
{
  const std::string text = fmt::format("upn,displayName,Object Id\n"
                                       "ada@contoso.example,Ada,{}\n"
                                       "bob@contoso.example,Bob,\n"
                                       ",Carl,{}\n",
                                       k_ada,
                                       k_bob_id);
  CHECK(listed_names(text) ==
        Names{std::string(k_ada), "bob@contoso.example", std::string(k_bob_id)});
}

TEST_CASE("read_names takes what the Entra admin center and PowerShell export")
{
  CHECK(listed_names(
            "\xef\xbb\xbfuserPrincipalName,displayName,surname,mail,givenName,id,userType\r\n"
            "ada@contoso.example,Ada,,,,11111111-2222-3333-4444-555555555555,Member\r\n") ==
        Names{std::string(k_ada)});
  CHECK(listed_names("version:v1.0\r\nUser name [userPrincipalName] Required\r\n"
                     "ada@contoso.example\r\n") == Names{"ada@contoso.example"});
  CHECK(listed_names("#TYPE Selected.User\r\n\"DisplayName\",\"UserPrincipalName\"\r\n"
                     "\"Ada\",\"ada@contoso.example\"\r\n") == Names{"ada@contoso.example"});
}

TEST_CASE("read_names takes the CSV that lpaz prints")
{
  const std::string blocked =
      fmt::format("userPrincipalName,displayName,id,result,lastPass,goneDateTime,error\r\n"
                  "ada@contoso.example,\"Lovelace, Ada\",{},failed,,,\"no \"\"luck\"\"\"\r\n",
                  k_ada);
  CHECK(listed_names(blocked) == Names{std::string(k_ada)});
}

TEST_CASE("read_names counts a person once, whatever the case")
{
  CHECK(listed_names("ada@contoso.example\nADA@contoso.example\nbob@contoso.example\n") ==
        Names{"ada@contoso.example", "bob@contoso.example"});
  CHECK(listed_names("id\nAAAAAAAA-2222-3333-4444-555555555555\n"
                     "aaaaaaaa-2222-3333-4444-555555555555\n") == Names{std::string(k_bob_id)});
}

TEST_CASE("read_names reports all bad rows at once, with line and column")
{
  CHECK(error_of("name,upn\nAda,ada lovelace@contoso.example\nBob,bob@contoso.example\n"
                 "Carl,carl\nDora\n\"Eve\"x,e@f\nFay,\n") ==
        "people.csv: 5 bad rows:\n"
        "  line 2, column 5: \"ada lovelace@contoso.example\" has a space in it\n"
        "  line 4, column 6: \"carl\" is neither an object id nor a user principal name\n"
        "  line 5, column 5: 1 field where the first line has 2\n"
        "  line 6, column 6: text after the closing quote\n"
        "  line 7, column 5: neither object id nor user principal name");
  CHECK(error_of("ada@contoso.example\nbob\n") ==
        "people.csv: 1 bad row:\n"
        "  line 2, column 1: \"bob\" is neither an object id nor a user principal name");
}

TEST_CASE("read_names refuses what can name nobody")
{
  const std::pair<std::string_view, std::string_view> cases[] = {
      {"@contoso.example", "is neither an object id nor a user principal name"},
      {"ada@", "is neither an object id nor a user principal name"},
      {"a@b@c", "is neither an object id nor a user principal name"},
      {"1111111-2222-3333-4444-555555555555", "is neither an object id"},
      {"ada@contoso.example,bob@contoso.example", "names people"},
      {"x@y\nada@contoso.example;bob@contoso.example", "is neither an object id"},
      {"a b@contoso.example", "has a space in it"},
      {"a\xc2\xa0@contoso.example", "has a space in it"},
      {"a\xe3\x80\x80@contoso.example", "has a space in it"},
      {"a\x01@contoso.example", "\\x01@contoso.example\" has invisible characters"},
      {"a\xe2\x80\xae@contoso.example", "\\u202e@contoso.example\" has invisible characters"},
      {"a\xe2\x80\x8b@contoso.example", "has invisible characters"},
      {"x@y\n\"a\nb@contoso.example\"", "has invisible characters"},
      {"x@y\na\xff@contoso.example", "line 2, column 2: the byte 0xff is not UTF-8"},
      {"x@y\na\0@contoso.example"sv, "line 2, column 2: a NUL character"},
      {"x@y\na\"@contoso.example", "line 2, column 2: a quote in the middle of a field"},
      {"\xff\xfe"
       "a\0@\0b\0"sv,
       "people.csv is UTF-16, not UTF-8"},
      {"name,mail\nAda,ada@contoso.example\n",
       "people.csv: line 1: none of the columns (\"name, mail\") names people"},
  };
  for (const auto& [text, expected] : cases) {
    CAPTURE(std::string(text));
    const std::string message = error_of(text);
    CAPTURE(message);
    CHECK(message.find(expected) != std::string::npos);
  }
}

TEST_CASE("read_names bounds the length of a name and of what it shows of one")
{
  const std::string longest = std::string(1022, 'x') + "@y";
  CHECK(listed_names(longest) == Names{longest});
  const std::string message = error_of("x" + longest);
  CHECK(message.find("is longer than 1024 bytes") != std::string::npos);
  CHECK(message.size() < 200);
  CHECK(error_of("a@b\n" + std::string(70'000, 'x')).find("line 2, column 1: longer than") !=
        std::string::npos);
}

TEST_CASE("read_names spells out twenty bad rows and counts the others")
{
  std::string text;
  for (int i = 0; i < 23; ++i) {
    text += "bad\n";
  }
  const std::string message = error_of(text);
  CHECK(message.starts_with("people.csv: 23 bad rows:\n  line 1, column 1: "));
  CHECK(message.find("\n  line 20, ") != std::string::npos);
  CHECK(message.find("\n  line 21, ") == std::string::npos);
  CHECK(message.ends_with("\n  and 3 more"));
}

TEST_CASE("read_names says of a header that it cannot read only that")
{
  CHECK(error_of("\"user\"x,mail\nada,ada@contoso.example\n") ==
        "people.csv: 1 bad row:\n  line 1, column 7: text after the closing quote");
  CHECK(error_of("a\"da@contoso.example\nbob\n").find("2 bad rows") != std::string::npos);
}

TEST_CASE("An empty list is an error")
{
  for (const std::string_view text : {"", "\n \n", "\xef\xbb\xbf", "upn\n", "id;upn\n;\n;\n"}) {
    CAPTURE(text);
    CHECK(error_of(text) == "people.csv names no user");
  }
}

TEST_CASE("write_not_done writes what read_names takes again")
{
  const std::string text = write_not_done(
      {{"ada@contoso.example", std::string(k_ada), "failed", "a \"quoted\", long; story\nmore"},
       {"bob@contoso.example", "", "not found", ""},
       {"-carl@contoso.example", "", "=1+1", "@SUM(A1)"},
       {"", std::string(k_bob_id), "+x", "-y"}});
  CHECK(text ==
        fmt::format("userPrincipalName,id,result,error\r\n"
                    "ada@contoso.example,{},failed,\"a \"\"quoted\"\", long; story\\nmore\"\r\n"
                    "bob@contoso.example,,not found,\r\n"
                    "-carl@contoso.example,,'=1+1,'@SUM(A1)\r\n"
                    ",{},'+x,'-y\r\n",
                    k_ada,
                    k_bob_id));
  CHECK(listed_names(text) == Names{std::string(k_ada),
                                    "bob@contoso.example",
                                    "-carl@contoso.example",
                                    std::string(k_bob_id)});
}

TEST_CASE("What write_not_done writes of any text is a table again")
{
  std::mt19937 random(4);
  for (int round = 0; round < 500; ++round) {
    std::string noise;
    for (auto i = random() % 12; i > 0; --i) {
      noise +=
          random() % 2 == 0 ? static_cast<char>(random() % 256) : ",\";\n\r\t=@ "[random() % 9];
    }
    CAPTURE(noise);
    CHECK(listed_names(write_not_done({{"", std::string(k_ada), noise, noise + noise},
                                       {"bob@contoso.example", "", noise, noise}})) ==
          Names{std::string(k_ada), "bob@contoso.example"});
  }
}

Names groups_of(std::string_view text)
{
  auto names = read_names(text, "groups.csv", Listed::groups);
  return names ? *names : Names{"error: " + names.error().message};
}

TEST_CASE("read_names takes display names and ids of groups, one a line")
{
  CHECK(groups_of("All Company\n  Sales \"EMEA\"\n") ==
        Names{"error: groups.csv: 1 bad row:\n"
              "  line 2, column 9: a quote in the middle of a field"});
  CHECK(groups_of(fmt::format("All Company\n\n  Vertrieb S\xc3\xbc"
                              "d \n\"R&D, Basel\"\n{}\nsales\nSALES\n",
                              k_ada)) == Names{"All Company",
                                               "Vertrieb S\xc3\xbc"
                                               "d",
                                               "R&D, Basel",
                                               std::string(k_ada),
                                               "sales"});
}

TEST_CASE("read_names finds the column of groups by its heading, the id first")
{
  for (const std::string_view heading : {"group", "Group", "displayName", "Display Name"}) {
    CAPTURE(heading);
    CHECK(groups_of(fmt::format("members;{}\n3;All Company\n4;Sales\n", heading)) ==
          Names{"All Company", "Sales"});
  }
  for (const std::string_view heading : {"id", "objectId", "Object Id", "groupId", "group_id"}) {
    CAPTURE(heading);
    CHECK(groups_of(fmt::format("displayName,{}\nSales,{}\nAll Company,\n", heading, k_ada)) ==
          Names{std::string(k_ada), "All Company"});
  }
  // What lpaz prints of groups.
  CHECK(groups_of(fmt::format("id,displayName,result,members\n{},Sales,created,3\n", k_bob_id)) ==
        Names{std::string(k_bob_id)});
}

TEST_CASE("What names users names no groups, and the other way round")
{
  CHECK(groups_of("upn,mail\nada@contoso.example,x\n") ==
        Names{"error: groups.csv: line 1: none of the columns (\"upn, mail\") names groups"});
  CHECK(error_of("group,members\nSales,3\n") ==
        "people.csv: line 1: none of the columns (\"group, members\") names people");
  CHECK(error_of("All Company\n").find("has a space in it") != std::string::npos);
  // A column that only one kind knows is no heading for the other.
  CHECK(groups_of("upn\nSales\n") == Names{"upn", "Sales"});
}

TEST_CASE("read_names refuses what can name no group, and says so of groups")
{
  CHECK(groups_of("Sales\na\x01"
                  "b\n") == Names{"error: groups.csv: 1 bad row:\n"
                                  "  line 2, column 1: \"a\\x01b\" has invisible characters"});
  CHECK(groups_of("Sales\n" + std::string(1025, 'x')).front().find("is longer than 1024 bytes") !=
        std::string::npos);
  CHECK(groups_of("members,group\n3,Sales\n4,\n") ==
        Names{"error: groups.csv: 1 bad row:\n"
              "  line 3, column 3: neither object id nor display name"});
  for (const std::string_view text : {"", "\n \n", "group\n", "id;group\n;\n"}) {
    CHECK(groups_of(text) == Names{"error: groups.csv names no group"});
  }
  const auto unknown = read_names("a,b\n", "groups.csv", Listed::groups);
  REQUIRE_FALSE(unknown.has_value());
  CHECK(unknown.error().hint.find("group or id") != std::string::npos);
}

TEST_CASE("write_not_done writes groups that read_names takes again")
{
  const std::string text = write_not_done({{"All Company", std::string(k_ada), "failed", "no"},
                                           {"R&D, Basel", "", "not found", "=1+1"}},
                                          Listed::groups);
  CHECK(text == fmt::format("group,id,result,error\r\n"
                            "All Company,{},failed,no\r\n"
                            "\"R&D, Basel\",,not found,'=1+1\r\n",
                            k_ada));
  CHECK(groups_of(text) == Names{std::string(k_ada), "R&D, Basel"});
}

} // namespace
} // namespace lpaz::admin
