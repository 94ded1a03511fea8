#include "lpaz/graph/odata_query.hpp"

#include <doctest/doctest.h>

using namespace lpaz;
using graph::ODataQuery;

TEST_CASE("An OData literal doubles its quotes and leaves the encoding to the query")
{
  CHECK(graph::odata_literal("") == "''");
  CHECK(graph::odata_literal("a b&c") == "'a b&c'");
  CHECK(graph::odata_literal("O'Hara") == "'O''Hara'");
  CHECK(graph::odata_literal("''") == "''''''");
}

TEST_CASE("A key in a path is quoted, doubled and percent-encoded")
{
  struct Row {
    std::string_view name;
    std::string_view key;
  };
  for (const Row& row : {
           Row{"ann@contoso.com", "('ann%40contoso.com')"},
           Row{"bob_fabrikam.com#EXT#@contoso.com", "('bob_fabrikam.com%23EXT%23%40contoso.com')"},
           Row{"o'hara@contoso.com", "('o%27%27hara%40contoso.com')"},
           Row{"$x@contoso.com", "('%24x%40contoso.com')"},
           Row{"a/../b?c", "('a%2F..%2Fb%3Fc')"},
           Row{"a b+c", "('a%20b%2Bc')"},
           Row{"zo\xc3\xab@x", "('zo%C3%AB%40x')"},
           Row{"", "('')"},
       }) {
    CHECK(graph::odata_key(row.name) == row.key);
  }
}

TEST_CASE("An in-expression lists each value as a literal")
{
  CHECK(graph::odata_in("id", {"a"}) == "id in ('a')");
  CHECK(graph::odata_in("id", {"a", "b'c"}) == "id in ('a','b''c')");
}

TEST_CASE("A query without options is empty")
{
  CHECK(ODataQuery().text().empty());
}

TEST_CASE("Query options keep their order, their dollar and an encoded value")
{
  const auto text = ODataQuery()
                        .select("id,displayName")
                        .filter("displayName eq 'A & B'")
                        .expand("principal")
                        .order_by("activityDateTime desc")
                        .search("\"displayName:x\"")
                        .top(999)
                        .count()
                        .text();
  CHECK(text == "?$select=id%2CdisplayName&$filter=displayName%20eq%20%27A%20%26%20B%27"
                "&$expand=principal&$orderby=activityDateTime%20desc"
                "&$search=%22displayName%3Ax%22&$top=999&$count=true");
}

TEST_CASE("A value cannot smuggle another option into the query")
{
  const auto text = ODataQuery().filter("a eq 'x' &$top=1#?").text();
  CHECK(text == "?$filter=a%20eq%20%27x%27%20%26%24top%3D1%23%3F");
}
