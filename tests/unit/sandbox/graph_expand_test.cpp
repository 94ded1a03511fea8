#include "graph_fixture.hpp"

#include <doctest/doctest.h>

#include <set>

using namespace lpaz::sandbox;
using lpaz::util::Json;
using test::Answered;
using test::GraphFixture;

namespace {

std::set<std::string> names_of(const Json& rows)
{
  std::set<std::string> names;
  for (const auto& row : rows) {
    names.insert(row.at("displayName").get<std::string>());
  }
  return names;
}

} // namespace

TEST_CASE("$expand shows the manager with the properties of its own $select")
{
  const GraphFixture graph;
  const std::string grace = "/users/grace.hopper@contoso.example";
  const Answered user = graph.get(grace + "?$expand=manager");
  REQUIRE(user.status == 200);
  CHECK(user.json.at("manager").at("@odata.type") == "#microsoft.graph.user");
  CHECK(user.json.at("manager").at("displayName") == "Ada Lovelace");
  const Answered brief =
      graph.get(grace + "?$select=id&$expand=manager($select=id,displayName),memberOf");
  REQUIRE(brief.status == 200);
  CHECK(brief.json.at("manager").size() == 3);
  CHECK(brief.json.at("memberOf").is_array());
  CHECK(graph.get("/users/ada.lovelace@contoso.example?$expand=manager").json.count("manager") ==
        0);
}

TEST_CASE("$expand of members shows at most twenty")
{
  GraphFixture graph;
  seed::fill_generated(graph.tenant, 100);
  std::vector<store::ObjectId> members;
  {
    const auto directory = graph.tenant.read();
    directory->users().for_each([&](const store::User& user) { members.push_back(user.id); });
  }
  const auto id = store::ObjectId::derive("a large group");
  {
    const auto directory = graph.tenant.write();
    store::Group group;
    group.id = id;
    group.display_name = "Large";
    directory->add_group(group);
    directory->fill_group(id, members);
  }
  const Answered group = graph.get("/groups/" + id.text() + "?$expand=members($select=id)");
  REQUIRE(group.status == 200);
  CHECK(group.json.at("members").size() == 20);
}

TEST_CASE("$expand shows groups and roles of a person and the owners of a service principal")
{
  const GraphFixture graph;
  const Answered ada = graph.get("/users/ada.lovelace@contoso.example?$expand=memberOf");
  CHECK(names_of(ada.json.at("memberOf")).contains("Global Administrator"));
  CHECK(names_of(ada.json.at("memberOf")).contains("All Staff"));
  const Answered principals = graph.get("/servicePrincipals?$expand=owners");
  CHECK(principals.value()[0].at("owners").is_array());
}

TEST_CASE("$expand refuses what is no relation, what it cannot read, and advanced queries")
{
  const GraphFixture graph;
  for (const char* expand : {"displayName",
                             "shoes",
                             "manager(",
                             "manager($top=1)",
                             "manager($select=shoeSize)",
                             "($select=id)",
                             "manager,,memberOf"}) {
    CAPTURE(expand);
    CHECK(graph.get(std::string("/users?$expand=") + expand).status == 400);
  }
  CHECK(graph.advanced("/users?$count=true&$filter=accountEnabled%20ne%20true&$expand=manager")
            .status == 400);
}

TEST_CASE("A person's manager and reports have addresses of their own")
{
  const GraphFixture graph;
  const Answered manager = graph.get("/users/grace.hopper@contoso.example/manager");
  CHECK(manager.json.at("displayName") == "Ada Lovelace");
  const Answered none = graph.get("/users/ada.lovelace@contoso.example/manager");
  CHECK(none.status == 404);
  CHECK(none.code() == "Request_ResourceNotFound");
  const Answered reports = graph.get("/users/ada.lovelace@contoso.example/directReports");
  CHECK(names_of(reports.value()).contains("Grace Hopper"));
}

TEST_CASE("$search finds the beginnings of words; clauses are joined with AND and OR")
{
  const GraphFixture graph;
  const auto found = [&](const std::string& search) {
    const Answered page = graph.advanced("/users?$search=" + search);
    REQUIRE(page.status == 200);
    return names_of(page.value());
  };
  using Names = std::set<std::string>;
  CHECK(found("%22displayName:love%22") == Names{"Ada Lovelace"});
  CHECK(found("%22displayName:lace%22").empty());
  CHECK(found("%22displayName:lovelace%20ada%22") == Names{"Ada Lovelace"});
  CHECK(found("%22displayName:ada%22%20OR%20%22displayName:grace%22") ==
        Names{"Ada Lovelace", "Grace Hopper"});
  CHECK(found("%22displayName:ada%22%20AND%20%22displayName:grace%22").empty());
  CHECK(found("%22userPrincipalName:ada.l%22") == Names{"Ada Lovelace"});
  CHECK(found("%22userPrincipalName:lovelace%22").empty());
  CHECK(graph.advanced("/users?$search=%22displayName:a%22%20XOR%20%22displayName:b%22").status ==
        400);
}

TEST_CASE("$skip works where it is known, on application templates")
{
  const GraphFixture graph;
  const Answered rest = graph.get("/applicationTemplates?$orderby=displayName&$skip=1");
  REQUIRE(rest.status == 200);
  CHECK(names_of(rest.value()) == std::set<std::string>{"LastPass"});
  CHECK(graph.get("/applicationTemplates?$skip=5").value().empty());
  CHECK(graph.get("/applicationTemplates?$skip=-1").status == 400);
  CHECK(graph.get("/applicationTemplates?$skip=x").status == 400);
}

TEST_CASE("A nested group knows the groups above it")
{
  const GraphFixture graph;
  const Answered found = graph.get("/groups?$filter=displayName%20eq%20'Engineering'");
  const auto id = found.value()[0].at("id").get<std::string>();
  for (const char* relation : {"/memberOf", "/transitiveMemberOf"}) {
    const Answered above = graph.get("/groups/" + id + relation);
    REQUIRE(above.status == 200);
    CHECK(names_of(above.value()) == std::set<std::string>{"All Staff"});
  }
  CHECK(graph.advanced("/servicePrincipals/$count").body == "1");
}
