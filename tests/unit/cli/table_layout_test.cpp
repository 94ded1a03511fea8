#include "cli/table_layout.hpp"

#include <doctest/doctest.h>

using namespace lpaz::cli;
using Widths = std::vector<std::size_t>;

TEST_CASE("fitted_widths takes from the widest text and leaves numbers and times alone")
{
  const std::vector<Column> columns = {{"a", "A", ""},
                                       {"b", "B", "", ColumnKind::number},
                                       {"c", "C", "", ColumnKind::list},
                                       {"d", "D", "", ColumnKind::time}};
  CHECK(fitted_widths({10, 20, 10, 23}, columns, 100) == Widths{10, 20, 10, 23});
  CHECK(fitted_widths({40, 20, 12, 23}, columns, 99) == Widths{38, 20, 12, 23});
  CHECK(fitted_widths({40, 20, 30, 23}, columns, 89) == Widths{20, 20, 20, 23});
  CHECK(fitted_widths({40, 20, 30, 23}, columns, 10) == Widths{8, 20, 8, 23});
}

TEST_CASE("fitted_widths never goes below a heading")
{
  const std::vector<Column> columns = {{"a", "A LONG HEADING", ""}};
  CHECK(fitted_widths({100}, columns, 5) == Widths{14});
}

TEST_CASE("fitted_widths is quick with an absurdly long cell")
{
  const std::vector<Column> columns = {{"a", "A", ""}, {"b", "B", ""}};
  CHECK(fitted_widths({4'000'000'000, 5}, columns, 80) == Widths{73, 5});
}
