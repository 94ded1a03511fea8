#include "lpaz/util/json.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <string>

namespace lpaz::util {
namespace {

std::string nested(std::size_t depth, char open, char close)
{
  return std::string(depth, open) + std::string(depth, close);
}

TEST_CASE("parse_json names what it could not read, without repeating it")
{
  for (const char* text : {"", "{", "[1,]", "nul", "{\"a\":1} x", "\xff", "\"\\ud800\"", "NaN"}) {
    CAPTURE(text);
    const auto json = parse_json(text, "answer of the test");
    REQUIRE_FALSE(json.has_value());
    CHECK(json.error().kind == ErrorKind::failed);
    CHECK(json.error().message.find("answer of the test") != std::string::npos);
  }
  const auto json = parse_json("{\"password\": hunter2}", "answer");
  REQUIRE_FALSE(json.has_value());
  CHECK(json.error().message.find("hunter2") == std::string::npos);
}

TEST_CASE("parse_json takes 128 levels of nesting and refuses 129")
{
  CHECK(parse_json(nested(128, '[', ']'), "text").has_value());
  CHECK_FALSE(parse_json(nested(129, '[', ']'), "text").has_value());
  CHECK_FALSE(parse_json(std::string(1'000'000, '['), "text").has_value());
  std::string objects;
  for (int i = 0; i < 129; ++i) {
    objects += "{\"a\":";
  }
  CHECK_FALSE(parse_json(objects + "1" + std::string(129, '}'), "text").has_value());
}

TEST_CASE("Brackets inside strings are not nesting, and strings do not hide nesting")
{
  CHECK(parse_json("\"" + std::string(500, '[') + "\"", "text").has_value());
  CHECK(parse_json(R"(["\"[", "\\"])", "text").has_value());
  CHECK_FALSE(parse_json(R"(["\\", )" + nested(128, '[', ']') + "]", "text").has_value());
}

TEST_CASE("parse_ordered_json keeps the order of members and takes comments")
{
  const auto json = parse_ordered_json("// one\n{\"b\": 1, /* two */ \"a\": 2}", "file");
  REQUIRE(json.has_value());
  CHECK(dump_json(*json) == R"({"b":1,"a":2})");
  CHECK_FALSE(parse_json("// one\n{}", "answer").has_value());
}

TEST_CASE("A quote inside a comment does not hide nesting")
{
  const std::string deep = nested(129, '[', ']');
  CHECK_FALSE(parse_ordered_json("// \"\n" + deep, "file").has_value());
  CHECK_FALSE(parse_ordered_json("/* \" */" + deep, "file").has_value());
  CHECK_FALSE(parse_ordered_json("/**//*\"*/" + deep, "file").has_value());
  CHECK_FALSE(parse_ordered_json("/*/ \" */" + deep, "file").has_value());
  CHECK_FALSE(parse_ordered_json("/* never closed", "file").has_value());
  CHECK(parse_ordered_json("[1] // " + deep, "file").has_value());
}

TEST_CASE("dump_json never throws: bytes that are not UTF-8 become U+FFFD")
{
  CHECK(dump_json(Json{{"name", "a\xff"}}) == "{\"name\":\"a\xef\xbf\xbd\"}");
  CHECK(dump_json(OrderedJson{{"name", "\xc3"}}) == "{\"name\":\"\xef\xbf\xbd\"}");
  CHECK(dump_json(OrderedJson{{"a", 1}}, 2) == "{\n  \"a\": 1\n}");
}

TEST_CASE("Absent, null and a wrong type are all not there")
{
  const Json json = Json::parse(R"({"text": "t", "yes": true, "number": 7, "real": 1.5,
                                    "none": null, "list": [], "object": {}})");
  CHECK(find_member(json, "absent") == nullptr);
  CHECK(find_member(json, "none") == nullptr);
  CHECK(find_member(json, "list") != nullptr);
  CHECK(find_object(json, "object") != nullptr);
  CHECK(find_object(json, "list") == nullptr);
  CHECK(find_array(json, "list") != nullptr);
  CHECK(find_array(json, "object") == nullptr);
  CHECK(find_string(json, "text") == "t");
  CHECK_FALSE(find_string(json, "number").has_value());
  CHECK(find_bool(json, "yes") == true);
  CHECK_FALSE(find_bool(json, "text").has_value());
  CHECK(find_integer(json, "number") == 7);
  CHECK_FALSE(find_integer(json, "real").has_value());
  CHECK_FALSE(find_integer(json, "text").has_value());
}

TEST_CASE("The getters take any JSON value, not only objects")
{
  for (const Json& json : {Json(), Json(1), Json("text"), Json::array({1, 2})}) {
    CAPTURE(json.dump());
    CHECK(find_member(json, "a") == nullptr);
    CHECK(find_object(json, "a") == nullptr);
    CHECK(find_array(json, "a") == nullptr);
    CHECK_FALSE(find_string(json, "a").has_value());
    CHECK_FALSE(find_bool(json, "a").has_value());
    CHECK_FALSE(find_integer(json, "a").has_value());
  }
}

TEST_CASE("A number that does not fit into 64 bits with a sign is not an integer")
{
  const Json json = Json::parse(R"({"max": 9223372036854775807, "min": -9223372036854775808,
                                    "more": 9223372036854775808, "most": 18446744073709551615})");
  CHECK(find_integer(json, "max") == 9223372036854775807LL);
  CHECK(find_integer(json, "min") == -9223372036854775807LL - 1);
  CHECK_FALSE(find_integer(json, "more").has_value());
  CHECK_FALSE(find_integer(json, "most").has_value());
}

TEST_CASE("The _at getters fall back")
{
  const Json json = {{"text", "t"}, {"yes", true}, {"number", 7}};
  CHECK(string_at(json, "text") == "t");
  CHECK(string_at(json, "absent").empty());
  CHECK(bool_at(json, "yes"));
  CHECK(bool_at(json, "absent", true));
  CHECK_FALSE(bool_at(json, "absent"));
  CHECK(integer_at(json, "number") == 7);
  CHECK(integer_at(json, "absent", -1) == -1);
}

TEST_CASE("require_string says which member of what is missing")
{
  const Json json = {{"id", "x"}, {"name", 3}};
  CHECK(require_string(json, "id", "user").value() == "x");
  const auto missing = require_string(json, "name", "user");
  REQUIRE_FALSE(missing.has_value());
  CHECK(missing.error().message == "the user has no text member \"name\"");
}

TEST_CASE("A member that stands twice in one object is found, however deep; in two objects it may")
{
  CHECK(doubled_member(R"({"a": 1, "b": {"c": 1, "c": 2}})") == "c");
  CHECK(doubled_member(R"({"a": 1, // a
    "a": 2, "b": 1, "b": 2})") == "a");
  CHECK(doubled_member(R"([{"a": 1, "a": 1}])") == "a");
  CHECK_FALSE(doubled_member(R"({"a": {"b": 1}, "b": {"a": {"a": 1}}})"));
}

} // namespace
} // namespace lpaz::util
