#include "admin/proof/proof_accounts.hpp"
#include "fake_last_pass.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <string>
#include <vector>

using namespace lpaz;
using admin::AwaitedChange;
using admin::AwaitedState;
using admin::PendingCause;
using admin::ProofAccounts;

namespace {

using Indexes = std::vector<std::size_t>;

struct ProofAccountsFixture {
  test::FakeLastPass last_pass;
  test::FakeClock clock;
  std::unique_ptr<lastpass::EnterpriseApi> api = last_pass.api(clock);
  std::vector<AwaitedChange> changes;
  admin::ProofWatchOptions options;

  void add(std::string name, std::string mail = {})
  {
    changes.push_back({fmt::format("id-{}", changes.size()), std::move(name), std::move(mail), {}});
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

TEST_CASE("an account may bear the principal name, a guest's own address, or the mail address")
{
  using Names = std::vector<std::string>;
  CHECK(admin::account_names({"", "Ada@X", "ada@x", {}}) == Names{"ada@x"});
  CHECK(admin::account_names({"", "ada@x", "a.l@x", {}}) == Names{"ada@x", "a.l@x"});
  CHECK(admin::account_names({"", "ada_b_fabrikam.example#EXT#@contoso.example", "", {}}) ==
        Names{"ada_b_fabrikam.example#ext#@contoso.example", "ada_b@fabrikam.example"});
  CHECK(admin::account_names({"", "ada#EXT#@x", "", {}}) == Names{"ada#ext#@x"});
  CHECK(admin::account_names({}).empty());
}

TEST_CASE_FIXTURE(ProofAccountsFixture,
                  "a few people are asked for one by one, under each of their names")
{
  add("ada@x");
  add("bob@x", "robert@x");
  add("eve@x");
  last_pass.accounts = {{"ada@x", true}, {"robert@x", true}, {"eve@x", false}};
  admin::ProofBoard board(changes, options);
  CHECK(ProofAccounts(*api, board, AwaitedState::disabled).check() == Indexes{0, 1});
  CHECK(last_pass.asked == std::vector<std::string>{"ada@x", "bob@x", "robert@x", "eve@x"});
}

TEST_CASE_FIXTURE(ProofAccountsFixture, "many people are found in one list")
{
  add_ten();
  admin::ProofBoard board(changes, options);
  CHECK(ProofAccounts(*api, board, AwaitedState::disabled).check() == Indexes{0, 2, 4, 6, 8});
  CHECK(last_pass.asked == std::vector<std::string>{""});
  CHECK(ProofAccounts(*api, board, AwaitedState::enabled).check() == Indexes{1, 3, 5, 7, 9});
}

TEST_CASE_FIXTURE(ProofAccountsFixture, "a service that does not filter proves nothing wrong")
{
  add_ten();
  last_pass.ignores_filter = true;
  admin::ProofBoard board(changes, options);
  CHECK(ProofAccounts(*api, board, AwaitedState::disabled).check() == Indexes{0, 2, 4, 6, 8});
}

TEST_CASE_FIXTURE(ProofAccountsFixture, "gone is who is absent while others are there")
{
  add("ada@x");
  add("bob@x");
  last_pass.accounts = {{"bob@x", true}};
  admin::ProofBoard board(changes, options);
  CHECK(ProofAccounts(*api, board, AwaitedState::gone).check() == Indexes{0});
  last_pass.accounts.clear();
  CHECK(ProofAccounts(*api, board, AwaitedState::gone).check() == Indexes{});
}

TEST_CASE_FIXTURE(ProofAccountsFixture,
                  "gone holds for many by one list of all, which must not be empty")
{
  add_ten();
  last_pass.accounts.erase("u3@x");
  admin::ProofBoard board(changes, options);
  CHECK(ProofAccounts(*api, board, AwaitedState::gone).check() == Indexes{3});
  last_pass.accounts.clear();
  CHECK(ProofAccounts(*api, board, AwaitedState::gone).check() == Indexes{});
}

TEST_CASE_FIXTURE(ProofAccountsFixture, "a refusal is never read as absence")
{
  add("ada@x");
  last_pass.answer_instead = "<lastpass rc=\"Authorization Error\"/>";
  admin::ProofBoard board(changes, options);
  const auto agreed = ProofAccounts(*api, board, AwaitedState::gone).check();
  REQUIRE_FALSE(agreed);
  CHECK(agreed.error().kind == ErrorKind::sign_in);
}

TEST_CASE_FIXTURE(ProofAccountsFixture,
                  "whom LastPass does not know is said so, and is not called disabled")
{
  add("ada@x", "a@x");
  admin::ProofBoard board(changes, options);
  CHECK(ProofAccounts(*api, board, AwaitedState::disabled).check() == Indexes{});
  const auto proofs = board.finish({});
  CHECK(proofs[0].cause == PendingCause::no_account);
  CHECK(proofs[0].reason == "LastPass knows no account ada@x or a@x");
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
    std::swap(changes[0], changes[1]);
  }
  admin::ProofBoard board(changes, options);
  board.prove_by_log(0, clock.now(), "disable", "entry");
  ProofAccounts accounts(*api, board, AwaitedState::disabled);
  REQUIRE(accounts.check());
  CHECK(board.cause(0) == PendingCause::contradicted);
  REQUIRE(board.verify_by_log());
  CHECK(board.is_open(0));
  // A newer entry counts again.
  board.prove_by_log(0, clock.now() + std::chrono::minutes(1), "disable", "entry");
  REQUIRE(board.verify_by_log());
  CHECK_FALSE(board.is_open(0));
}
