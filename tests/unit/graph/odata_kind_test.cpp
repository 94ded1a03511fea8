#include "lpaz/graph/odata_kind.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

using namespace lpaz;
using nlohmann::json;

TEST_CASE("The kind of an object is the last part of its type")
{
  CHECK(graph::odata_kind({{"@odata.type", "#microsoft.graph.user"}}) == "user");
  CHECK(graph::odata_kind({{"@odata.type", "#microsoft.graph.servicePrincipal"}}) ==
        "servicePrincipal");
}

TEST_CASE("A type of another namespace stays whole")
{
  CHECK(graph::odata_kind({{"@odata.type", "user"}}) == "user");
  CHECK(graph::odata_kind({{"@odata.type", "#other.user"}}) == "#other.user");
}

TEST_CASE("Without a type that is text there is no kind")
{
  CHECK(graph::odata_kind(json::object()).empty());
  CHECK(graph::odata_kind({{"@odata.type", 1}}).empty());
  CHECK(graph::odata_kind(json::array()).empty());
  CHECK(graph::odata_kind(nullptr).empty());
}
