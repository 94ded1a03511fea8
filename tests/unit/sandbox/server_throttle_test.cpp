#include "sandbox/server/throttle.hpp"
#include "sandbox/server/throttle_control.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

using namespace lpaz::sandbox::server;
using lpaz::util::Json;
using std::chrono::milliseconds;
using std::chrono::seconds;

namespace {

constexpr lpaz::util::TimePoint k_throttle_start{std::chrono::hours(24 * 365 * 55)};
constexpr Cost k_report{0, 0, 1, 0};
constexpr Cost k_write{1, 1, 0, 0};
constexpr std::size_t k_users = 40;

Throttle throttle(std::string_view order)
{
  return Throttle(*parse_throttle(order));
}

int granted_of(Throttle& throttle, const Cost& cost, int calls, lpaz::util::TimePoint now)
{
  int granted = 0;
  for (int i = 0; i < calls; ++i) {
    granted += throttle.charge(cost, k_users, now).granted ? 1 : 0;
  }
  return granted;
}

} // namespace

TEST_CASE("A throttle is written as off, on or a quota of writes")
{
  CHECK_FALSE(parse_throttle("off")->refuses);
  CHECK(parse_throttle("on")->refuses);
  CHECK(parse_throttle("on")->writes == 3000);
  CHECK(parse_throttle("on")->seconds == 150);
  CHECK(parse_throttle("300/15")->refuses);
  CHECK(parse_throttle("300/15")->writes == 300);
  CHECK(parse_throttle("300/15")->seconds == 15);
  for (const auto* text : {"",
                           "no",
                           "300",
                           "300/",
                           "/15",
                           "0/15",
                           "300/0",
                           "-1/5",
                           "1e9/5",
                           "2000000000/1",
                           "300/15/2",
                           "ON"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_throttle(text));
  }
}

TEST_CASE("A quota grants its whole and then as much as comes back")
{
  auto limits = throttle("on");
  CHECK(granted_of(limits, k_report, 5, k_throttle_start) == 5);
  CHECK(granted_of(limits, k_report, 1, k_throttle_start + seconds(2)) == 1);
  CHECK(granted_of(limits, k_report, 10, k_throttle_start + seconds(60)) == 5);
}

TEST_CASE("A refusal says after how many seconds the quota holds the call, and is kept to it")
{
  auto limits = throttle("on");
  granted_of(limits, k_report, 5, k_throttle_start);
  const auto refused = limits.charge(k_report, k_users, k_throttle_start + milliseconds(900));
  REQUIRE_FALSE(refused.granted);
  CHECK(refused.quota == Quota::reports);
  // 0.45 had come back, the refused call took 1, the next takes 1; 0.5 comes back a second.
  CHECK(refused.retry_after == seconds(4));
  CHECK_FALSE(
      limits.charge(k_report, k_users, k_throttle_start + milliseconds(900) + seconds(1)).granted);
}

TEST_CASE("Whoever waits as long as he was told is served")
{
  auto limits = throttle("100/10");
  CHECK(granted_of(limits, k_write, 100, k_throttle_start) == 100);
  auto now = k_throttle_start;
  for (int i = 0; i < 20; ++i) {
    const auto verdict = limits.charge(k_write, k_users, now);
    REQUIRE_FALSE(verdict.granted);
    CHECK(verdict.quota == Quota::writes);
    CHECK(verdict.retry_after >= seconds(1));
    now += verdict.retry_after;
    REQUIRE(limits.charge(k_write, k_users, now).granted);
    // The rest of what came back.
    while (limits.charge(k_write, k_users, now).granted) {
    }
    now += seconds(10);
    granted_of(limits, k_write, 100, now);
  }
}

TEST_CASE("Refused calls count against the quota, but not without end")
{
  auto limits = throttle("10/10");
  CHECK(granted_of(limits, k_write, 10, k_throttle_start) == 10);
  double usage = 0;
  for (int i = 0; i < 100; ++i) {
    const auto verdict = limits.charge(k_write, k_users, k_throttle_start);
    CHECK_FALSE(verdict.granted);
    usage = verdict.usage;
    CHECK(verdict.retry_after <= seconds(9));
  }
  CHECK(usage == doctest::Approx(1.8));
  CHECK(granted_of(limits, k_write, 10, k_throttle_start + seconds(8)) == 0);
}

TEST_CASE("Resource units depend on the size of the tenant")
{
  struct Row {
    std::size_t users;
    int units;
  };
  for (const auto& row : {Row{49, 3500}, Row{50, 5000}, Row{500, 5000}, Row{501, 8000}}) {
    CAPTURE(row.users);
    auto limits = throttle("on");
    const Cost all{row.units, 0, 0, 0};
    CHECK(limits.charge(all, row.users, k_throttle_start).granted);
    CHECK_FALSE(limits.charge({1, 0, 0, 0}, row.users, k_throttle_start).granted);
  }
}

TEST_CASE("Without an order to refuse, calls are counted and granted")
{
  auto limits = throttle("off");
  CHECK(granted_of(limits, k_report, 100, k_throttle_start) == 100);
  const auto verdict = limits.charge(k_report, k_users, k_throttle_start);
  CHECK(verdict.granted);
  CHECK(verdict.usage == 0);
  CHECK(limits.to_json().at("quotas").at("reports").at("granted") == 101);
}

TEST_CASE("A calendar that is put back gives nothing and takes nothing")
{
  auto limits = throttle("on");
  CHECK(granted_of(limits, k_report, 4, k_throttle_start) == 4);
  CHECK(granted_of(limits, k_report, 2, k_throttle_start - seconds(100)) == 1);
}

TEST_CASE("The control call tells the counts of each quota beside what was permitted")
{
  auto limits = throttle("100/10");
  granted_of(limits, k_write, 110, k_throttle_start);
  granted_of(limits, k_write, 1, k_throttle_start + seconds(5));
  Request request;
  request.method = "GET";
  const auto counts = Json::parse(respond_throttle(limits, request).body);
  CHECK(counts.at("refuses") == true);
  CHECK(counts.at("granted") == 101);
  CHECK(counts.at("refused") == 10);
  const auto& writes = counts.at("quotas").at("writes");
  CHECK(writes.at("granted") == 101);
  CHECK(writes.at("refused") == 10);
  CHECK(writes.at("seconds") == doctest::Approx(5));
  CHECK(writes.at("permittedUnits") == doctest::Approx(150));
  CHECK(counts.at("quotas").at("resourceUnits").at("grantedUnits") == 101);

  request.method = "POST";
  request.body = R"({"throttle": "5/1"})";
  const auto anew = Json::parse(respond_throttle(limits, request).body);
  CHECK(anew.at("granted") == 0);
  CHECK(anew.at("quotas").at("writes").at("capacity") == 5);
  request.body = R"({"throttle": 5})";
  CHECK(respond_throttle(limits, request).status == 400);
  request.method = "DELETE";
  CHECK(respond_throttle(limits, request).status == 404);
}
