#include "sandbox/server/fault_answer.hpp"

#include "lpaz/util/json.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

using namespace lpaz::sandbox::server;
using lpaz::util::Json;

namespace {

Response answer_to(const std::string& path, int status)
{
  Fault fault;
  fault.status = status;
  fault.retry_after = "7";
  Request request;
  request.path = path;
  request.headers.emplace("client-request-id", "mine");
  return fault_answer(fault, request);
}

} // namespace

TEST_CASE("An ordered error of Graph has Graph's shape, with both request ids")
{
  const Response response = answer_to("/v1.0/users", 429);
  CHECK(response.status == 429);
  CHECK(response.headers.find("Retry-After")->second == "7");
  CHECK(response.headers.find("client-request-id")->second == "mine");
  const Json error = Json::parse(response.body).at("error");
  CHECK(error.at("code") == "TooManyRequests");
  CHECK(error.at("innerError").at("client-request-id") == "mine");
  CHECK(error.at("innerError").at("request-id") == response.headers.find("request-id")->second);
}

TEST_CASE("An ordered error of the sign-in service has its own shape")
{
  const Response busy = answer_to("/contoso.example/oauth2/v2.0/token", 429);
  const Json json = Json::parse(busy.body);
  CHECK(json.at("error") == "temporarily_unavailable");
  CHECK(json.at("error_codes") == Json({90055}));
  CHECK(json.at("correlation_id") == "mine");
  const Response ill = answer_to("/contoso.example/oauth2/v2.0/token", 503);
  CHECK(Json::parse(ill.body).at("error_codes") == Json({90033}));
}

TEST_CASE("Elsewhere an ordered error has no body but the one that was given")
{
  CHECK(answer_to("/scimapi/1234567/Users", 500).body.empty());
}
