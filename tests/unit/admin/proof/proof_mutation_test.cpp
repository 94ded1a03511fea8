#include "proof_watch_fixture.hpp"

#include "lpaz/util/file.hpp"

#include <nlohmann/json.hpp>

#include <map>
#include <set>

using namespace lpaz;
using namespace lpaz::test;
using admin::AwaitedState;

// Entries as tenants were recorded to write them, with each member removed or changed in turn.

namespace {

json recorded(const std::string& name)
{
  const auto text = util::read_file(
      LPAZ_SOURCE_DIR "/tests/unit/graph/inputs/log_entry_" + name + ".json", 100'000);
  REQUIRE(text.has_value());
  return json::parse(*text);
}

// What else a member might be.
std::vector<json> others_than(const json& value)
{
  if (value == "True" || value == "False") {
    return {value == "True" ? "False" : "True", "", nullptr};
  }
  return {nullptr,
          "",
          "x",
          0,
          true,
          "success",
          "skipped",
          "failure",
          "create",
          "disable",
          "delete",
          "RedundantExport"};
}

bool proves(const json& entry, AwaitedState state)
{
  struct Fixture : ProofWatchFixture {
    bool run(const json& entry, AwaitedState state)
    {
      options.state = state;
      options.time_limit = seconds(0);
      options.job_id = "scim.0d9b7c55aaaa4bbb8ccc111111111111.7a6b5c4d-2222-4333-8444-555555555555";
      options.service_principal_id = "5e5e5e5e-0000-4000-8000-000000000001";
      subjects.push_back({"10000000-0000-4000-8000-000000000007",
                          "mary@contoso.example",
                          "",
                          {},
                          util::parse_rfc3339("2026-11-02T08:00:00Z"),
                          {}});
      graph.always("GET /servicePrincipals/" + options.service_principal_id +
                       "/synchronization/jobs/" + options.job_id,
                   200,
                   proof_job());
      log(json::array({entry}));
      return watch().proofs.at(0).verified;
    }
  };
  return Fixture().run(entry, state);
}

// Whether the entry, or any one with a member removed or changed, proves the state.
std::set<std::string> pointers_that_prove(const json& entry, AwaitedState state)
{
  std::set<std::string> found;
  const json flat = entry.flatten();
  for (const auto& [pointer, value] : flat.items()) {
    json changed = entry;
    for (const json& other : others_than(value)) {
      changed[json::json_pointer(pointer)] = other;
      if (proves(changed, state)) {
        found.insert(pointer + " = " + other.dump());
      }
    }
    json removed = flat;
    removed.erase(pointer);
    if (proves(removed.unflatten(), state)) {
      found.insert(pointer + " removed");
    }
  }
  return found;
}

using Found = std::set<std::string>;

} // namespace

TEST_CASE("the recorded entries prove what they show")
{
  CHECK(proves(recorded("disabled"), AwaitedState::disabled));
  CHECK(proves(recorded("created"), AwaitedState::present));
  CHECK(proves(recorded("created"), AwaitedState::enabled));
}

TEST_CASE("no member of an entry about an enabled account, removed or changed, makes it a proof of "
          "the contrary")
{
  for (const char* name : {"created", "failed", "not_entitled", "attribute_missing"}) {
    CAPTURE(name);
    CHECK(pointers_that_prove(recorded(name), AwaitedState::disabled) == Found{});
    CHECK(pointers_that_prove(recorded(name), AwaitedState::gone) == Found{});
  }
}

TEST_CASE("no member of an entry about a disabled account, removed or changed, makes it a proof of "
          "the contrary")
{
  for (const AwaitedState state :
       {AwaitedState::enabled, AwaitedState::present, AwaitedState::gone}) {
    CHECK(pointers_that_prove(recorded("disabled"), state) == Found{});
    CHECK(pointers_that_prove(recorded("not_entitled"), state) == Found{});
  }
}
