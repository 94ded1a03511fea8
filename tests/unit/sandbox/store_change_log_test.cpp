#include "sandbox/store/change_log.hpp"

#include <doctest/doctest.h>

using lpaz::sandbox::store::ChangeKind;
using lpaz::sandbox::store::ChangeLog;
using lpaz::sandbox::store::ObjectId;

TEST_CASE("ChangeLog gives what came after the watermark, and nothing else")
{
  ChangeLog log;
  log.append(ChangeKind::user, ObjectId::derive("a"));
  const auto watermark = log.append(ChangeKind::group, ObjectId::derive("b"));
  CHECK(log.since(watermark).empty());
  log.append(ChangeKind::membership, ObjectId::derive("b"), ObjectId::derive("a"));
  const auto changes = log.since(watermark);
  REQUIRE(changes.size() == 1);
  CHECK(changes[0].kind == ChangeKind::membership);
  CHECK(changes[0].subject == ObjectId::derive("b"));
  CHECK(changes[0].related == ObjectId::derive("a"));
  CHECK(log.since(0).size() == 3);
  CHECK(log.sequence() == 3);
}

TEST_CASE("ChangeLog reaches back to the beginning while nothing was dropped")
{
  ChangeLog log;
  CHECK(log.reaches_back_to(0));
  log.append(ChangeKind::user, ObjectId::derive("a"));
  CHECK(log.reaches_back_to(0));
}
