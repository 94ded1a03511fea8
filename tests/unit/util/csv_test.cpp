#include "lpaz/util/csv.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace lpaz::util {
namespace {

using namespace std::string_view_literals;

using Table = std::vector<std::vector<std::string>>;

// The records without their places; a faulty one as {"fault L:C text"}.
Table read(std::string_view text)
{
  CsvReader reader(text);
  Table table;
  while (const auto record = reader.next()) {
    auto& row = table.emplace_back();
    if (record->fault) {
      const CsvFault& fault = *record->fault;
      row.push_back(fmt::format("fault {}:{} {}", fault.line, fault.column, fault.text));
      continue;
    }
    for (const CsvField& field : record->fields) {
      row.push_back(field.text);
    }
  }
  return table;
}

TEST_CASE("CsvReader reads plain and quoted fields, empty ones included")
{
  const std::pair<std::string_view, Table> cases[] = {
      {"", {}},
      {"\xef\xbb\xbf", {}},
      {"a", {{"a"}}},
      {"a,b,c", {{"a", "b", "c"}}},
      {"a,,\n", {{"a", "", ""}}},
      {",\n", {{"", ""}}},
      {"\"\"", {{""}}},
      {"\"a\"\"b\",\"c,d\"\n", {{"a\"b", "c,d"}}},
      {"\"a\nb\r\nc\rd\",e\nf,g\n", {{"a\nb\r\nc\rd", "e"}, {"f", "g"}}},
      {" a , b \n", {{" a ", " b "}}},
      {"\xef\xbb\xbf\"a\",b\n", {{"a", "b"}}},
      {"O'Brien,\xc3\x84"
       "da\n",
       {{"O'Brien",
         "\xc3\x84"
         "da"}}},
  };
  for (const auto& [text, table] : cases) {
    CAPTURE(std::string(text));
    CHECK(read(text) == table);
  }
}

TEST_CASE("CsvReader takes LF, CRLF and CR as line ends, with and without the last one")
{
  const Table table = {{"a", "b"}, {"c", "d"}};
  for (const std::string_view end : {"\n", "\r\n", "\r"}) {
    CAPTURE(std::string(end));
    CHECK(read(fmt::format("a,b{0}c,d", end)) == table);
    CHECK(read(fmt::format("a,b{0}c,d{0}", end)) == table);
    CHECK(read(fmt::format("{0}a,b{0}{0} \t{0}c,d{0}{0}", end)) == table);
  }
}

TEST_CASE("CsvReader finds the separator in the first line, outside quotes")
{
  const std::pair<std::string_view, char> cases[] = {
      {"a,b\n", ','},
      {"a;b\n", ';'},
      {"a\tb\n", '\t'},
      {"a\n;;;", ','},
      {"\"a,b,c\";d\n", ';'},
      {"\"a\"\",,,\"\"\";d\n", ';'},
      {"a;b,c;d\n", ';'},
      {"a \t\n", ','}, // no more than white space behind the one field
      {"sep=;\r\na,b,c;d\r\n", ';'},
      {"sep=\t\r\na,b\r\n", '\t'},
      {"", ','},
  };
  for (const auto& [text, separator] : cases) {
    CAPTURE(std::string(text));
    CHECK(CsvReader(text).separator() == separator);
  }
  CHECK(read("a;b\n1,5;2\n") == Table{{"a", "b"}, {"1,5", "2"}});
  CHECK(read("sep=;\r\na;b\r\n") == Table{{"a", "b"}});
}

TEST_CASE("CsvReader skips what other tools write before the header")
{
  const Table table = {{"a", "b"}};
  CHECK(read("#TYPE Selected.Microsoft.Graph.User\r\na,b\r\n") == table);
  CHECK(read("version:v1.0,,\r\na,b\r\n") == table);
  CHECK(read("\n#TYPE X\n\na;b\n") == table);
  CHECK(read("a,b\n#TYPE X,c\n").size() == 2); // only before it
  CHECK(read("#TYPE X").empty());
}

TEST_CASE("CsvReader says where each field begins, columns in characters")
{
  CsvReader reader(
      "\xef\xbb\xbf\xc3\xa4\xe2\x82\xac,\"x\ny\",z\r\n\r\n\"q\",,\xf0\x9f\x98\x80!,\n");
  const auto first = reader.next();
  REQUIRE(first.has_value());
  REQUIRE(first->fields.size() == 3);
  CHECK(first->fields[0].line == 1);
  CHECK(first->fields[0].column == 1);
  CHECK(first->fields[1].column == 4);
  CHECK(first->fields[2].line == 2);
  CHECK(first->fields[2].column == 4);
  const auto second = reader.next();
  REQUIRE(second.has_value());
  REQUIRE(second->fields.size() == 4);
  CHECK(second->fields[0].line == 4);
  CHECK(second->fields[1].column == 5);
  CHECK(second->fields[2].column == 6);
  CHECK(second->fields[3].column == 9);
  CHECK_FALSE(reader.next().has_value());
}

TEST_CASE("CsvReader reports a fault with its place and goes on with the next line")
{
  const std::pair<std::string_view, Table> cases[] = {
      {"a,b\nx\"y,z\nc,d\n",
       {{"a", "b"}, {"fault 2:2 a quote in the middle of a field"}, {"c", "d"}}},
      {"a,b\nx, \"y\"\nc,d\n",
       {{"a", "b"}, {"fault 2:4 a quote in the middle of a field"}, {"c", "d"}}},
      {"a,b\n\"x\"y,z\r\nc,d\n",
       {{"a", "b"}, {"fault 2:4 text after the closing quote"}, {"c", "d"}}},
      {"a\n\"x\n\"y\nz\n",
       {{"a"}, {"fault 3:2 text after the closing quote of line 2, column 1"}, {"z"}}},
      {"a,b\nx,\"y\nc,d\n", {{"a", "b"}, {"fault 2:3 a quote that is not closed"}, {"c", "d"}}},
      {"a,b\nx\ny,z,w\nc,d\n",
       {{"a", "b"},
        {"fault 2:2 1 field where the first line has 2"},
        {"fault 3:5 3 fields where the first line has 2"},
        {"c", "d"}}},
      {"a,b\nx,y\0z\nc,d\n"sv, {{"a", "b"}, {"fault 2:4 a NUL character"}, {"c", "d"}}},
      {"a,b\nx,\"y\0\"\nc,d\n"sv, {{"a", "b"}, {"fault 2:5 a NUL character"}, {"c", "d"}}},
      {"a,b\n\xc3\xa4,K\xf6ln\nc,d\n",
       {{"a", "b"}, {"fault 2:4 the byte 0xf6 is not UTF-8"}, {"c", "d"}}},
      {"a\n\"x\n\xc0\xaf\"\nb\n", {{"a"}, {"fault 3:1 the byte 0xc0 is not UTF-8"}, {"b"}}},
      {"\"a", {{"fault 1:1 a quote that is not closed"}}},
      {"\"", {{"fault 1:1 a quote that is not closed"}}},
  };
  for (const auto& [text, table] : cases) {
    CAPTURE(std::string(text));
    CHECK(read(text) == table);
  }
}

TEST_CASE("CsvReader lets a blank record have any number of fields")
{
  CHECK(read("a;b;c\n;;\n;\n") == Table{{"a", "b", "c"}, {"", "", ""}, {"", ""}});
}

TEST_CASE("CsvReader refuses records that are too long, and finds the next one")
{
  const std::string longest(k_longest_csv_record, 'x');
  CHECK(read(longest + "\nb\n") == Table{{longest}, {"b"}});
  CHECK(read("a\n" + longest + "y\nb\n") ==
        Table{{"a"}, {"fault 2:1 longer than 65536 bytes"}, {"b"}});
  CHECK(
      read("a\n\"b\n" + longest + "\nc\n") ==
      Table{{"a"}, {"fault 2:1 a quote that is not closed within 65536 bytes"}, {longest}, {"c"}});
}

TEST_CASE("CsvReader refuses a text that is too long without looking at it")
{
  CHECK(read(std::string(k_longest_csv + 1, 'x')) ==
        Table{{fmt::format("fault 1:1 longer than {} bytes", k_longest_csv)}});
}

TEST_CASE("CsvReader ends on any bytes, and its places never go back")
{
  std::mt19937 random(20261123);
  constexpr std::string_view k_pieces[] = {"\"",
                                           "\"\"",
                                           ",",
                                           ";",
                                           "\t",
                                           "\n",
                                           "\r",
                                           "\r\n",
                                           "a",
                                           " ",
                                           "\xc3\xa4",
                                           "\xff",
                                           "\xe2\x82",
                                           "sep="};
  for (int round = 0; round < 3000; ++round) {
    std::string text;
    for (auto i = random() % 40; i > 0; --i) {
      text += random() % 20 == 0 ? std::string(1, '\0')
                                 : std::string(k_pieces[random() % std::size(k_pieces)]);
    }
    CAPTURE(text);
    CsvReader reader(text);
    std::size_t line = 0;
    std::size_t records = 0;
    while (const auto record = reader.next()) {
      const std::size_t begin =
          record->fields.empty() ? record->fault->line : record->fields.front().line;
      REQUIRE(begin > line);
      line = record->fault && record->fault->text.starts_with("text after") ? record->fault->line
                                                                            : begin;
      REQUIRE(++records <= text.size());
    }
  }
}

} // namespace
} // namespace lpaz::util
