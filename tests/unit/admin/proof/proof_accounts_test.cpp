#include "admin/proof/proof_accounts.hpp"
#include "fake_last_pass.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

using namespace lpaz;
using admin::AwaitedState;
using admin::PendingCause;
using admin::ProofAccounts;
using admin::ProofSubject;

namespace {

using Indexes = std::vector<std::size_t>;

struct ProofAccountsFixture {
  test::FakeLastPass last_pass;
  test::FakeClock clock;
  std::unique_ptr<lastpass::EnterpriseApi> api = last_pass.api(clock);
  std::vector<ProofSubject> subjects;
  admin::ProofWatchOptions options;

  void add(std::string name, std::string mail = {})
  {
    subjects.push_back({fmt::format("id-{}", subjects.size()),
                        std::move(name),
                        std::move(mail),
                        {},
                        clock.now(),
                        {}});
  }

  // u0 to u9, the even ones disabled.
  void add_ten()
  {
    for (int i = 0; i < 10; ++i) {
      add(fmt::format("U{}@x", i));
      last_pass.accounts[fmt::format("u{}@x", i)] = i % 2 == 0;
    }
  }
};

} // namespace

TEST_CASE(
    "an account bears the name that the log tells, else the principal name or a guest's address")
{
  using Names = std::vector<std::string>;
  const auto certain = [](std::string name, std::string mail, const Names& logged) {
    return admin::account_names({"", std::move(name), std::move(mail), {"old@x"}, {}, {}}, logged)
        .certain;
  };
  const auto possible = [](std::string name, std::string mail, const Names& logged) {
    return admin::account_names({"", std::move(name), std::move(mail), {"old@x"}, {}, {}}, logged)
        .possible;
  };
  CHECK(certain("Ada@X", "ada@x", {}) == Names{"ada@x", "old@x"});
  CHECK(possible("Ada@X", "ada@x", {}) == Names{});
  CHECK(certain("ada@x", "a.l@x", {}) == Names{"ada@x", "old@x"});
  CHECK(possible("ada@x", "a.l@x", {}) == Names{"a.l@x"});
  CHECK(certain("ada@x", "a.l@x", {"A.L@x", "a.l@x"}) == Names{"a.l@x"});
  CHECK(possible("ada@x", "a.l@x", {"A.L@x"}) == Names{"ada@x", "old@x"});
  CHECK(certain("ada_b_fabrikam.example#EXT#@contoso.example", "", {}) ==
        Names{"ada_b@fabrikam.example", "old@x"});
  CHECK(certain("ada#EXT#@x", "", {}) == Names{"ada#ext#@x", "old@x"});
  ProofSubject unsure{"", "ada@x", "", {"old@x"}, {}, {}, false};
  CHECK(admin::account_names(unsure, {}).certain == Names{"ada@x"});
  CHECK(admin::account_names(unsure, {}).possible == Names{"old@x"});
  // Of the purged often no more than the id is known.
  const std::string id = "a0000000-0000-0000-0000-00000000000a";
  CHECK(admin::account_names({id, id, "", {}, {}, {}}, {}).certain.empty());
}

TEST_CASE_FIXTURE(ProofAccountsFixture,
                  "a few people are asked for one by one, under each of their names")
{
  add("ada@x");
  add("bob@x", "robert@x");
  add("eve@x");
  last_pass.accounts = {{"ada@x", true}, {"bob@x", true}, {"eve@x", false}};
  admin::ProofBoard board(subjects, options);
  CHECK(ProofAccounts(*api, board, AwaitedState::disabled).check(true) == Indexes{0, 1});
  CHECK(last_pass.asked == std::vector<std::string>{"ada@x", "bob@x", "robert@x", "eve@x"});
}

TEST_CASE_FIXTURE(ProofAccountsFixture,
                  "an account that has somebody's mail address alone proves nothing")
{
  add("bob@x", "robert@x");
  last_pass.accounts = {{"robert@x", true}};
  admin::ProofBoard board(subjects, options);
  ProofAccounts accounts(*api, board, AwaitedState::disabled);
  CHECK(accounts.check(true) == Indexes{});
  CHECK(board.cause(0) == PendingCause::no_account);
  // The log tells that it is theirs.
  board.learn(0, "t", clock.now(), {"Robert@x"});
  CHECK(accounts.check(true) == Indexes{0});
}

TEST_CASE_FIXTURE(ProofAccountsFixture, "all accounts must be as awaited, and two are said")
{
  add("bob@x", "robert@x");
  last_pass.accounts = {{"bob@x", true}, {"robert@x", false}};
  admin::ProofBoard board(subjects, options);
  CHECK(ProofAccounts(*api, board, AwaitedState::disabled).check(true) == Indexes{});
  const auto proofs = board.finish({});
  CHECK(proofs[0].cause == PendingCause::contradicted);
  CHECK(proofs[0].reason == "there are two accounts: bob@x is disabled, but the LastPass account "
                            "robert@x is not disabled");
}

TEST_CASE_FIXTURE(ProofAccountsFixture, "many people are found in one list")
{
  add_ten();
  admin::ProofBoard board(subjects, options);
  CHECK(ProofAccounts(*api, board, AwaitedState::disabled).check(true) == Indexes{0, 2, 4, 6, 8});
  CHECK(last_pass.asked == std::vector<std::string>{""});
  CHECK(ProofAccounts(*api, board, AwaitedState::enabled).check(true) == Indexes{1, 3, 5, 7, 9});
}

TEST_CASE_FIXTURE(ProofAccountsFixture, "a service that does not filter proves nothing wrong")
{
  add_ten();
  last_pass.ignores_filter = true;
  admin::ProofBoard board(subjects, options);
  CHECK(ProofAccounts(*api, board, AwaitedState::disabled).check(true) == Indexes{0, 2, 4, 6, 8});
}

TEST_CASE_FIXTURE(ProofAccountsFixture,
                  "gone is who is absent after a whole list, under each name the person had")
{
  add("ada@x");
  add("bob@x");
  add("eve@x");
  subjects[2].former_names = {"eva@x"};
  last_pass.accounts = {{"bob@x", true}, {"eva@x", true}};
  admin::ProofBoard board(subjects, options);
  ProofAccounts accounts(*api, board, AwaitedState::gone);
  CHECK(accounts.check(true) == Indexes{0});
  CHECK(last_pass.asked == std::vector<std::string>{"", "ada@x"}); // by name after the list
  CHECK(accounts.check(false) == Indexes{});                       // absence alone
  last_pass.accounts.clear();
  CHECK(accounts.check(true) == Indexes{});
}

TEST_CASE_FIXTURE(ProofAccountsFixture, "a list that shifts between its pages is read again")
{
  add_ten();
  last_pass.shifting_lists = 2;
  admin::ProofBoard board(subjects, options);
  CHECK(ProofAccounts(*api, board, AwaitedState::disabled).check(true) == Indexes{0, 2, 4, 6, 8});
  last_pass.shifting_lists = 100;
  const auto agreed = ProofAccounts(*api, board, AwaitedState::disabled).check(true);
  REQUIRE_FALSE(agreed);
  CHECK(agreed.error().kind == ErrorKind::unavailable);
}

TEST_CASE_FIXTURE(ProofAccountsFixture,
                  "many are asked for again when the log has said something new")
{
  add_ten();
  admin::ProofBoard board(subjects, options);
  ProofAccounts accounts(*api, board, AwaitedState::disabled);
  CHECK(accounts.check(true) == Indexes{0, 2, 4, 6, 8});
  last_pass.accounts["u1@x"] = true;
  CHECK(accounts.check(false) == Indexes{});
  board.say(1, {"t", clock.now(), true, "provisioningLog", "disable", "e"});
  CHECK(accounts.check(false) == Indexes{0, 1, 2, 4, 6, 8});
}

TEST_CASE_FIXTURE(ProofAccountsFixture,
                  "gone holds for many by one list of all, which must not be empty")
{
  add_ten();
  last_pass.accounts.erase("u3@x");
  admin::ProofBoard board(subjects, options);
  CHECK(ProofAccounts(*api, board, AwaitedState::gone).check(true) == Indexes{3});
  last_pass.accounts.clear();
  CHECK(ProofAccounts(*api, board, AwaitedState::gone).check(true) == Indexes{});
}

TEST_CASE_FIXTURE(ProofAccountsFixture, "a refusal is never read as absence")
{
  add("ada@x");
  last_pass.answer_instead = "<lastpass rc=\"Authorization Error\"/>";
  admin::ProofBoard board(subjects, options);
  const auto agreed = ProofAccounts(*api, board, AwaitedState::gone).check(true);
  REQUIRE_FALSE(agreed);
  CHECK(agreed.error().kind == ErrorKind::sign_in);
}

TEST_CASE_FIXTURE(ProofAccountsFixture,
                  "whom LastPass does not know is said so, and is not called disabled")
{
  add("ada@x", "a@x");
  admin::ProofBoard board(subjects, options);
  CHECK(ProofAccounts(*api, board, AwaitedState::disabled).check(true) == Indexes{});
  const auto proofs = board.finish({});
  CHECK(proofs[0].cause == PendingCause::no_account);
  CHECK(proofs[0].reason == "LastPass knows no account ada@x");
}

TEST_CASE_FIXTURE(ProofAccountsFixture, "LastPass contradicts the log, for few and for many")
{
  SUBCASE("few")
  {
    add("u1@x");
    last_pass.accounts = {{"u1@x", false}};
  }
  SUBCASE("many")
  {
    add_ten();
    std::swap(subjects[0], subjects[1]);
  }
  admin::ProofBoard board(subjects, options);
  board.say(0, {"t", clock.now(), true, "provisioningLog", "disable", "entry"});
  const auto agreed = ProofAccounts(*api, board, AwaitedState::disabled).check(true);
  REQUIRE(agreed);
  CHECK(std::ranges::find(*agreed, std::size_t{0}) == agreed->end());
  CHECK(board.cause(0) == PendingCause::contradicted);
}
