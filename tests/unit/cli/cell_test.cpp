#include "cli/cell.hpp"

#include "lpaz/util/time.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

using namespace lpaz;
using namespace lpaz::cli;
using util::OrderedJson;

namespace {

std::string shown_as(ColumnKind kind, const OrderedJson& value)
{
  return shown(Column{"x", "X", "", kind}, &value);
}

} // namespace

TEST_CASE("shown puts a value as a person reads it")
{
  CHECK(shown(Column{"x", "X", ""}, nullptr) == "-");
  CHECK(shown_as(ColumnKind::text, "") == "-");
  CHECK(shown_as(ColumnKind::text, "Alice") == "Alice");
  CHECK(shown_as(ColumnKind::boolean, true) == "yes");
  CHECK(shown_as(ColumnKind::boolean, false) == "no");
  CHECK(shown_as(ColumnKind::number, 0) == "0");
  CHECK(shown_as(ColumnKind::list, OrderedJson::array()) == "-");
  CHECK(shown_as(ColumnKind::list, {"a", "b"}) == "a, b");
  CHECK(shown_as(ColumnKind::text, {{"a", 1}}) == "{\"a\":1}");
}

TEST_CASE("shown gives times in the local zone, never as -, and others as they are")
{
  const auto time = util::parse_rfc3339("2026-01-02T03:04:05Z");
  REQUIRE(time);
  CHECK(shown_as(ColumnKind::time, "2026-01-02T03:04:05Z") == util::format_local(*time));
  CHECK(shown_as(ColumnKind::time, "0001-01-01T00:00:00Z") == "-");
  CHECK(shown_as(ColumnKind::time, "soon\x1b") == "soon\\x1b");
}

TEST_CASE("shown cleans texts within lists and objects too")
{
  CHECK(shown_as(ColumnKind::list, {"a\x1b", "b"}) == "a\\x1b, b");
  CHECK(shown_as(ColumnKind::text, {{"a", "\u202e"}}) == "{\"a\":\"\\u202e\"}");
}

TEST_CASE("plain leaves values exact and joins lists")
{
  const OrderedJson list = {"a", "", "b", 1};
  CHECK(plain(nullptr).empty());
  CHECK(plain(&list) == "a;;b;1");
  const OrderedJson text = "x\x1b";
  CHECK(plain(&text) == "x\x1b");
  const OrderedJson flag = true;
  CHECK(plain(&flag) == "true");
}

TEST_CASE("find_value treats null, absent and a row that is no object alike")
{
  const OrderedJson row = {{"a", nullptr}, {"b", 1}};
  CHECK(find_value(row, "a") == nullptr);
  CHECK(find_value(row, "c") == nullptr);
  CHECK(find_value(OrderedJson(3), "a") == nullptr);
  REQUIRE(find_value(row, "b") != nullptr);
  CHECK(*find_value(row, "b") == 1);
}
