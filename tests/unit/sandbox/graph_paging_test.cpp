#include "graph_fixture.hpp"
#include "sandbox/graph/listing.hpp"

#include <doctest/doctest.h>

#include <set>

using namespace lpaz::sandbox;
using test::Answered;
using test::GraphFixture;

namespace {

constexpr std::string_view k_base = "http://127.0.0.1:1/v1.0";

// Follows the links to the end, and gives all ids in order.
std::vector<std::string>
all_ids(const GraphFixture& graph, std::string target, bool advanced = false)
{
  std::vector<std::string> ids;
  while (!target.empty()) {
    const Answered page = advanced ? graph.advanced(target) : graph.get(target);
    REQUIRE(page.status == 200);
    for (const auto& row : page.value()) {
      ids.push_back(row.at("id").get<std::string>());
    }
    const std::string next = page.next_link();
    CHECK((next.empty() || next.starts_with(k_base)));
    target = next.empty() ? "" : next.substr(k_base.size());
  }
  return ids;
}

} // namespace

TEST_CASE("Pages are 100 long by default, and together hold everybody once")
{
  GraphFixture graph;
  seed::fill_generated(graph.tenant, 450);
  const Answered first = graph.get("/users");
  CHECK(first.value().size() == 100);
  const auto ids = all_ids(graph, "/users");
  CHECK(ids.size() == 450);
  CHECK(std::set(ids.begin(), ids.end()).size() == 450);
}

TEST_CASE("A last page that is full has no link to an empty one")
{
  GraphFixture graph;
  seed::fill_generated(graph.tenant, 200);
  const Answered first = graph.get("/users?$top=100");
  REQUIRE_FALSE(first.next_link().empty());
  const Answered second = graph.get(first.next_link().substr(k_base.size()));
  CHECK(second.value().size() == 100);
  CHECK(second.next_link().empty());
}

TEST_CASE("Pages keep $select, $filter and $orderby")
{
  GraphFixture graph;
  const auto ids =
      all_ids(graph,
              "/users?$top=3&$count=true&$select=id,surname&$filter=accountEnabled%20eq"
              "%20true&$orderby=surname",
              true);
  const auto at_once = all_ids(
      graph,
      "/users?$top=999&$count=true&$select=id&$filter=accountEnabled%20eq%20true&$orderby=surname",
      true);
  CHECK(ids == at_once);
  CHECK(ids.size() > 20);
}

TEST_CASE("Whoever is deleted between two pages is neither skipped over nor repeated")
{
  GraphFixture graph;
  const Answered first = graph.get("/users?$top=5");
  const auto victim =
      lpaz::sandbox::store::ObjectId::parse(first.value().at(4).at("id").get<std::string>());
  graph.tenant.write()->delete_user(*victim, graph.tenant.now());
  std::set<std::string> ids;
  for (const auto& row : first.value()) {
    ids.insert(row.at("id").get<std::string>());
  }
  const auto rest = all_ids(graph, first.next_link().substr(k_base.size()));
  for (const auto& id : rest) {
    CHECK(ids.insert(id).second);
  }
  CHECK(ids.size() == graph.tenant.read()->live_user_count() + 1);
}

TEST_CASE("Members are paged by id")
{
  GraphFixture graph;
  const std::string target = "/groups/" + graph.group_id("Engineering") + "/members";
  const auto ids = all_ids(graph, target + "?$top=2");
  CHECK(ids == all_ids(graph, target));
  CHECK(ids.size() == 11);
}

TEST_CASE("$count is given on the first page only")
{
  GraphFixture graph;
  const Answered first = graph.advanced("/users?$count=true&$top=10");
  CHECK(first.json.at("@odata.count") == graph.tenant.read()->live_user_count());
  const Answered second = graph.advanced(first.next_link().substr(k_base.size()));
  CHECK_FALSE(second.json.contains("@odata.count"));
}

TEST_CASE("Skip tokens and page sizes that are none of ours are refused")
{
  GraphFixture graph;
  for (const char* query : {"$skiptoken=x",
                            "$skiptoken=bHBhei1wYWdlOg",
                            "$skiptoken=bHBhei1wYWdlOi01",
                            "$skiptoken=%00",
                            "$top=0",
                            "$top=1000",
                            "$top=-1",
                            "$top=abc",
                            "$top=",
                            "$top=5&$top=6",
                            "$skip=10",
                            "$nonsense=1",
                            "$count=maybe",
                            "$orderby=displayName%20sideways",
                            "$orderby=businessPhones",
                            "$expand=nothing"}) {
    CAPTURE(query);
    CHECK(graph.advanced(std::string("/users?") + query).status == 400);
  }
}

TEST_CASE("A skip token far behind the end gives an empty last page")
{
  GraphFixture graph;
  const Answered page = graph.get("/users?$skiptoken=" + graph::seal_skip_token("4000000000"));
  CHECK(page.status == 200);
  CHECK(page.value().empty());
}

TEST_CASE("Options of others than OData are ignored")
{
  GraphFixture graph;
  CHECK(graph.get("/users?api-version=1&$top=1").status == 200);
}
