#include "cli/help_text.hpp"

#include <doctest/doctest.h>

using namespace lpaz::cli;

TEST_CASE("parse_help_text tells paragraphs, items, verbatim lines and headings apart")
{
  const auto blocks = parse_help_text("One\ntwo.\n\nThree:\n\n- a\n  b\n- c\n\nExamples:\n"
                                      "  $ x\n    y\n\nEnd:\n");
  REQUIRE(blocks.size() == 7);
  CHECK(blocks[0].kind == BlockKind::paragraph);
  CHECK(blocks[0].text == "One two.");
  CHECK(blocks[1].kind == BlockKind::heading);
  CHECK(blocks[1].text == "Three");
  CHECK(blocks[2].kind == BlockKind::item);
  CHECK(blocks[2].text == "a b");
  CHECK(blocks[3].text == "c");
  CHECK(blocks[4].text == "Examples");
  CHECK(blocks[5].kind == BlockKind::verbatim);
  CHECK(blocks[5].text == "$ x\n  y");
  CHECK(blocks[6].text == "End");
  CHECK(parse_help_text("").empty());
}

TEST_CASE("A line within a paragraph is no heading")
{
  const auto blocks = parse_help_text("Some words and\nOthers:\nmore");
  REQUIRE(blocks.size() == 1);
  CHECK(blocks[0].text == "Some words and Others: more");
}

TEST_CASE("wrapped keeps words whole and lines within the width")
{
  CHECK(wrapped("one two three", 7, 0) == "one two\nthree");
  CHECK(wrapped("one two", 9, 4) == "one\n    two");
  CHECK(wrapped("山田 太郎", 8, 0) == "山田\n太郎");
  CHECK(wrapped("unbreakable", 4, 0) == "unbreakable");
  CHECK(wrapped("", 10, 0).empty());
}
