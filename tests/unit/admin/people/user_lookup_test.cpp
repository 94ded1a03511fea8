#include "support/fake_graph.hpp"
#include "support/fake_log.hpp"

#include "lpaz/admin/people/user_lookup.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace lpaz;
using admin::Bin;
using admin::UserLookup;
using test::FakeGraphFixture;
using test::json;

namespace {

const std::string k_user = "cccccccc-0000-4000-8000-000000000001";
const std::string k_other_user = "cccccccc-0000-4000-8000-000000000002";
const std::string k_bin = "GET /directory/deletedItems/";
const std::string k_bin_search = "GET /directory/deletedItems/microsoft.graph.user";

json user(const std::string& id, const std::string& name)
{
  return {{"id", id}, {"userPrincipalName", name}, {"accountEnabled", true}};
}

json deleted(const std::string& id, const std::string& name)
{
  std::string prefix = id;
  std::erase(prefix, '-');
  json result = user(id, prefix + name);
  result["deletedDateTime"] = "2026-01-01T00:00:00Z";
  result["@odata.type"] = "#microsoft.graph.user";
  return result;
}

// All of them, among the living.
Result<std::vector<graph::User>> find_users(graph::GraphClient& client,
                                            const std::vector<std::string>& names)
{
  UserLookup lookup(names);
  const auto answers = client.send_batch(lookup.requests());
  for (std::size_t i = 0; i < answers.size(); ++i) {
    LPAZ_CHECK(lookup.take(client, i, answers[i]));
  }
  if (!lookup.missing().empty()) {
    return fail(admin::users_not_found(lookup.missing()));
  }
  return lookup.take_users();
}

std::vector<std::string> names_of(const std::vector<graph::User>& users)
{
  std::vector<std::string> result;
  for (const auto& each : users) {
    result.push_back(each.user_principal_name);
  }
  return result;
}

std::vector<std::string> many(std::size_t count)
{
  std::vector<std::string> result;
  for (std::size_t i = 0; i < count; ++i) {
    result.push_back("u" + std::to_string(i) + "@x");
  }
  return result;
}

json not_found()
{
  return {{"error", {{"code", "Request_ResourceNotFound"}, {"message", "no"}}}};
}

Result<UserLookup> look_up(FakeGraphFixture& f, const std::vector<std::string>& names, Bin bin)
{
  UserLookup lookup(names, bin);
  const auto answers = f.client.send_batch(lookup.requests());
  for (std::size_t i = 0; i < answers.size(); ++i) {
    LPAZ_CHECK(lookup.take(f.client, i, answers[i]));
  }
  LPAZ_CHECK(lookup.finish(f.client));
  return lookup;
}

} // namespace

TEST_CASE("People are asked for 15 to a request, ids and names apart")
{
  CHECK(UserLookup({}).requests().empty());
  CHECK(UserLookup(many(15)).requests().size() == 1);
  CHECK(UserLookup(many(16)).requests().size() == 2);
  auto mixed = many(30);
  mixed.push_back(k_user);
  const UserLookup lookup(mixed);
  REQUIRE(lookup.requests().size() == 3);
  std::vector<std::string> filters;
  for (const auto& request : lookup.requests()) {
    const std::string path = util::percent_decode(request.path);
    filters.push_back(path.substr(path.find("$filter=") + 8));
  }
  CHECK(std::ranges::count(filters, "id in ('" + k_user + "')") == 1);
  for (const std::string name : {"'u0@x'", "'u14@x'", "'u15@x'", "'u29@x'"}) {
    CHECK(std::ranges::count_if(filters, [&name](const std::string& filter) {
            return filter.starts_with("userPrincipalName in (") &&
                   filter.find(name) != std::string::npos;
          }) == 1);
  }
}

TEST_CASE("A name with quotes cannot end the filter")
{
  const UserLookup lookup({"o'hara' or '1' eq '1"});
  CHECK(util::percent_decode(lookup.requests()[0].path)
            .ends_with("userPrincipalName in ('o''hara'' or ''1'' eq ''1')"));
}

TEST_CASE("People come in the order of their names, whatever the order of the answers")
{
  FakeGraphFixture f;
  f.graph.on(
      "GET /users", 200, test::list_of({user(k_user, "Ann@x"), user(k_other_user, "bob@x")}));
  const auto users = find_users(f.client, {"bob@x", "ann@x"});
  REQUIRE(users);
  CHECK(names_of(*users) == std::vector<std::string>{"bob@x", "Ann@x"});
}

TEST_CASE("Somebody named twice, in another case or by id as well, counts once")
{
  FakeGraphFixture f;
  f.graph.always("GET /users", 200, test::list_of({user(k_user, "ann@x")}));
  const auto users = find_users(f.client, {"ann@x", "ANN@X", k_user, "ann@x"});
  REQUIRE(users);
  CHECK(users->size() == 1);
}

TEST_CASE("An id is recognised in capitals")
{
  FakeGraphFixture f;
  std::string capitals = k_user;
  std::ranges::transform(
      capitals, capitals.begin(), [](char c) { return static_cast<char>(std::toupper(c)); });
  f.graph.on("GET /users", 200, test::list_of({user(k_user, "ann@x")}));
  CHECK(find_users(f.client, {capitals}));
}

TEST_CASE("Everybody who is missing is named in one error, and nobody is returned")
{
  FakeGraphFixture f;
  f.graph.on("GET /users", 200, test::list_of({user(k_user, "ann@x")}));
  const auto users = find_users(f.client, {"ann@x", "b\x1b@x", "c@x"});
  REQUIRE_FALSE(users);
  CHECK(users.error().kind == ErrorKind::not_found);
  CHECK(users.error().message == "no users are called \"b\\x1b@x\", \"c@x\"");
  CHECK(admin::users_not_found({"a"}).message == "no user is called \"a\"");
}

TEST_CASE("People whom nobody asked for are ignored")
{
  FakeGraphFixture f;
  f.graph.on(
      "GET /users", 200, test::list_of({user(k_user, "ann@x"), user(k_other_user, "mallory@x")}));
  const auto users = find_users(f.client, {"ann@x"});
  REQUIRE(users);
  CHECK(names_of(*users) == std::vector<std::string>{"ann@x"});
}

TEST_CASE("An answer of several pages is read to its end")
{
  FakeGraphFixture f;
  json first = test::list_of(json::array());
  first["@odata.nextLink"] = "https://graph.example/v1.0/users?$skiptoken=x";
  f.graph.on("GET /users?$select", 200, first);
  f.graph.on("GET /users?$skiptoken=x", 200, test::list_of({user(k_user, "ann@x")}));
  CHECK(find_users(f.client, {"ann@x"}));
}

TEST_CASE("An error of one request is not taken for missing people")
{
  FakeGraphFixture f;
  f.graph.on("GET /users", 200, test::list_of(json::array()));
  f.graph.on("GET /users", 403, not_found());
  CHECK(find_users(f.client, many(16)).error().kind == ErrorKind::permission);
}

TEST_CASE("Somebody without an id is an error, for a path without one leads elsewhere")
{
  FakeGraphFixture f;
  f.graph.on("GET /users", 200, test::list_of({{{"userPrincipalName", "ann@x"}}}));
  f.graph.on("GET /users", 200, test::list_of({{{"id", 5}, {"userPrincipalName", "ann@x"}}}));
  CHECK(find_users(f.client, {"ann@x"}).error().kind == ErrorKind::failed);
  CHECK(find_users(f.client, {"ann@x"}).error().kind == ErrorKind::failed);
}

TEST_CASE("A deleted person is found by the name without the id that the bin puts before it")
{
  FakeGraphFixture f;
  f.graph.on("GET /users", 200, test::list_of(json::array()));
  f.graph.on(k_bin_search,
             200,
             test::list_of({deleted(k_other_user, "joann@x"), deleted(k_user, "Ann@x")}));
  auto lookup = look_up(f, {"ann@x"}, Bin::names);
  REQUIRE(lookup);
  CHECK(lookup->missing().empty());
  CHECK(lookup->not_alive() == std::vector<std::string>{"ann@x"});
  const auto found = lookup->take_deleted();
  REQUIRE(found.size() == 1);
  CHECK(found[0].id == k_user);
  CHECK(f.graph.calls()[1].text.find("endswith(userPrincipalName,'ann@x')") != std::string::npos);
  CHECK(f.graph.http_requests() == 1);
}

TEST_CASE("A deleted person whose name the bin left as it was is found too, and is deleted")
{
  FakeGraphFixture f;
  f.graph.on("GET /users", 200, test::list_of(json::array()));
  f.graph.on(k_bin_search, 200, test::list_of({user(k_user, "ann@x")}));
  const auto found = look_up(f, {"ann@x"}, Bin::names)->take_deleted();
  REQUIRE(found.size() == 1);
  CHECK(found[0].is_deleted());
}

TEST_CASE("The recycle bin is asked for 15 names at once, and for each id")
{
  CHECK(UserLookup(many(15), Bin::names).requests().size() == 2);
  CHECK(UserLookup(many(16), Bin::names).requests().size() == 4);
  CHECK(UserLookup({k_user, k_other_user, "ann@x"}, Bin::names).requests().size() == 3);
  CHECK(UserLookup({k_user, k_other_user, "ann@x"}, Bin::names_and_ids).requests().size() == 5);
}

TEST_CASE("A deleted person is found by id, and absence is no error")
{
  for (const Bin bin : {Bin::names_and_ids, Bin::names_then_ids}) {
    FakeGraphFixture f;
    f.graph.on("GET /users", 200, test::list_of(json::array()));
    f.graph.on("GET /users", 200, test::list_of(json::array()));
    f.graph.on(k_bin + k_user, 200, deleted(k_user, "ann@x"));
    f.graph.on(k_bin + k_other_user, 404, not_found());
    auto lookup = look_up(f, {k_user, k_other_user, "bob@x"}, bin);
    REQUIRE(lookup);
    CHECK(lookup->missing() == std::vector<std::string>{k_other_user, "bob@x"});
    const auto found = lookup->take_deleted();
    REQUIRE(found.size() == 1);
    CHECK(found[0].is_deleted());
    CHECK(f.graph.http_requests() == (bin == Bin::names_and_ids ? 1 : 2));
  }
}

TEST_CASE("Only ids that the directory does not know are looked for in the recycle bin afterwards")
{
  FakeGraphFixture f;
  f.graph.on("GET /users", 200, test::list_of({user(k_user, "ann@x")}));
  REQUIRE(look_up(f, {k_user}, Bin::names_then_ids));
  CHECK(f.graph.http_requests() == 1);
}

TEST_CASE("A deleted person named twice, in another case or by id as well, counts once")
{
  FakeGraphFixture f;
  f.graph.always("GET /users", 200, test::list_of(json::array()));
  f.graph.on(k_bin + k_user, 200, deleted(k_user, "ann@x"));
  f.graph.on(k_bin_search, 200, test::list_of({deleted(k_user, "ann@x")}));
  auto lookup = look_up(f, {"ann@x", "ANN@x", k_user}, Bin::names_and_ids);
  REQUIRE(lookup);
  CHECK(lookup->check_unambiguous());
  CHECK(lookup->take_deleted().size() == 1);
}

TEST_CASE("A deleted object that is no user is not found among the users")
{
  FakeGraphFixture f;
  f.graph.on("GET /users", 200, test::list_of(json::array()));
  f.graph.on(k_bin + k_user, 200, {{"@odata.type", "#microsoft.graph.group"}, {"id", k_user}});
  auto lookup = look_up(f, {k_user}, Bin::names_and_ids);
  REQUIRE(lookup);
  CHECK(lookup->missing() == std::vector<std::string>{k_user});
  CHECK(lookup->take_deleted().empty());
}

TEST_CASE("A name that was deleted several times is listed with ids and dates")
{
  FakeGraphFixture f;
  f.graph.always("GET /users", 200, test::list_of(json::array()));
  f.graph.on(
      k_bin_search, 200, test::list_of({deleted(k_user, "ann@x"), deleted(k_other_user, "ann@x")}));
  const auto lookup = look_up(f, {"ann@x"}, Bin::names_and_ids);
  REQUIRE(lookup);
  const Status ambiguous = lookup->check_unambiguous();
  REQUIRE_FALSE(ambiguous);
  CHECK(ambiguous.error().kind == ErrorKind::usage);
  CHECK(ambiguous.error().message == "2 deleted users are called \"ann@x\"");
  CHECK(ambiguous.error().hint.find(k_user + "  deleted 2026-01-01T00:00:00Z") !=
        std::string::npos);
  CHECK(ambiguous.error().hint.find(k_other_user) != std::string::npos);
}

TEST_CASE("A name that is alive and in the recycle bin is ambiguous, and both ids are listed")
{
  FakeGraphFixture f;
  const auto script = [&f] {
    f.graph.on("GET /users", 200, test::list_of({user(k_user, "ann@x")}));
    f.graph.on(k_bin_search, 200, test::list_of({deleted(k_other_user, "ann@x")}));
  };
  for (const Bin bin : {Bin::names, Bin::names_then_ids, Bin::names_and_ids}) {
    script();
    const auto lookup = look_up(f, {"Ann@x"}, bin);
    REQUIRE(lookup);
    const Status ambiguous = lookup->check_unambiguous();
    REQUIRE_FALSE(ambiguous);
    CHECK(ambiguous.error().kind == ErrorKind::usage);
    for (const std::string& id : {k_user, k_other_user}) {
      CHECK(ambiguous.error().hint.find(id) != std::string::npos);
    }
  }
  script();
  test::FakeLog log;
  const auto users = admin::find_living_users(f.client, {"ann@x"}, log);
  REQUIRE(users);
  CHECK((*users)[0].id == k_user);
  REQUIRE(log.warnings().size() == 1);
  CHECK(log.warnings()[0].find(k_other_user) != std::string::npos);
}

TEST_CASE("An object id is never ambiguous, whoever had the name before")
{
  FakeGraphFixture f;
  f.graph.on("GET /users", 200, test::list_of({user(k_user, "ann@x")}));
  const auto lookup = look_up(f, {k_user}, Bin::names_then_ids);
  REQUIRE(lookup);
  CHECK(lookup->check_unambiguous());
}

TEST_CASE("An error of the recycle bin is not taken for absence")
{
  for (const std::string& name : {std::string("ann@x"), k_user}) {
    FakeGraphFixture f;
    f.graph.on("GET /users", 200, test::list_of(json::array()));
    f.graph.on(name == k_user ? k_bin + k_user : k_bin_search, 403, not_found());
    CHECK(look_up(f, {name}, Bin::names_and_ids).error().kind == ErrorKind::permission);
  }
}

TEST_CASE("The original name is what follows the person's own id, and nothing else is cut")
{
  graph::User person;
  person.id = k_user;
  person.user_principal_name = "CCCCCCCC000040008000000000000001ann@x";
  CHECK(admin::original_name(person) == "ann@x");
  person.user_principal_name = "ann@x";
  CHECK(admin::original_name(person) == "ann@x");
  person.user_principal_name = "cccccccc000040008000000000000002ann@x";
  CHECK(admin::original_name(person) == "cccccccc000040008000000000000002ann@x");
  person.id.clear();
  CHECK(admin::original_name(person) == person.user_principal_name);
}
