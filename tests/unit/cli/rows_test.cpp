#include "support/fake_streams.hpp"

#include "lpaz/cli/rows.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

using namespace lpaz;
using namespace lpaz::cli;
using util::OrderedJson;

namespace {

const std::vector<Column> k_columns = {
    {"displayName", "NAME", "Name"},
    {"count", "COUNT", "How many", ColumnKind::number},
    {"enabled", "ENABLED", "Whether", ColumnKind::boolean},
    {"groups", "GROUPS", "Which", ColumnKind::list, ColumnShow::on_request},
};

OrderedJson alice()
{
  return {{"displayName", "Alice"},
          {"count", 7},
          {"enabled", true},
          {"groups", {"a", "b"}},
          {"undeclared", "x"}};
}

std::string printed(const RowStyle& style,
                    const std::vector<OrderedJson>& rows,
                    bool terminal = false,
                    int width = 80)
{
  test::FakeOutputStream out;
  out.terminal = terminal;
  out.columns = width;
  auto printer = make_row_printer(style, k_columns, out);
  REQUIRE(printer);
  for (const OrderedJson& row : rows) {
    REQUIRE((*printer)->row(row));
  }
  REQUIRE((*printer)->finish());
  CHECK(out.flushes == 1);
  return out.text;
}

RowStyle style_of(OutputFormat format, std::vector<std::string> columns = {})
{
  return {format, std::move(columns), false, false};
}

} // namespace

TEST_CASE("A table aligns its columns, numbers to the right, and pads nothing at the line end")
{
  OrderedJson bob = {
      {"displayName", "Bob with a long name"}, {"count", 1'000}, {"enabled", nullptr}};
  CHECK(printed(style_of(OutputFormat::table), {alice(), bob}) ==
        "NAME                  COUNT  ENABLED\n"
        "Alice                     7  yes\n"
        "Bob with a long name   1000  -\n");
  CHECK(printed(style_of(OutputFormat::table), {}) == "NAME  COUNT  ENABLED\n");
}

TEST_CASE("A table aligns wide and combining characters by the columns they take")
{
  const auto row = [](const char* name) {
    return OrderedJson{{"displayName", name}, {"count", 1}, {"enabled", false}};
  };
  CHECK(printed(style_of(OutputFormat::table),
                {row("山田太郎"), row("Zoe\u0301"), row("👩 Eve"), row("Jörg")}) ==
        "NAME      COUNT  ENABLED\n"
        "山田太郎      1  no\n"
        "Zoe\u0301           1  no\n"
        "👩 Eve        1  no\n"
        "Jörg          1  no\n");
}

TEST_CASE("A name cannot drive the terminal through a table")
{
  const OrderedJson evil = {{"displayName", "a\x1b[2Jb\u202ec\u009bd\ne"}};
  for (const bool terminal : {false, true}) {
    CHECK(printed(style_of(OutputFormat::table, {"displayName"}), {evil}, terminal) ==
          "NAME\na\\x1b[2Jb\\u202ec\\x9bd\\ne\n");
  }
}

TEST_CASE("--columns picks and orders the columns, undisplayed ones too")
{
  CHECK(printed(style_of(OutputFormat::table, {"groups", "displayName"}), {alice()}) ==
        "GROUPS  NAME\na, b    Alice\n");
  CHECK(printed(style_of(OutputFormat::csv, {"groups", "displayName"}), {alice()}) ==
        "groups,displayName\r\na;b,Alice\r\n");
  CHECK(printed(style_of(OutputFormat::jsonl, {"groups", "count"}),
                {alice(), OrderedJson::object()}) ==
        "{\"groups\":[\"a\",\"b\"],\"count\":7}\n{\"groups\":null,\"count\":null}\n");
}

TEST_CASE("--columns with a name that does not exist is a usage error with the candidates")
{
  test::FakeOutputStream out;
  const auto near = make_row_printer(style_of(OutputFormat::json, {"displayname"}), k_columns, out);
  REQUIRE_FALSE(near);
  CHECK(near.error().kind == ErrorKind::usage);
  CHECK(near.error().message == "unknown column \"displayname\"");
  CHECK(near.error().hint == "did you mean displayName?");
  const auto far = make_row_printer(style_of(OutputFormat::json, {"zzz"}), k_columns, out);
  REQUIRE_FALSE(far);
  CHECK(far.error().hint == "the columns are displayName, count, enabled, groups");
  CHECK_FALSE(make_row_printer(style_of(OutputFormat::csv, {"count", "count"}), k_columns, out));
}

TEST_CASE("A table too wide for the terminal shortens its widest texts, and only there")
{
  const OrderedJson row = {{"displayName", "A name that is much too long for this"},
                           {"count", 12'345},
                           {"enabled", true}};
  const auto style = style_of(OutputFormat::table);
  CHECK(printed(style, {row}, true, 30) == "NAME            COUNT  ENABLED\n"
                                           "A name that i…  12345  yes\n");
  CHECK(printed(style, {row}, true, 10) == "NAME      COUNT  ENABLED\n"
                                           "A name …  12345  yes\n");
  CHECK(printed(style, {row}, false, 30).find("much too long for this") != std::string::npos);
}

TEST_CASE("A table's heading is bold with colour only")
{
  RowStyle style = style_of(OutputFormat::table, {"displayName"});
  style.colour = true;
  CHECK(printed(style, {alice()}, true) == "\x1b[1mNAME\x1b[0m\nAlice\n");
}

TEST_CASE("A table holds 1,000 rows back for its widths and streams the rest")
{
  test::FakeOutputStream out;
  auto printer =
      make_row_printer(style_of(OutputFormat::table, {"displayName", "count"}), k_columns, out);
  REQUIRE(printer);
  for (int i = 0; i < 999; ++i) {
    REQUIRE((*printer)->row({{"displayName", "x"}, {"count", i}}));
  }
  CHECK(out.text.empty());
  REQUIRE((*printer)->row({{"displayName", "12345678"}, {"count", 0}}));
  CHECK(out.text.starts_with("NAME      COUNT\nx             0\n"));
  out.text.clear();
  REQUIRE((*printer)->row({{"displayName", "later and longer"}, {"count", 1}}));
  CHECK(out.text == "later and longer      1\n");
  REQUIRE((*printer)->finish());
}

TEST_CASE("JSON is a streamed array of whole rows")
{
  CHECK(printed(style_of(OutputFormat::json), {}) == "[]\n");
  CHECK(printed(style_of(OutputFormat::json), {{{"a", 1}}, {{"b", {{"c", "d"}}}}}) ==
        "[\n"
        "  {\n"
        "    \"a\": 1\n"
        "  },\n"
        "  {\n"
        "    \"b\": {\n"
        "      \"c\": \"d\"\n"
        "    }\n"
        "  }\n"
        "]\n");
  CHECK(OrderedJson::parse(printed(style_of(OutputFormat::json), {alice(), alice()})) ==
        OrderedJson::array({alice(), alice()}));
}

TEST_CASE("JSON of a command with one result is that object, and never two")
{
  RowStyle style = style_of(OutputFormat::json);
  style.single = true;
  CHECK(printed(style, {{{"a", 1}}}) == "{\n  \"a\": 1\n}\n");
  test::FakeOutputStream out;
  auto printer = make_row_printer(style, k_columns, out);
  REQUIRE(printer);
  REQUIRE((*printer)->row({{"a", 1}}));
  const Status second = (*printer)->row({{"a", 2}});
  REQUIRE_FALSE(second);
  CHECK(second.error().kind == ErrorKind::defect);
}

TEST_CASE("JSON escapes all that could drive a terminal and still means the same")
{
  const OrderedJson row = {
      {"displayName",
       "\x1b[2J\x7f\u0080\u009b\u061c\u200e\u200f\u2028\u2029\u202a\u202e\u2066\u2069 é…"}};
  const std::string text = printed(style_of(OutputFormat::jsonl), {row});
  CHECK(text ==
        "{\"displayName\":\"\\u001b[2J\\u007f\\u0080\\u009b\\u061c\\u200e\\u200f\\u2028\\u2029"
        "\\u202a\\u202e\\u2066\\u2069 é…\"}\n");
  CHECK(OrderedJson::parse(text) == row);
}

TEST_CASE("CSV quotes what RFC 4180 wants quoted and nothing else")
{
  const OrderedJson row = {{"displayName", "a,\"b\"\nc"},
                           {"count", nullptr},
                           {"enabled", false},
                           {"groups", {"x", "=1+1"}}};
  CHECK(printed(style_of(OutputFormat::csv), {row, alice()}) ==
        "displayName,count,enabled,groups\r\n"
        "\"a,\"\"b\"\"\\nc\",,false,x;=1+1\r\n"
        "Alice,7,true,a;b\r\n");
  CHECK(printed(style_of(OutputFormat::csv), {}) == "displayName,count,enabled,groups\r\n");
}

TEST_CASE("TSV escapes tabs, line ends and backslashes")
{
  const OrderedJson row = {{"displayName", "a\tb\nc\\d\re"}, {"count", 1.5}};
  CHECK(printed(style_of(OutputFormat::tsv, {"displayName", "count"}), {row}) ==
        "displayName\tcount\na\\tb\\nc\\\\d\\re\t1.5\n");
}

TEST_CASE("CSV and TSV cannot drive a terminal, not even from a pipe")
{
  const OrderedJson row = {{"displayName", "a\x1b[2J\\x1b\u202e"}};
  for (const bool terminal : {false, true}) {
    CHECK(printed(style_of(OutputFormat::csv, {"displayName"}), {row}, terminal) ==
          "displayName\r\na\\x1b[2J\\x1b\\u202e\r\n");
    CHECK(printed(style_of(OutputFormat::tsv, {"displayName"}), {row}, terminal) ==
          "displayName\na\\x1b[2J\\\\x1b\\u202e\n");
  }
}

TEST_CASE("A column that is shown when set is left out of a table without values for it")
{
  const std::vector<Column> columns = {
      {"error", "ERROR", "", ColumnKind::text, ColumnShow::when_set}, {"name", "NAME", ""}};
  const auto printed_with = [&columns](RowStyle style, const OrderedJson& second) {
    test::FakeOutputStream out;
    auto printer = make_row_printer(style, columns, out);
    REQUIRE(printer);
    REQUIRE((*printer)->row({{"name", "a"}}));
    REQUIRE((*printer)->row(second));
    REQUIRE((*printer)->finish());
    return out.text;
  };
  const OrderedJson without = {{"name", "b"}};
  const OrderedJson with = {{"name", "b"}, {"error", "x"}};
  CHECK(printed_with({}, without) == "NAME\na\nb\n");
  CHECK(printed_with({}, with) == "ERROR  NAME\n-      a\nx      b\n");
  CHECK(printed_with(style_of(OutputFormat::table, {"error"}), without) == "ERROR\n-\n-\n");
  CHECK(printed_with(style_of(OutputFormat::tsv), without) == "error\tname\n\ta\n\tb\n");
  RowStyle single;
  single.single = true;
  CHECK(printed_with(single, with) == "NAME:   a\n\nERROR:  x\nNAME:   b\n");
}

TEST_CASE("The detail view prints one row as lines, a list over several")
{
  RowStyle style = style_of(OutputFormat::table, {"displayName", "enabled", "groups", "count"});
  style.single = true;
  const OrderedJson row = {
      {"displayName", "Al\x1b"}, {"enabled", false}, {"groups", {"first", "second"}}};
  CHECK(printed(style, {row}) == "NAME:     Al\\x1b\n"
                                 "ENABLED:  no\n"
                                 "GROUPS:   first\n"
                                 "          second\n"
                                 "COUNT:    -\n");
}

TEST_CASE("A write that fails stops the printer with that error")
{
  for (const OutputFormat format : {OutputFormat::table,
                                    OutputFormat::json,
                                    OutputFormat::jsonl,
                                    OutputFormat::csv,
                                    OutputFormat::tsv}) {
    test::FakeOutputStream out;
    out.failure = Error{ErrorKind::failed, "standard output: Broken pipe", 0, "", "", {}, ""};
    auto printer = make_row_printer(style_of(format), k_columns, out);
    REQUIRE(printer);
    const Status row = (*printer)->row(alice());
    const Status finish = (*printer)->finish();
    CHECK((format == OutputFormat::table || !row));
    REQUIRE_FALSE(finish);
    CHECK(finish.error().message == "standard output: Broken pipe");
  }
}

TEST_CASE("Every output format has a name, and an unknown one is a usage error")
{
  for (const std::string& name : output_format_names()) {
    CHECK(parse_output_format(name));
  }
  CHECK(parse_output_format("tsv").value() == OutputFormat::tsv);
  const auto unknown = parse_output_format("xml");
  REQUIRE_FALSE(unknown);
  CHECK(unknown.error().kind == ErrorKind::usage);
  CHECK(unknown.error().hint == "use one of table, json, jsonl, csv, tsv");
}

TEST_CASE("split_column_names forgives blanks and empty names")
{
  CHECK(split_column_names(" a, b,,c ") == std::vector<std::string>{"a", "b", "c"});
  CHECK(split_column_names("").empty());
}
