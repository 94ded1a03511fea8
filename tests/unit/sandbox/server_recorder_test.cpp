#include "sandbox/server/gateway.hpp"
#include "sandbox/server/recorder.hpp"
#include "support/temp_dir.hpp"

#include "lpaz/util/file.hpp"
#include "lpaz/util/json.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <sys/stat.h>

using namespace lpaz::sandbox::server;
using lpaz::util::Json;

namespace {

Json recorded(const std::filesystem::path& file)
{
  const auto text = lpaz::util::read_file(file, 1U << 20U);
  REQUIRE(text);
  CHECK(text->ends_with("}\n"));
  return Json::parse(*text);
}

Request request_to(const std::string& path, const std::string& body)
{
  Request request;
  request.method = "POST";
  request.path = path;
  request.headers.emplace("Authorization", "Bearer secret-token");
  request.headers.emplace("User-Agent", "lpaz/1");
  request.body = body;
  return request;
}

} // namespace

TEST_CASE("an exchange is one line of a file that is the owner's alone, without the token")
{
  const lpaz::test::TempDir folder;
  const auto file = folder / "exchanges.jsonl";
  const auto recorder = Recorder::open(file.string());
  REQUIRE(recorder);
  auto request = request_to("/v1.0/users", R"({"displayName":"Ada"})");
  request.query = "$top=1";
  recorder->add(request, {Response::json(201, R"({"id":"1"})"), Delivery::whole}, "slow");
  const auto line = recorded(file);
  CHECK(line["method"] == "POST");
  CHECK(line["path"] == "/v1.0/users?$top=1");
  CHECK(line["userAgent"] == "lpaz/1");
  CHECK(line["request"] == R"({"displayName":"Ada"})");
  CHECK(line["status"] == 201);
  CHECK(line["response"] == R"({"id":"1"})");
  CHECK(line["fault"] == "slow");
  CHECK(line.dump().find("secret-token") == std::string::npos);
  struct stat status = {};
  REQUIRE(::stat(file.c_str(), &status) == 0);
  CHECK((status.st_mode & 0777U) == 0600U);
}

TEST_CASE("what the sign-in service is sent and answers is not recorded")
{
  const lpaz::test::TempDir folder;
  const auto file = folder / "exchanges.jsonl";
  Recorder::open(file.string())
      ->add(request_to("/tenant/oauth2/v2.0/token", "client_secret=hidden"),
            {Response::json(200, R"({"access_token":"hidden"})"), Delivery::whole},
            "");
  CHECK(recorded(file).dump().find("hidden") == std::string::npos);
}

TEST_CASE("a dropped answer has status 0, and without a file nothing is recorded")
{
  const lpaz::test::TempDir folder;
  const auto file = folder / "exchanges.jsonl";
  const Answer dropped{Response::json(200, "{}"), Delivery::drop};
  Recorder::open(file.string())->add(request_to("/v1.0/users", ""), dropped, "drop-after");
  CHECK(recorded(file)["status"] == 0);
  CHECK(recorded(file)["response"] == "");
  Recorder().add(request_to("/v1.0/users", ""), dropped, "");
  CHECK_FALSE(Recorder::open((folder / "none" / "exchanges.jsonl").string()));
}

TEST_CASE("values of known secrets are masked, and what cannot be masked is left out")
{
  CHECK(without_secrets(R"({"value":[{"key":"SecretToken","value":"s"}]})") ==
        R"({"value":[{"key":"SecretToken","value":"***"}]})");
  CHECK(without_secrets(R"({"value":[{"key":"SyncAll","value":"s"}]})") ==
        R"({"value":[{"key":"SyncAll","value":"s"}]})");
  CHECK(without_secrets(R"({"cid":1,"provhash":"s"})") == R"({"cid":1,"provhash":"***"})");
  CHECK(without_secrets(R"({"requests":[{"body":{"passwordProfile":{"password":"s"}}}]})") ==
        R"({"requests":[{"body":{"passwordProfile":{"password":"***"}}}]})");
  CHECK(without_secrets(R"({"key":"AppKey","value":"s"})") == R"({"key":"AppKey","value":"***"})");
  CHECK(without_secrets(R"({"token":"s"})") == R"({"token":"***"})");
  CHECK(without_secrets("text that is no JSON") == "text that is no JSON");
  CHECK(without_secrets("password=s, and no JSON").empty());
  CHECK(without_secrets("\"password\":" + std::string(100'000, '[')).empty());
  CHECK(without_secrets(std::string(5'000'000, 'x')).empty());
}
