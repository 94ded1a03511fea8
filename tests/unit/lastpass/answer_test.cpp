#include "lastpass/answer.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <chrono>
#include <string>

using namespace lpaz;
using lastpass::parse_answer;
using util::Json;

namespace {

const util::Secret k_secret("0123456789abcdef");
constexpr util::TimePoint k_now{std::chrono::seconds(1767323045)};

Result<Json> parse(std::string body, int status = 200)
{
  return parse_answer({status, {{"Content-Type", "text/xml"}}, std::move(body)}, k_secret, k_now);
}

Error refusal(std::string body, int status = 200)
{
  const auto answer = parse(std::move(body), status);
  REQUIRE_FALSE(answer);
  return answer.error();
}

} // namespace

TEST_CASE("JSON is taken whatever the content type says, and whatever stands before it")
{
  for (const auto* body :
       {R"({"total":1})", " \r\n\t{\"total\":1}\n", "\xef\xbb\xbf{\"total\":1}"}) {
    CAPTURE(body);
    const auto answer = parse(body);
    REQUIRE(answer);
    CHECK(answer->at("total") == 1);
  }
}

TEST_CASE("XML with status 200 means that the credentials were refused")
{
  for (const auto* body : {"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<lastpass "
                           "rc=\"Authorization Error\"/>",
                           "\n<lastpass rc='authorization error'></lastpass>"}) {
    CAPTURE(body);
    const Error error = refusal(body);
    CHECK(error.kind == ErrorKind::sign_in);
    CHECK(error.hint.find("LPAZ_LASTPASS_PROVHASH") != std::string::npos);
  }
  CHECK(refusal("", 401).kind == ErrorKind::sign_in);
  CHECK(refusal("<html>forbidden</html>", 403).kind == ErrorKind::sign_in);
  CHECK(refusal(R"({"status":"FAIL","errors":["Authorization Error"]})").kind ==
        ErrorKind::sign_in);
}

TEST_CASE("Other XML is a failure that says what LastPass said")
{
  CHECK(refusal("<lastpass rc=\"Company is locked\"/>").message ==
        "LastPass refused: Company is locked");
  for (const auto* body : {"<html><body>maintenance</body></html>",
                           "<lastpass rc=",
                           "<lastpass rc=\"",
                           "<lastpass rc=x>",
                           "<"}) {
    CAPTURE(body);
    const Error error = refusal(body);
    CHECK(error.kind == ErrorKind::failed);
    CHECK(error.message == "LastPass answered with a page instead of JSON");
  }
}

TEST_CASE("A status in any case that means failure is one, with its reasons")
{
  CHECK(refusal(R"({"status":"FAIL","errors":["unknown user","x"]})").message ==
        "LastPass refused: unknown user; x");
  CHECK(refusal(R"({"status":"fail","error":"unknown user"})").message ==
        "LastPass refused: unknown user");
  CHECK(refusal(R"({"status":"Failed","errors":{"a":"one"}})").message == "LastPass refused: one");
  CHECK(refusal(R"({"status":"FAIL"})").message == "LastPass refused: no reason given");
  for (const auto* status : {"OK", "ok", "success", "Success", "WARN", ""}) {
    CHECK(parse(std::string(R"({"status":")") + status + "\"}"));
  }
}

TEST_CASE("Throttling and trouble of the service are temporary, with their wait")
{
  const auto answer = parse_answer({429, {{"Retry-After", "7"}}, "slow down"}, k_secret, k_now);
  REQUIRE_FALSE(answer);
  CHECK(answer.error().kind == ErrorKind::unavailable);
  CHECK(answer.error().retry_after == std::chrono::seconds(7));
  CHECK(refusal("<html>", 502).kind == ErrorKind::unavailable);
  CHECK(refusal("", 503).http_status == 503);
  CHECK(refusal(R"({"total":1})", 302).kind == ErrorKind::failed);
  CHECK(refusal("", 404).kind == ErrorKind::failed);
}

TEST_CASE("An answer that is not a JSON object is refused")
{
  for (const auto* body : {"", "   ", "null", "[]", "12", "\"x\"", "{", R"({"a":1)", "{]}"}) {
    CAPTURE(body);
    CHECK(refusal(body).kind == ErrorKind::failed);
  }
  CHECK(refusal(R"({"a":)" + std::string(10'000, '[')).kind == ErrorKind::failed);
}

TEST_CASE("An error never shows the secret, nor control characters, nor pages of text")
{
  const Error echoed =
      refusal(R"({"status":"FAIL","errors":["bad hash 0123456789abcdef0123456789abcdef"]})");
  CHECK(echoed.message == "LastPass refused: bad hash ******");
  CHECK(refusal("<lastpass rc=\"0123456789abcdef\"/>").code == "***");
  CHECK(refusal("<lastpass rc=\"\x1b[2J\"/>").message == "LastPass refused: \\x1b[2J");
  CHECK(refusal("<lastpass rc=\"" + std::string(100'000, 'x') + "\"/>").message.size() < 400);
}

TEST_CASE("Texts come from lists, from objects, and alone")
{
  CHECK(lastpass::texts_of(Json::parse(R"(["a", 1, null, "b"])")) ==
        std::vector<std::string>{"a", "b"});
  CHECK(lastpass::texts_of(Json::parse(R"({"0": "a", "1": "b"})")) ==
        std::vector<std::string>{"a", "b"});
  CHECK(lastpass::texts_of(Json("a")) == std::vector<std::string>{"a"});
  CHECK(lastpass::texts_of(Json(3)).empty());
  CHECK(lastpass::texts_of(Json()).empty());
}
