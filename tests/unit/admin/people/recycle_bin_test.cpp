#include "lpaz/admin/people/recycle_bin.hpp"
#include "lpaz/util/time.hpp"

#include <doctest/doctest.h>

using namespace lpaz;

TEST_CASE("A deleted person is gone for good thirty days after the deletion")
{
  graph::User user;
  user.deleted_date_time = "2026-01-02T03:04:05Z";
  const auto gone = admin::gone_for_good(user);
  REQUIRE(gone);
  CHECK(util::format_rfc3339(*gone) == "2026-02-01T03:04:05Z");
}

TEST_CASE("Somebody who is not deleted, or deleted at no time that can be read, has no such date")
{
  CHECK_FALSE(admin::gone_for_good(graph::User{}));
  graph::User user;
  user.deleted_date_time = "yesterday";
  CHECK_FALSE(admin::gone_for_good(user));
}
