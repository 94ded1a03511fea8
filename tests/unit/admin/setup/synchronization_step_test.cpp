#include "admin/setup/synchronization_step.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <string>

using namespace lpaz;
using nlohmann::json;

namespace {

json scim_job(const char* id, const char* code, const char* state = "Active")
{
  return {{"id", id},
          {"templateId", "scim"},
          {"schedule", {{"state", state}}},
          {"status", {{"code", code}}}};
}

Error error_with_kind(ErrorKind kind)
{
  Error error;
  error.kind = kind;
  return error;
}

} // namespace

TEST_CASE("Every step about synchronization goes alone, and waits until a new app is known")
{
  for (const bulk::Step& step : {admin::job_step("sp"),
                                 admin::connection_step("sp", graph::SynchronizationSecrets()),
                                 admin::start_step("sp", "job")}) {
    CAPTURE(step.name);
    CHECK(step.alone);
    CHECK(step.request.path.starts_with("/servicePrincipals/sp/synchronization/"));
    for (const ErrorKind kind :
         {ErrorKind::not_found, ErrorKind::permission, ErrorKind::conflict}) {
      CHECK(step.passes(error_with_kind(kind)));
    }
    for (const ErrorKind kind : {ErrorKind::usage, ErrorKind::sign_in, ErrorKind::unavailable}) {
      CHECK_FALSE(step.passes(error_with_kind(kind)));
    }
  }
}

TEST_CASE("A job was created if the list shows a SCIM job, one or several")
{
  const auto step = admin::job_step("sp");
  CHECK(step.once);
  CHECK(step.check->path == "/servicePrincipals/sp/synchronization/jobs");
  const auto shows = [&step](const json& jobs) {
    return step.carried_out(json{{"value", jobs}}, {});
  };
  CHECK(shows(json::array({scim_job("scim.1", "NotRun")})));
  CHECK(shows(json::array({scim_job("scim.1", "NotRun"), scim_job("scim.2", "NotRun")})));
  CHECK_FALSE(shows(json::array()));
  CHECK_FALSE(shows(json::array({{{"id", "x"}, {"templateId", "other"}}})));
  CHECK_FALSE(step.carried_out(fail(ErrorKind::not_found, "no app"), {}));
}

TEST_CASE("The new job is read from its creation's answer or from the list of jobs")
{
  CHECK(admin::job_in(scim_job("scim.1", "NotRun").dump(), "App")->id == "scim.1");
  const json one = {{"value", json::array({scim_job("scim.2", "NotRun")})}};
  CHECK(admin::job_in(one.dump(), "App")->id == "scim.2");
  const json two = {
      {"value", json::array({scim_job("scim.1", "NotRun"), scim_job("scim.2", "NotRun")})}};
  const auto several = admin::job_in(two.dump(), "App");
  REQUIRE_FALSE(several);
  CHECK(several.error().kind == ErrorKind::usage);
  CHECK(several.error().hint.find("scim.2") != std::string::npos);
  CHECK_FALSE(admin::job_in(R"({"value":[]})", "App"));
}

TEST_CASE("A job was started if it runs, not if it is stopped or in quarantine")
{
  const auto step = admin::start_step("sp", "scim.1");
  CHECK(step.check->path == "/servicePrincipals/sp/synchronization/jobs/scim.1");
  CHECK(step.carried_out(scim_job("scim.1", "Active"), {}));
  CHECK(step.carried_out(scim_job("scim.1", "NotRun"), {}));
  CHECK_FALSE(step.carried_out(scim_job("scim.1", "Paused"), {}));
  CHECK_FALSE(step.carried_out(scim_job("scim.1", "Active", "Disabled"), {}));
  CHECK_FALSE(step.carried_out(scim_job("scim.1", "Quarantine"), {}));
  CHECK_FALSE(step.carried_out(fail(ErrorKind::not_found, "gone"), {}));
}

TEST_CASE("A connection may be saved twice, so its step needs no check")
{
  const auto step = admin::connection_step("sp", graph::SynchronizationSecrets());
  CHECK_FALSE(step.check.has_value());
  CHECK_FALSE(step.once);
}
