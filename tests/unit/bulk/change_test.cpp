#include "lpaz/bulk/change.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <string>
#include <vector>

namespace lpaz::bulk {
namespace {

Step step(graph::GraphRequest request)
{
  return {"step", std::move(request)};
}

TEST_CASE("A plan counts the changes that change something")
{
  Plan plan;
  CHECK(plan.change_count() == 0);
  plan.changes = {{"1", "Ada", false, {}},
                  {"2", "Bob", true, {step(graph::delete_request("/users/2"))}},
                  {"3", "Cid", false, {}}};
  CHECK(plan.change_count() == 2);
}

TEST_CASE("A plan is shown as its requests in order, without what they hold")
{
  CHECK(request_lines({}).empty());
  const graph::GraphRequest patch =
      graph::patch_request("/users/1?$select=id", {{"password", "geheim"}});
  const Plan plan{{{"1",
                    "Ada",
                    false,
                    {step(patch), step(graph::action_request("/users/1/revokeSignInSessions"))}},
                   {"2", "Bob", true, {}},
                   {"3", "Cid", true, {step(graph::delete_request("/users/3"))}}}};
  CHECK(request_lines(plan) == std::vector<std::string>{"PATCH /users/1?$select=id (21 bytes)",
                                                        "POST /users/1/revokeSignInSessions",
                                                        "DELETE /users/3"});
  CHECK(std::string(R"({"password":"geheim"})").size() == 21);
}

} // namespace
} // namespace lpaz::bulk
