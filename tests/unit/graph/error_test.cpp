#include "support/graph_fixture.hpp"

#include "lpaz/graph/error.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace lpaz;
using graph::error_from_response;
using test::answer;
using test::error_body;
using test::json;
using test::json_answer;

TEST_CASE("Every status of Graph means one kind of error")
{
  struct Row {
    int status;
    std::string code;
    ErrorKind kind;
  };
  for (const Row& row : {
           Row{400, "Request_BadRequest", ErrorKind::failed},
           Row{400, "BadRequest", ErrorKind::failed},
           Row{400, "Request_UnsupportedQuery", ErrorKind::failed},
           Row{400, "Directory_QuotaExceeded", ErrorKind::failed},
           Row{401, "InvalidAuthenticationToken", ErrorKind::sign_in},
           Row{403, "Authorization_RequestDenied", ErrorKind::permission},
           Row{403, "Forbidden", ErrorKind::permission},
           Row{403, "accessDenied", ErrorKind::permission},
           Row{404, "Request_ResourceNotFound", ErrorKind::not_found},
           Row{404, "ResourceNotFound", ErrorKind::not_found},
           Row{405, "Request_BadRequest", ErrorKind::failed},
           Row{408, "RequestTimeout", ErrorKind::unavailable},
           Row{409, "Request_MultipleObjectsWithSameKeyValue", ErrorKind::conflict},
           Row{410, "resyncRequired", ErrorKind::failed},
           Row{412, "PreconditionFailed", ErrorKind::conflict},
           Row{423, "Locked", ErrorKind::conflict},
           Row{424, "FailedDependency", ErrorKind::failed},
           Row{429, "TooManyRequests", ErrorKind::unavailable},
           Row{429, "activityLimitReached", ErrorKind::unavailable},
           Row{500, "UnknownError", ErrorKind::unavailable},
           Row{501, "NotImplemented", ErrorKind::failed},
           Row{502, "UnknownError", ErrorKind::unavailable},
           Row{503, "serviceNotAvailable", ErrorKind::unavailable},
           Row{504, "UnknownError", ErrorKind::unavailable},
       }) {
    const auto error = error_from_response(json_answer(row.status, error_body(row.code, "why")));
    INFO(row.status << " " << row.code);
    CHECK(error.kind == row.kind);
    CHECK(error.http_status == row.status);
    CHECK(error.code == row.code);
    CHECK(error.message == "why");
  }
}

TEST_CASE("Every text in which Graph says that the object exists already is a conflict")
{
  for (const std::string message :
       {"One or more added object references already exist for the following modified properties: "
        "'members'.",
        "Permission being assigned already exists on the object",
        "EntitlementGrant entry already exists.",
        "ALREADY EXISTS"}) {
    CHECK(error_from_response(json_answer(400, error_body("Request_BadRequest", message))).kind ==
          ErrorKind::conflict);
  }
  CHECK(error_from_response(
            json_answer(400, error_body("Request_BadRequest", "Not a valid reference update")))
            .kind == ErrorKind::failed);
}

TEST_CASE("A text about existing changes nothing about a status that has a meaning of its own")
{
  CHECK(error_from_response(json_answer(403, error_body("x", "already exists"))).kind ==
        ErrorKind::permission);
  CHECK(error_from_response(json_answer(503, error_body("x", "already exists"))).kind ==
        ErrorKind::unavailable);
}

TEST_CASE("The deepest code of the inner errors is shown")
{
  for (const std::string name : {"innerError", "innererror"}) {
    json body = error_body("BadRequest", "why");
    body["error"][name] = {{"code", "Middle"}, {name, {{"code", "Deepest"}, {"date", "x"}}}};
    CHECK(error_from_response(json_answer(400, body)).code == "Deepest");
  }
}

TEST_CASE("Inner errors without a usable code leave the outer one")
{
  for (const json& inner :
       {json{{"request-id", "r"}}, json{{"code", ""}}, json{{"code", 5}}, json("text"), json()}) {
    json body = error_body("BadRequest", "why");
    body["error"]["innerError"] = inner;
    CHECK(error_from_response(json_answer(400, body)).code == "BadRequest");
  }
}

TEST_CASE("Inner errors without end are followed only so far")
{
  json inner = {{"code", "Deepest"}};
  for (int i = 0; i < 50; ++i) {
    inner = {{"code", "Level"}, {"innerError", inner}};
  }
  json body = error_body("Outer", "why");
  body["error"]["innerError"] = inner;
  CHECK(error_from_response(json_answer(400, body)).code == "Level");
}

TEST_CASE("The message of the synchronization service is taken out of its JSON text")
{
  struct Row {
    std::string message;
    std::string shown;
  };
  for (const Row& row : {
           Row{R"({"Message":"No HTTP resource was found"})", "No HTTP resource was found"},
           Row{R"({"message":"lower"})", "lower"},
           Row{R"({"Message":"","message":"second"})", "second"},
           Row{R"({"error":{"code":"x","message":"nested"}})", "nested"},
           Row{R"({"error":"plain"})", "plain"},
           Row{R"(  {"Message":"indented"})", "indented"},
           Row{R"({"Message": cut off)", R"({"Message": cut off)"},
           Row{R"({"other":1})", R"({"other":1})"},
           Row{R"({"Message":5})", R"({"Message":5})"},
           Row{R"({"error":{"code":"x"}})", R"({"error":{"code":"x"}})"},
       }) {
    const auto error =
        error_from_response(json_answer(400, error_body("UnknownError", row.message)));
    CHECK(error.message == row.shown);
    CHECK(error.code == "UnknownError");
  }
}

TEST_CASE("A conflict is seen inside the JSON text as well")
{
  const auto error = error_from_response(
      json_answer(400, error_body("UnknownError", R"({"Message":"It already exists"})")));
  CHECK(error.kind == ErrorKind::conflict);
}

TEST_CASE("A body that is not Graph's still gives an error with its status")
{
  for (const std::string body : {"",
                                 "<html><body>502 Bad Gateway</body></html>",
                                 "{",
                                 "[]",
                                 "5",
                                 "\"text\"",
                                 "null",
                                 "{}",
                                 R"({"error":"invalid_client","error_description":"x"})",
                                 R"({"error":null})",
                                 R"({"error":[]})",
                                 R"({"error":{}})",
                                 R"({"error":{"code":7,"message":["x"]}})"}) {
    const auto error = error_from_response(answer(502, body));
    INFO(body);
    CHECK(error.kind == ErrorKind::unavailable);
    CHECK(error.http_status == 502);
    CHECK(error.message == "Graph answered HTTP 502");
    CHECK(error.code.empty());
  }
}

TEST_CASE("An empty code is kept as none")
{
  const auto error = error_from_response(json_answer(404, error_body("", "gone")));
  CHECK(error.kind == ErrorKind::not_found);
  CHECK(error.code.empty());
  CHECK(error.message == "gone");
}

TEST_CASE("A 401 without a reason is a missing permission, as the synchronization service says it")
{
  const auto error = error_from_response(json_answer(401, error_body("UnknownError", "")));
  CHECK(error.kind == ErrorKind::permission);
  CHECK(error.message.find("lacks a permission") != std::string::npos);
  CHECK(error.hint.empty());
}

TEST_CASE("A 401 with a reason, or without a body, is a matter of signing in")
{
  for (const auto& response : {json_answer(401, error_body("UnknownError", "expired")),
                               json_answer(401, error_body("InvalidAuthenticationToken", "")),
                               answer(401)}) {
    const auto error = error_from_response(response);
    CHECK(error.kind == ErrorKind::sign_in);
    CHECK(error.hint.find("lpaz login") != std::string::npos);
  }
}

TEST_CASE("The request id comes from the header, else from the inner error in either spelling")
{
  json body = error_body("x", "y");
  body["error"]["innerError"] = {{"request-id", "from-body"}};
  CHECK(error_from_response(json_answer(400, body, {{"Request-Id", "from-header"}})).request_id ==
        "from-header");
  CHECK(error_from_response(json_answer(400, body)).request_id == "from-body");
  json other = error_body("x", "y");
  other["error"]["innererror"] = {{"request-id", "lower"}};
  CHECK(error_from_response(json_answer(400, other)).request_id == "lower");
  CHECK(error_from_response(answer(502, "<html>")).request_id.empty());
}

TEST_CASE("Throttling and an unavailable service come with the advice to run the command again")
{
  CHECK(error_from_response(answer(429)).hint.find("throttles") != std::string::npos);
  CHECK(error_from_response(answer(503)).hint.find("run the command again") != std::string::npos);
  CHECK(error_from_response(answer(404)).hint.empty());
}

TEST_CASE("A message of any length is cut")
{
  const auto error =
      error_from_response(json_answer(400, error_body("x", std::string(1'000'000, 'm'))));
  CHECK(error.message.size() == 2000);
}

TEST_CASE("A refusal for lack of a licence says so instead of asking for a permission")
{
  const auto error = error_from_response(
      json_answer(403,
                  error_body("Authentication_RequestFromNonPremiumTenantOrB2CTenant",
                             "Neither tenant is B2C or tenant doesn't have premium license")));
  CHECK(error.kind == ErrorKind::permission);
  CHECK(error.hint.find("Entra ID P1") != std::string::npos);
}
