#include "sandbox/store/assignment.hpp"
#include "sandbox/store/id_set.hpp"
#include "sandbox/store/object_id.hpp"

#include <doctest/doctest.h>

#include <string>

using lpaz::sandbox::store::AppRoleAssignment;
using lpaz::sandbox::store::assignment_id_of;
using lpaz::sandbox::store::IdSet;
using lpaz::sandbox::store::ObjectId;

TEST_CASE("ObjectId reads what it writes, in any case")
{
  const auto id = ObjectId::parse("8ADF8E6E-67b2-4cf2-a259-e3dc5476c621");
  REQUIRE(id);
  CHECK(id->text() == "8adf8e6e-67b2-4cf2-a259-e3dc5476c621");
  CHECK(id->text_compact() == "8adf8e6e67b24cf2a259e3dc5476c621");
}

TEST_CASE("ObjectId refuses everything but 8-4-4-4-12 hexadecimal digits")
{
  for (const char* text : {"",
                           "8adf8e6e67b24cf2a259e3dc5476c621",
                           "8adf8e6e-67b2-4cf2-a259-e3dc5476c62",
                           "8adf8e6e-67b2-4cf2-a259-e3dc5476c6211",
                           "8adf8e6e-67b2-4cf2-a259-e3dc5476c62g",
                           "8adf8e6e067b2-4cf2-a259-e3dc5476c621",
                           "{adf8e6e-67b2-4cf2-a259-e3dc5476c62}"}) {
    CAPTURE(text);
    CHECK_FALSE(ObjectId::parse(text));
  }
}

TEST_CASE("ObjectId derives the same id from the same text, and another from another")
{
  CHECK(ObjectId::derive("user ada") == ObjectId::derive("user ada"));
  CHECK(ObjectId::derive("user ada") != ObjectId::derive("user bob"));
  CHECK(ObjectId::random() != ObjectId::random());
}

TEST_CASE("IdSet continues behind an id that is no longer in it")
{
  IdSet set;
  set.assign({ObjectId::derive("a"), ObjectId::derive("b"), ObjectId::derive("c")});
  const ObjectId first = *set.begin();
  const ObjectId second = *(set.begin() + 1);
  CHECK(set.erase(first));
  CHECK_FALSE(set.erase(first));
  CHECK(set.after(first).front() == second);
  CHECK(set.after(first).size() == 2);
}

TEST_CASE("IdSet holds an id once")
{
  IdSet set;
  CHECK(set.insert(ObjectId::derive("a")));
  CHECK_FALSE(set.insert(ObjectId::derive("a")));
  set.assign({ObjectId::derive("b"), ObjectId::derive("b")});
  CHECK(set.size() == 1);
}

TEST_CASE("An assignment is found by the id that Graph shows, and garbage finds none")
{
  AppRoleAssignment assignment;
  assignment.id = ObjectId::random();
  assignment.principal = ObjectId::random();
  CHECK(assignment_id_of(assignment.graph_id()) == assignment.id);
  CHECK_FALSE(assignment_id_of(""));
  CHECK_FALSE(assignment_id_of("!!"));
  CHECK_FALSE(assignment_id_of(assignment.graph_id().substr(1)));
}
