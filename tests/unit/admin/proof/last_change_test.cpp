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
    const auto changes = admin::last_changes(client, state, "sp", {std::move(person)});
    REQUIRE(changes.size() == 1);
    return changes[0].at ? util::format_rfc3339(*changes[0].at) : std::string();
  }

  static ChangedPerson blocked() { return {"ada", false, {}, at(1)}; }
  static ChangedPerson active() { return {"ada", true, {}, {}}; }
  static util::TimePoint time(int minute) { return util::parse_rfc3339(at(minute)).value(); }
};

} // namespace

TEST_CASE_FIXTURE(LastChangeFixture, "the newest change counts, for whatever state")
{
  const Activities activities{{50, "Update StsRefreshTokenValidFrom Timestamp"},
                              {45, "Reset user password"},
                              {40, "Delete user"},
                              {30, "Disable account"},
                              {20, "Enable account"}};
  for (const auto state : {AwaitedState::disabled, AwaitedState::enabled, AwaitedState::gone}) {
    audits(activities);
    CHECK(moment(state, blocked()) == at(40));
  }
}

TEST_CASE_FIXTURE(LastChangeFixture, "memberships matter to those alone who can sign in")
{
  const Activities activities{{50, "Add member to group"}, {30, "Disable account"}};
  audits(activities);
  CHECK(moment(AwaitedState::disabled, blocked()) == at(30));
  audits(activities);
  CHECK(moment(AwaitedState::disabled, active()) == at(50));
}

TEST_CASE_FIXTURE(LastChangeFixture, "an assignment to another app is no change")
{
  const auto assignment = [](const char* app) {
    json targets = {{{"id", "ada"}, {"type", "User"}}};
    if (app != nullptr) {
      targets.push_back({{"id", app}, {"type", "ServicePrincipal"}});
    }
    return json{{"activityDateTime", at(50)},
                {"activityDisplayName", "Remove app role assignment from user"},
                {"targetResources", std::move(targets)}};
  };
  graph.on(k_audits, 200, test::list_of({assignment("SP")}));
  CHECK(moment(AwaitedState::disabled, blocked()) == at(50));
  graph.on(k_audits, 200, test::list_of({assignment("other")}));
  CHECK(moment(AwaitedState::disabled, blocked()) == at(1));
  graph.on(k_audits, 200, test::list_of({assignment(nullptr)})); // perhaps this one
  CHECK(moment(AwaitedState::disabled, blocked()) == at(50));
}

TEST_CASE_FIXTURE(LastChangeFixture,
                  "what this run did itself is no later change, what somebody did after it is")
{
  auto person = blocked();
  person.own = {time(30), time(40)}; // blocked, then deleted
  const Activities own{{40, "Delete user"}, {30, "Disable account"}};
  audits(own);
  CHECK(moment(AwaitedState::disabled, person) == at(30)); // taking away begins with the first
  audits(own);
  CHECK(moment(AwaitedState::enabled, person) == at(40)); // giving is whole with the last
  audits({{50, "Restore user"}, {40, "Delete user"}, {30, "Disable account"}});
  CHECK(moment(AwaitedState::disabled, person) == at(50));
  audits({}); // the log is late
  CHECK(moment(AwaitedState::disabled, person) == at(30));
}

TEST_CASE_FIXTURE(LastChangeFixture,
                  "without the audit log it is this run's write, else what the directory keeps")
{
  const auto refuse = [this] {
    graph.on(k_audits, 403, {{"error", {{"code", "x"}, {"message", "no"}}}});
  };
  refuse();
  CHECK(moment(AwaitedState::disabled, blocked()) == at(1));
  auto person = blocked();
  person.own = {time(35), time(35)};
  refuse();
  CHECK(moment(AwaitedState::disabled, person) == at(35));
  // The end of sessions says nothing of when somebody was enabled.
  refuse();
  CHECK(moment(AwaitedState::enabled, blocked()).empty());
  refuse();
  CHECK(moment(AwaitedState::disabled, active()).empty());
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
  const auto changes = admin::last_changes(client, AwaitedState::gone, "sp", {blocked()});
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
  CHECK(admin::last_changes(client, AwaitedState::disabled, "sp", people).size() == 50);
  CHECK(graph.calls().size() == 40);
  CHECK(graph.http_requests() == 2);
}

TEST_CASE_FIXTURE(LastChangeFixture, "a mail address that is somebody else's name is dropped")
{
  std::vector<admin::ProofSubject> subjects{
      {"ada", "ada@x", "shared@x", {"carl@x", "ada.old@x"}, {}, {}},
      {"bob", "bob@x", "robert@x", {}, {}, {}},
      {"eve", "eve@x", "Eve@x", {}, {}, {}}};
  graph.on("GET /users?", // by principal name
           200,
           test::list_of({{{"id", "carl"}, {"userPrincipalName", "Shared@x"}},
                          {{"id", "bob"}, {"userPrincipalName", "robert@x"}}}));
  graph.on(
      "GET /users?", // by mail address
      200,
      test::list_of({{{"id", "carl2"}, {"userPrincipalName", "carl.2@x"}, {"mail", "carl@x"}}}));
  admin::drop_names_of_others(client, subjects);
  CHECK(subjects[0].mail.empty());
  CHECK(subjects[0].former_names == std::vector<std::string>{"ada.old@x"});
  CHECK(subjects[0].has_sure_names);
  CHECK(subjects[1].mail == "robert@x");
  CHECK(subjects[2].mail == "Eve@x");
}

TEST_CASE_FIXTURE(LastChangeFixture, "names are not sure where nobody can be asked whose they are")
{
  std::vector<admin::ProofSubject> subjects{{"ada", "ada@x", "a@x", {"old@x"}, {}, {}}};
  graph.always("GET /users", 403, {{"error", {{"code", "x"}, {"message", "no"}}}});
  admin::drop_names_of_others(client, subjects);
  CHECK_FALSE(subjects[0].has_sure_names);
  CHECK(subjects[0].former_names == std::vector<std::string>{"old@x"});
}

TEST_CASE_FIXTURE(LastChangeFixture, "who has one name only is asked for nobody's")
{
  std::vector<admin::ProofSubject> subjects{{"ada", "ada@x", "Ada@x", {}, {}, {}},
                                            {"bob", "bob@x", "", {}, {}, {}}};
  admin::drop_names_of_others(client, subjects);
  CHECK(graph.calls().empty());
}
