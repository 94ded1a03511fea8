#include "support/fake_clock.hpp"
#include "support/fake_log.hpp"
#include "support/fake_transport.hpp"

#include "lpaz/http/standard_policies.hpp"
#include "lpaz/lastpass/enterprise_api.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <string>
#include <vector>

using namespace lpaz;
using lastpass::Account;
using lastpass::EnterpriseApi;
using nlohmann::json;
using test::answer;

namespace {

constexpr const char* k_url = "https://lastpass.example/enterpriseapi.php";
constexpr const char* k_hash = "9f86d081884c7d659a2feaa0c55ad015";

struct Fixture {
  test::FakeTransport transport;
  test::FakeClock clock;
  test::FakeLog log;
  http::HttpPipeline pipeline{http::standard_policies({}, nullptr, clock, log), transport};
  std::unique_ptr<EnterpriseApi> api;

  Fixture()
  {
    auto made = EnterpriseApi::create({k_url, "1234567", util::Secret(k_hash)}, pipeline, clock);
    REQUIRE(made);
    api = *std::move(made);
  }

  void next(const json& body) { transport.next(answer(200, body.dump())); }
  json sent(std::size_t request) const
  {
    return json::parse(transport.requests().at(request).body);
  }

  std::vector<std::string> list(const lastpass::AccountFilter& filter, Status& status)
  {
    std::vector<std::string> names;
    status = api->list_accounts(filter, [&](const Account& account) -> Status {
      names.push_back(account.user_name);
      return {};
    });
    return names;
  }
};

json users(int first, int count)
{
  json list = json::object();
  for (int i = first; i < first + count; ++i) {
    list[std::to_string(i)] = {{"username", fmt::format("u{}@x", i)}, {"disabled", true}};
  }
  return list;
}

Result<std::unique_ptr<EnterpriseApi>>
create(std::string url, std::string number, std::string hash, Fixture& fixture)
{
  return EnterpriseApi::create({std::move(url), std::move(number), util::Secret(std::move(hash))},
                               fixture.pipeline,
                               fixture.clock);
}

} // namespace

TEST_CASE_FIXTURE(Fixture, "One account is asked for by its name and found in any case")
{
  next({{"total", 1},
        {"count", 1},
        {"Users", {{"9", {{"username", "Ada@X"}, {"disabled", true}}}}}});
  const auto found = api->find_account("ada@x");
  REQUIRE(found);
  REQUIRE(found->has_value());
  CHECK((*found)->disabled);
  const auto& request = transport.requests().at(0);
  CHECK(request.method == http::HttpMethod::post);
  CHECK(request.url.text() == k_url);
  CHECK(request.headers.find("Content-Type") == "application/json");
  CHECK(sent(0) == json{{"cid", 1234567},
                        {"provhash", k_hash},
                        {"cmd", "getuserdata"},
                        {"data", {{"username", "ada@x"}}}});
}

TEST_CASE_FIXTURE(Fixture, "Nobody, or only others, means absent; a refusal does not")
{
  next({{"total", 0}, {"count", 0}, {"Users", json::array()}});
  CHECK(api->find_account("ada@x").value() == std::nullopt);
  next({{"total", 1}, {"Users", users(1, 1)}});
  CHECK(api->find_account("ada@x").value() == std::nullopt);
  transport.next(answer(200, "<lastpass rc=\"Authorization Error\"/>"));
  const auto refused = api->find_account("ada@x");
  REQUIRE_FALSE(refused);
  CHECK(refused.error().kind == ErrorKind::sign_in);
  next(json::object());
  CHECK_FALSE(api->find_account("ada@x"));
}

TEST_CASE_FIXTURE(Fixture, "A list is read page by page to its end")
{
  next({{"total", 450}, {"count", 200}, {"Users", users(0, 200)}});
  next({{"total", 450}, {"count", 200}, {"Users", users(200, 200)}});
  next({{"total", 450}, {"count", 50}, {"Users", users(400, 50)}});
  Status status;
  lastpass::AccountFilter filter;
  filter.disabled = true;
  CHECK(list(filter, status).size() == 450);
  CHECK(status);
  CHECK(sent(0).at("data") == json{{"pagesize", 200}, {"pageindex", 0}, {"disabled", 1}});
  CHECK(sent(2).at("data").at("pageindex") == 2);
}

TEST_CASE_FIXTURE(Fixture, "A list that changed while it was read is no list")
{
  SUBCASE("accounts came")
  {
    next({{"total", 400}, {"Users", users(0, 200)}});
    next({{"total", 401}, {"Users", users(200, 200)}});
  }
  SUBCASE("one is missing in the end")
  {
    next({{"total", 400}, {"Users", users(0, 200)}});
    next({{"total", 400}, {"Users", users(200, 199)}});
    next({{"total", 400}, {"Users", json::array()}});
  }
  Status status;
  list({}, status);
  REQUIRE_FALSE(status);
  CHECK(status.error().code == lastpass::k_list_changed);
  CHECK(status.error().kind == ErrorKind::unavailable);
}

TEST_CASE_FIXTURE(Fixture, "A list ends with an empty page, or without a total with a short one")
{
  next({{"total", 900}, {"Users", users(0, 200)}});
  next({{"total", 900}, {"Users", json::array()}});
  Status status;
  lastpass::AccountFilter disabled;
  disabled.disabled = true;
  CHECK(list(disabled, status).size() == 200);
  CHECK(status);
  next({{"Users", users(0, 200)}});
  next({{"Users", users(200, 3)}});
  lastpass::AccountFilter enabled_admins;
  enabled_admins.disabled = false;
  enabled_admins.admin = true;
  CHECK(list(enabled_admins, status).size() == 203);
  CHECK(status);
  CHECK(sent(3).at("data") ==
        json{{"pagesize", 200}, {"pageindex", 1}, {"disabled", 0}, {"admin", 1}});
}

TEST_CASE_FIXTURE(Fixture, "A service that repeats its pages is no endless list")
{
  next({{"total", 900}, {"Users", users(0, 200)}});
  next({{"total", 900}, {"Users", users(0, 200)}});
  Status status;
  CHECK(list({}, status).size() == 200);
  CHECK_FALSE(status);
}

TEST_CASE_FIXTURE(Fixture, "A list ends with the first error of whoever reads it")
{
  next({{"total", 900}, {"Users", users(0, 200)}});
  int seen = 0;
  const auto status = api->list_accounts({}, [&](const Account&) -> Status {
    return ++seen == 3 ? Status(fail(ErrorKind::failed, "enough")) : Status();
  });
  REQUIRE_FALSE(status);
  CHECK(status.error().message == "enough");
  CHECK(seen == 3);
}

TEST_CASE_FIXTURE(Fixture, "Disabling sorts the names by what LastPass says of each")
{
  next({{"status", "Success"},
        {"disabled_users", {"A@x"}},
        {"unchanged_users", {{"0", "b@x"}}},
        {"error", {"unknown user"}}});
  const auto outcome = api->disable({"a@x", "b@x", "c@x"});
  CHECK(outcome.disabled == std::vector<std::string>{"A@x"});
  CHECK(outcome.unchanged == std::vector<std::string>{"b@x"});
  CHECK(outcome.missing == std::vector<std::string>{"c@x"});
  CHECK(outcome.errors == std::vector<std::string>{"unknown user"});
  CHECK_FALSE(outcome.failure);
  CHECK(sent(0).at("cmd") == "disableuser");
  CHECK(sent(0).at("data") == json{"a@x", "b@x", "c@x"});
}

TEST_CASE_FIXTURE(Fixture, "Disabling many stops at a failure and keeps what was done")
{
  std::vector<std::string> names;
  for (int i = 0; i < 250; ++i) {
    names.push_back(fmt::format("u{}@x", i));
  }
  next({{"status", "OK"}, {"disabled_users", std::vector(names.begin(), names.begin() + 100)}});
  transport.next(answer(200, R"({"status":"FAIL","errors":["no"]})"));
  const auto outcome = api->disable(names);
  CHECK(outcome.disabled.size() == 100);
  CHECK(outcome.missing.size() == 150);
  REQUIRE(outcome.failure);
  CHECK(outcome.failure->message == "LastPass refused: no");
  CHECK(transport.requests().size() == 2);
  CHECK(api->disable({}).disabled.empty());
}

TEST_CASE_FIXTURE(Fixture, "Good credentials are those with which accounts can be counted")
{
  next({{"total", 31}, {"count", 1}, {"Users", users(1, 1)}});
  CHECK(api->check_credentials().value() == 31);
  next({{"status", "OK"}});
  CHECK_FALSE(api->check_credentials());
}

TEST_CASE_FIXTURE(Fixture, "Throttling and a lost connection are outwaited")
{
  transport.next(answer(429, "", {{"Retry-After", "3"}}));
  Error lost;
  lost.kind = ErrorKind::unavailable;
  lost.code = std::string(http::k_code_transfer);
  transport.next(fail(lost));
  next({{"total", 1}, {"Users", users(1, 1)}});
  CHECK(api->check_credentials());
  CHECK(transport.requests().size() == 3);
  CHECK(clock.sleeps().front() == std::chrono::seconds(3));
}

TEST_CASE_FIXTURE(Fixture, "Neither log nor errors hold the provisioning hash")
{
  transport.next(answer(500, k_hash));
  const auto refused = api->disable({"a@x"});
  REQUIRE(refused.failure);
  CHECK(refused.failure->message.find(k_hash) == std::string::npos);
  CHECK_FALSE(log.details().empty());
  for (const auto& line : log.details()) {
    CHECK(line.find(k_hash) == std::string::npos);
    CHECK(line.find("a@x") == std::string::npos);
  }
}

TEST_CASE_FIXTURE(Fixture, "Settings that cannot work are refused before anything is sent")
{
  struct Row {
    const char* url;
    const char* number;
    const char* hash;
    bool accepted;
  };
  for (const auto& row : {Row{"http://127.0.0.1:8080/enterpriseapi.php", "1", "h", true},
                          Row{"http://lastpass.example/", "1", "h", false},
                          Row{"lastpass.example", "1", "h", false},
                          Row{"https://user@lastpass.example/", "1", "h", false},
                          Row{k_url, "", "h", false},
                          Row{k_url, "12a", "h", false},
                          Row{k_url, "-1", "h", false},
                          Row{k_url, "1234567890123456789", "h", false},
                          Row{k_url, "1", "", false},
                          Row{k_url, "1", "a b", false},
                          Row{k_url, "1", "a\n", false}}) {
    CAPTURE(row.url);
    CAPTURE(row.number);
    const auto made = create(row.url, row.number, row.hash, *this);
    CHECK(made.has_value() == row.accepted);
    if (!made) {
      CHECK(made.error().kind == ErrorKind::usage);
    }
  }
}
