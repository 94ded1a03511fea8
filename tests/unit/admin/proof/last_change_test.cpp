#include "support/fake_graph.hpp"

#include "lpaz/admin/proof/last_change.hpp"
#include "lpaz/util/time.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <string>
#include <utility>
#include <vector>

using namespace lpaz;
using admin::AwaitedState;
using admin::ChangedPerson;
using test::json;

namespace {

const std::string k_audits = "GET /auditLogs/directoryAudits";

struct LastChangeFixture : test::FakeGraphFixture {
  using Activities = std::vector<std::pair<int, std::string>>; // minute, activity; newest first

  static std::string at(int minute) { return fmt::format("2026-01-02T02:{:02}:00Z", minute); }

  void audits(const Activities& activities)
  {
    json list = json::array();
    for (const auto& [minute, activity] : activities) {
      list.push_back({{"activityDateTime", at(minute)},
                      {"activityDisplayName", activity},
                      {"targetResources", {{{"id", "ada"}}}}});
    }
    graph.on(k_audits, 200, test::list_of(std::move(list)));
  }

  // The minute, "" if it is not known.
  std::string moment(AwaitedState state, ChangedPerson person)
  {
    const auto changes = admin::last_changes(client, state, {std::move(person)});
    REQUIRE(changes.size() == 1);
    return changes[0].at ? util::format_rfc3339(*changes[0].at) : std::string();
  }

  static ChangedPerson blocked() { return {"ada", true, false, false, {}, at(1)}; }
  static ChangedPerson active() { return {"ada", false, false, false, {}, at(1)}; }
  static util::TimePoint time(int minute) { return util::parse_rfc3339(at(minute)).value(); }
};

} // namespace

TEST_CASE_FIXTURE(LastChangeFixture,
                  "disabled counts from the first change that took away since the last that gave")
{
  audits({{50, "Delete user"},
          {40, "Update StsRefreshTokenValidFrom Timestamp"},
          {30, "Disable account"},
          {20, "Enable account"},
          {10, "Disable account"}});
  CHECK(moment(AwaitedState::disabled, blocked()) == at(30));
}

TEST_CASE_FIXTURE(
    LastChangeFixture,
    "to somebody blocked a deletion and a restoration change nothing, to others they do")
{
  const Activities activities{{50, "Restore user"}, {40, "Delete user"}, {30, "Disable account"}};
  audits(activities);
  CHECK(moment(AwaitedState::disabled, blocked()) == at(30));
  audits({{50, "Delete user"}, {40, "Restore user"}, {30, "Disable account"}});
  CHECK(moment(AwaitedState::disabled, {"ada", false, true, false, {}, at(1)}) == at(50));
}

TEST_CASE_FIXTURE(
    LastChangeFixture,
    "each reason is enough, the first of them counts, and who is unassigned may be enabled")
{
  const Activities activities{{50, "Enable account"},
                              {40, "Remove app role assignment from user"},
                              {30, "Disable account"}};
  audits(activities);
  CHECK(moment(AwaitedState::disabled, {"ada", false, false, true, {}, {}}) == at(40));
  audits({{50, "Remove app role assignment from user"}, {30, "Disable account"}});
  CHECK(moment(AwaitedState::disabled, {"ada", true, false, true, {}, {}}) == at(30));
}

TEST_CASE_FIXTURE(LastChangeFixture, "assignments matter to those alone who can sign in")
{
  const Activities activities{{50, "Add member to group"}, {30, "Disable account"}};
  audits(activities);
  CHECK(moment(AwaitedState::disabled, blocked()) == at(30));
  audits(activities);
  CHECK(moment(AwaitedState::disabled, active()).empty());
}

TEST_CASE_FIXTURE(LastChangeFixture,
                  "enabled and present count from what gave, gone from the purge")
{
  audits(
      {{50, "Add app role assignment grant to user"}, {40, "Restore user"}, {30, "Delete user"}});
  CHECK(moment(AwaitedState::enabled, active()) == at(40));
  audits({{50, "Hard Delete user"}, {30, "Delete user"}});
  CHECK(moment(AwaitedState::gone, blocked()) == at(50));
}

TEST_CASE_FIXTURE(
    LastChangeFixture,
    "an audit log whose last word is against the state is late: only this run's write "
    "after it counts")
{
  audits({{30, "Enable account"}, {20, "Disable account"}});
  CHECK(moment(AwaitedState::disabled, blocked()).empty());
  auto person = blocked();
  person.written = time(25);
  audits({{30, "Enable account"}, {20, "Disable account"}});
  CHECK(moment(AwaitedState::disabled, person).empty());
  person.written = time(35);
  audits({{30, "Enable account"}, {20, "Disable account"}});
  CHECK(moment(AwaitedState::disabled, person) == at(35));
}

TEST_CASE_FIXTURE(LastChangeFixture,
                  "without the audit log it is this run's write, else the block's end of sessions")
{
  const auto refuse = [this] {
    graph.on(k_audits, 403, {{"error", {{"code", "x"}, {"message", "no"}}}});
  };
  refuse();
  CHECK(moment(AwaitedState::disabled, blocked()) == at(1));
  auto person = blocked();
  person.written = time(35);
  refuse();
  CHECK(moment(AwaitedState::disabled, person) == at(35));
  // The end of sessions says nothing of somebody who may sign in.
  refuse();
  CHECK(moment(AwaitedState::disabled, active()).empty());
  refuse();
  CHECK(moment(AwaitedState::present, active()).empty());
  auto unknown = blocked();
  unknown.kept = "soon";
  refuse();
  CHECK(moment(AwaitedState::disabled, unknown).empty());
}

TEST_CASE_FIXTURE(LastChangeFixture,
                  "an audit log that tells of no change shows that there was none while it is kept")
{
  audits({});
  CHECK(moment(AwaitedState::enabled, active()) == "2025-12-26T03:04:05Z"); // 7 days
  audits({});
  CHECK(moment(AwaitedState::disabled, blocked()) == at(1));
}

TEST_CASE_FIXTURE(
    LastChangeFixture,
    "former principal names are told, and a rename is a change: evidence of before it is old")
{
  graph.on(k_audits,
           200,
           test::list_of(
               {{{"activityDateTime", at(5)},
                 {"activityDisplayName", "Update user"},
                 {"targetResources",
                  {{{"id", "ada"},
                    {"modifiedProperties",
                     {{{"displayName", "UserPrincipalName"}, {"oldValue", "[\"old@x\"]"}}}}}}}}}));
  const auto changes = admin::last_changes(client, AwaitedState::gone, {blocked()});
  CHECK(changes.at(0).former_names == std::vector<std::string>{"old@x"});
  CHECK(changes.at(0).at == time(5));
  graph.on(k_audits,
           200,
           test::list_of(
               {{{"activityDateTime", at(40)},
                 {"activityDisplayName", "Update user"},
                 {"targetResources",
                  {{{"id", "ada"},
                    {"modifiedProperties",
                     {{{"displayName", "UserPrincipalName"}, {"oldValue", "[\"old@x\"]"}}}}}}}},
                {{"activityDateTime", at(30)},
                 {"activityDisplayName", "Disable account"},
                 {"targetResources", {{{"id", "ada"}}}}}}));
  CHECK(moment(AwaitedState::disabled, blocked()) == at(40));
}

TEST_CASE_FIXTURE(LastChangeFixture, "the audit log is asked for 40 people at most")
{
  std::vector<ChangedPerson> people(50, blocked());
  graph.always(k_audits, 200, test::list_of(json::array()));
  CHECK(admin::last_changes(client, AwaitedState::disabled, people).size() == 50);
  CHECK(graph.calls().size() == 40);
  CHECK(graph.http_requests() == 2);
}

TEST_CASE_FIXTURE(LastChangeFixture, "a mail address that is somebody else's name is dropped")
{
  std::vector<admin::ProofSubject> subjects{
      {"ada", "ada@x", "shared@x", {"carl@x", "ada.old@x"}, {}, {}},
      {"bob", "bob@x", "robert@x", {}, {}, {}},
      {"eve", "eve@x", "Eve@x", {}, {}, {}}};
  graph.on("GET /users",
           200,
           test::list_of({{{"id", "carl"}, {"userPrincipalName", "Shared@x"}},
                          {{"id", "carl2"}, {"userPrincipalName", "carl@x"}},
                          {{"id", "bob"}, {"userPrincipalName", "robert@x"}}}));
  admin::drop_names_of_others(client, subjects);
  CHECK(subjects[0].mail.empty());
  CHECK(subjects[0].former_names == std::vector<std::string>{"ada.old@x"});
  CHECK(subjects[0].has_sure_names);
  CHECK(subjects[1].mail == "robert@x");
  CHECK(subjects[2].mail == "Eve@x");
}
