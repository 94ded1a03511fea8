#include "admin/people/candidates.hpp"

#include <doctest/doctest.h>

using namespace lpaz;

TEST_CASE("Candidates are listed with their ids under the option that takes one")
{
  const auto error =
      admin::ambiguous("groups", "Sales", {{"1", "who sell"}, {"2", "who sold"}}, "--group");
  CHECK(error.kind == ErrorKind::usage);
  CHECK(error.message == "2 groups are called \"Sales\"");
  CHECK(error.hint ==
        "give the id with --group of the one you mean:\n  1  who sell\n  2  who sold");
}

TEST_CASE("Without an option the id takes the place of the name")
{
  CHECK(admin::ambiguous("groups", "x", {{"1", ""}, {"2", ""}}, "")
            .hint.starts_with("give the id of the one you mean:"));
}

TEST_CASE("Texts of the directory among the candidates cannot drive a terminal")
{
  const auto error = admin::ambiguous("groups", "a\x1b[2J", {{"1", "b\xe2\x80\xae"}}, "");
  CHECK(error.message.find('\x1b') == std::string::npos);
  CHECK(error.hint.find("\xe2\x80\xae") == std::string::npos);
}
