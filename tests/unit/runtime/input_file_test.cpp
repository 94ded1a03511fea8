#include "support/fake_streams.hpp"
#include "support/temp_dir.hpp"

#include "lpaz/runtime/input_file.hpp"

#include <doctest/doctest.h>

#include <fstream>

namespace lpaz::runtime {
namespace {

TEST_CASE("read_input takes a file by its name and standard input for -")
{
  const test::TempDir dir;
  std::ofstream(dir / "people.csv") << "ada@contoso.example\n";
  test::FakeInputStream in;
  in.text = "grace@contoso.example\n";
  CHECK(read_input((dir / "people.csv").string(), in, 100).value() == "ada@contoso.example\n");
  CHECK(read_input("-", in, 100).value() == "grace@contoso.example\n");
  CHECK(input_name("people.csv") == "people.csv");
  CHECK(input_name("-") == "standard input");
}

TEST_CASE("read_input fails for what is missing, no file, or too long")
{
  const test::TempDir dir;
  test::FakeInputStream in;
  in.text = "0123456789";
  CHECK(read_input((dir / "none").string(), in, 100).error().kind == ErrorKind::not_found);
  CHECK(read_input(dir.path().string(), in, 100).error().kind == ErrorKind::usage);
  CHECK(read_input("-", in, 9).error().kind == ErrorKind::usage);
  std::ofstream(dir / "long") << "0123456789";
  CHECK(read_input((dir / "long").string(), in, 9).error().kind == ErrorKind::usage);
}

} // namespace
} // namespace lpaz::runtime
