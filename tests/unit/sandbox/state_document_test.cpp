#include "sandbox/seed/named_seeds.hpp"
#include "sandbox/seed/seed.hpp"
#include "sandbox/state/state_document.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <string>

using namespace lpaz;
using namespace lpaz::sandbox;
using util::OrderedJson;

namespace {

const state::Translation k_here{"http://127.0.0.1:1", util::Secret("the-token")};
const state::Translation k_elsewhere{"https://127.0.0.1:2", util::Secret("another-token")};

state::SandboxState grow(const std::string& name)
{
  seed::SeedOrder order;
  order.name = name;
  order.identity = seed::tenant_identity();
  order.base_url = k_here.base_url;
  order.account_number = "1234567";
  order.token = k_here.token;
  return *seed::grow(order);
}

std::string write(const state::SandboxState& state, const state::Translation& where = k_here)
{
  return state::write_document({state.clock_offset, state.directory, state.jobs, state.company},
                               where);
}

// The error of reading the document after `change`.
std::string flaw_after(const std::function<void(OrderedJson&)>& change)
{
  static const auto document = OrderedJson::parse(write(grow("running")));
  OrderedJson changed = document;
  change(changed);
  const auto read = state::read_document(changed.dump(), k_here);
  return read ? "" : read.error().message;
}

store::ObjectId id_of(const state::SandboxState& state, std::string_view name)
{
  return state.directory.find_user_by_name(name)->id;
}

} // namespace

TEST_CASE("Every seed comes back from its document to the last byte")
{
  for (const auto* name : {"fresh", "running", "token-reset", "quarantined", "hybrid"}) {
    CAPTURE(name);
    const std::string document = write(grow(name));
    const auto back = state::read_document(document, k_here);
    REQUIRE(back.has_value());
    CHECK(write(*back) == document);
    CHECK(document.find("the-token") == std::string::npos);
  }
}

TEST_CASE("Address and token become those of the sandbox that loads, and other secrets nobody's")
{
  auto original = grow("running");
  const auto app = original.directory.jobs().begin()->second.service_principal;
  original.directory.edit_secrets(app).put("Password", "a secret");
  const std::string document = write(original);
  CHECK(document.find("a secret") == std::string::npos);
  const auto moved = state::read_document(document, k_elsewhere);
  REQUIRE(moved.has_value());
  const auto& secrets = moved->directory.secrets_of(app);
  CHECK(secrets.base_address() == "https://127.0.0.1:2/scimapi/1234567");
  CHECK(secrets.secret_token() == util::Secret("another-token"));
  CHECK(secrets.get("Password").size() > 20);
  CHECK(write(*moved, k_elsewhere) == document);
}

TEST_CASE("A directory that was read works like the one that was written")
{
  const auto original = grow("running");
  auto back = *state::read_document(write(original), k_here);
  const auto& directory = back.directory;
  const auto app = directory.jobs().begin()->second.service_principal;
  const auto* margaret = directory.find_user_by_name("MARGARET.hamilton@contoso.example");
  REQUIRE(margaret != nullptr);
  CHECK(directory.is_in_scope(*margaret, app));
  CHECK(directory.live_user_count() == 31);
  CHECK(directory.deleted_users().size() == 1);
  CHECK(directory.assignments_to(app).size() == 2);
  CHECK(back.jobs.begin()->second->managed_user(margaret->id) != nullptr);
  CHECK(back.company.find_account_by_name("margaret.hamilton@contoso.example") != nullptr);
  const auto sequence = directory.sequence();
  CHECK(sequence == original.directory.sequence());
  CHECK(margaret->change == original.directory.find_user(margaret->id)->change);
  back.directory.delete_user(margaret->id, {});
  CHECK(back.directory.changes().since(sequence).size() == 1);
}

TEST_CASE("What points at somebody purged is forgotten, and keeps no document from loading")
{
  auto state = grow("fresh");
  const auto ada = id_of(state, "ada.lovelace@contoso.example");
  const auto grace = id_of(state, "grace.hopper@contoso.example");
  REQUIRE(state.directory.find_user(grace)->manager == ada);
  state.directory.delete_user(ada, {});
  REQUIRE(state.directory.purge_user(ada));
  const auto back = state::read_document(write(state), k_here);
  REQUIRE(back.has_value());
  CHECK(back->directory.find_user(grace)->manager.is_zero());
}

TEST_CASE("What the service remembers of a job is kept")
{
  auto state = grow("running");
  auto& job = *state.jobs.begin()->second;
  const auto frances = id_of(state, "frances.allen@contoso.example");
  const auto at = util::TimePoint(std::chrono::nanoseconds(1'700'000'000'123'456'789));
  job.escrows[frances] = {engine::Escrow::Kind::members, 3, at};
  job.staged_users.insert(frances);
  const auto back = *state::read_document(write(state), k_here);
  const auto& read = *back.jobs.begin()->second;
  CHECK(read.escrows.at(frances).next_attempt == at);
  CHECK(read.escrows.at(frances).attempts == 3);
  CHECK(read.escrows.at(frances).kind == engine::Escrow::Kind::members);
  CHECK(read.staged_users.contains(frances));
  CHECK(read.watermark == job.watermark);
  CHECK_FALSE(read.needs_initial_cycle);
}

TEST_CASE("A document with a flaw is refused with its place")
{
  using Json = OrderedJson;
  CHECK(flaw_after([](Json&) {}).empty());
  CHECK(flaw_after([](Json& d) { d["version"] = 2; }) ==
        "version 2 is not known to this lpaz-sandbox");
  CHECK(flaw_after([](Json& d) { d["format"] = "x"; }) == "this is not the state of a sandbox");
  CHECK(flaw_after([](Json& d) { d["users"] = 7; }) == "users is not a list");
  CHECK(flaw_after([](Json& d) { d["users"][0] = 7; }) == "users[0] is not an object");
  CHECK(flaw_after([](Json& d) { d["users"][0].erase("id"); }) == "users[0].id is missing");
  CHECK(flaw_after([](Json& d) { d["users"][1]["id"] = d["users"][0]["id"]; }) ==
        "users[1] has an id that another object has");
  CHECK(flaw_after([](Json& d) { d["users"][0]["created"] = "yesterday"; }) ==
        "users[0].created is not a time");
  CHECK(flaw_after([](Json& d) { d["users"][0]["contact"]["city"] = 1; }) ==
        "users[0].contact.city is not a text");
  CHECK(flaw_after([](Json& d) { d["users"][0]["surname"] = std::string(2'000'000, 'x'); }) ==
        "users[0].surname is longer than a megabyte");
  CHECK(flaw_after([](Json& d) { d["jobs"][0]["intervalSeconds"] = 0; }) ==
        "jobs[0] has no time between its cycles");
  CHECK(flaw_after([](Json& d) { d["jobs"][0]["intervalSeconds"] = 1e9; }) ==
        "jobs[0].intervalSeconds is not a whole number in range");
  CHECK(flaw_after([](Json& d) { d["jobs"][0]["pendingReset"] = 32; }) ==
        "jobs[0].pendingReset is not a whole number in range");
  CHECK(flaw_after([](Json& d) { d["changes"][0]["kind"] = "mood"; }) ==
        "changes[0].kind has an unknown value");
  CHECK(flaw_after([](Json& d) { d["changeSequence"] = 1; }) ==
        "jobStates[0] has a watermark in the future");
  CHECK(flaw_after([](Json& d) { d["changeSequence"] = -1; }) ==
        "document.changeSequence is not a whole number in range");
  CHECK(flaw_after([](Json& d) { d["userLinks"][0]["job"] = "scim.1"; }) ==
        "userLinks[0] is of a job that is not there");
  CHECK(flaw_after([](Json& d) { d["accounts"][0]["uid"] = 99'999'999; }) ==
        "accounts[0] has a number that is not its own");
  CHECK(flaw_after([](Json& d) { d["accounts"][0]["document"]["userName"] = "x"; }) ==
        "accounts[0] has a document of another name");
}

TEST_CASE("Text that is no document at all is refused")
{
  std::string deep;
  for (int i = 0; i < 100'000; ++i) {
    deep += '[';
  }
  for (const std::string& text : {std::string(),
                                  std::string("{"),
                                  std::string("[]"),
                                  std::string("null"),
                                  std::string("\xff\xfe"),
                                  deep,
                                  R"({"users":)" + deep,
                                  std::string(R"({"users":[{"id":)")}) {
    CHECK_FALSE(state::read_document(text, k_here).has_value());
  }
}
