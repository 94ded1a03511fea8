#include "graph_fixture.hpp"
#include "sandbox/server/control.hpp"
#include "sandbox/server/gateway.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace lpaz::sandbox;
using namespace lpaz::sandbox::server;
using lpaz::util::Json;

namespace {

// Remembers what it was asked for; refuses documents that begin with "bad".
struct FakeStates : StateService {
  std::string dump() override { return R"({"format":"lpaz-sandbox state"})"; }
  lpaz::Status load(std::string_view document) override
  {
    if (document.starts_with("bad")) {
      return lpaz::fail(lpaz::ErrorKind::usage, "users[3].id is not an id", "look there");
    }
    loaded = document;
    return {};
  }
  lpaz::Status reset(std::string_view seed) override
  {
    seeds.emplace_back(seed);
    return {};
  }

  std::string loaded;
  std::vector<std::string> seeds;
};

struct Served {
  test::GraphFixture graph;
  Journal journal;
  Router router;
  FakeStates states;
  Control control{graph.tenant, journal, graph.faults, graph.provisioning, states};
  Gateway gateway{graph.tenant, router, journal, graph.faults};

  Served()
  {
    router.mount("/v1.0",
                 [this](const Request& request) { return graph.service.respond(request); });
    router.mount("/control", [this](const Request& request) { return control.respond(request); });
  }

  Response call(const std::string& method, const std::string& path, const std::string& body = {})
  {
    Request request;
    request.method = method;
    const auto question = path.find('?');
    request.path = "/control/" + path.substr(0, question);
    request.query = question == std::string::npos ? "" : path.substr(question + 1);
    request.body = body;
    return gateway.answer(request, 1).response;
  }

  Answer get_users() { return gateway.answer(graph.request("GET", "/users?$top=1"), 4711); }
};

} // namespace

TEST_CASE("The journal holds every request but the control calls")
{
  Served served;
  served.get_users();
  served.gateway.answer(served.graph.request("GET", "/nonsense"), 4711);
  const auto journal = Json::parse(served.call("GET", "journal").body);
  REQUIRE(journal.size() == 2);
  CHECK(journal[0].at("method") == "GET");
  CHECK(journal[0].at("path") == "/v1.0/users?$top=1");
  CHECK(journal[0].at("status") == 200);
  CHECK(journal[0].at("connection") == 4711);
  CHECK(journal[1].at("status") == 400);
  CHECK(served.call("POST", "journal/reset").status == 204);
  CHECK(Json::parse(served.call("GET", "journal").body).empty());
}

TEST_CASE("A fault happens as often as it was ordered, to the requests that match")
{
  Served served;
  CHECK(served
            .call("POST",
                  "fault",
                  R"({"method":"GET","path":"/v1.0/users","times":2,"status":503,"retryAfter":3})")
            .status == 204);
  served.gateway.answer(served.graph.request("GET", "/groups"), 1);
  const auto first = served.get_users();
  CHECK(first.response.status == 503);
  CHECK(first.response.headers.find("Retry-After")->second == "3");
  CHECK(Json::parse(first.response.body).at("error").at("code") == "serviceNotAvailable");
  CHECK(served.get_users().response.status == 503);
  CHECK(served.get_users().response.status == 200);
  const auto journal = Json::parse(served.call("GET", "journal").body);
  CHECK(journal[1].at("fault") == "status");
  CHECK(journal[3].at("fault") == "");
}

TEST_CASE("Faults act before or after the request, or spoil the answer")
{
  Served served;
  const std::string john = served.graph.user_id("john.backus");
  const auto remove = [&](const std::string& fault) {
    served.call("POST", "fault", R"({"fault":")" + fault + R"("})");
    return served.gateway.answer(served.graph.request("DELETE", "/users/" + john), 1);
  };
  const auto is_there = [&] { return served.graph.get("/users/" + john).status == 200; };
  CHECK(remove("drop-before").delivery == Delivery::drop);
  CHECK(is_there());
  CHECK(remove("drop-after").delivery == Delivery::drop);
  CHECK_FALSE(is_there());
  served.call("POST", "fault", R"({"fault":"garbage"})");
  CHECK_FALSE(Json::accept(served.get_users().response.body));
  served.call("POST", "fault", R"({"fault":"cut"})");
  CHECK(served.get_users().delivery == Delivery::cut);
}

TEST_CASE("A fault passes over the first requests, and tells those from parts of a batch")
{
  Faults faults;
  const auto order = [&faults](const std::string& body) {
    faults.add(*parse_fault(Json::parse(body)));
  };
  order(R"({"target":"request","skip":2,"times":2})");
  const auto meets = [&faults](bool is_part) { return faults.take("GET", "/v1.0/x", is_part); };
  CHECK_FALSE(meets(false));
  CHECK_FALSE(meets(true));
  CHECK_FALSE(meets(false));
  CHECK(meets(false));
  CHECK_FALSE(meets(true));
  CHECK(meets(false));
  CHECK_FALSE(meets(false));
  order(R"({"target":"part","skip":1,"fault":"status-after","status":504})");
  CHECK_FALSE(meets(true));
  CHECK_FALSE(meets(false));
  CHECK(meets(true));
  CHECK_FALSE(meets(true));
}

TEST_CASE("A late answer comes after the request was carried out")
{
  Served served;
  served.call("POST", "fault", R"({"fault":"late","delay":1})");
  const auto path = "/users/" + served.graph.user_id("john.backus");
  CHECK(served.gateway.answer(served.graph.request("DELETE", path), 1).response.status == 204);
  CHECK(served.graph.get(path).status == 404);
}

TEST_CASE("Status-after acts, alone and in a batch, and says that it did not")
{
  Served served;
  for (const bool in_batch : {false, true}) {
    const std::string user = served.graph.user_id(in_batch ? "john.backus" : "dennis.blocked");
    served.call("POST",
                "fault",
                std::string(R"({"fault":"status-after","status":504,"target":")") +
                    (in_batch ? "part" : "request") + "\"}");
    Request request = served.graph.request("DELETE", "/users/" + user);
    if (in_batch) {
      request = served.graph.request("POST", "/$batch");
      request.headers.emplace("Content-Type", "application/json");
      request.body = R"({"requests":[{"id":"1","method":"DELETE","url":"/users/)" + user + "\"}]}";
    }
    const Response answer = served.gateway.answer(request, 1).response;
    CHECK(answer.status == (in_batch ? 200 : 504));
    CHECK((answer.body.find(R"("status":504)") != std::string::npos) == in_batch);
    CHECK(served.graph.get("/users/" + user).status == 404);
  }
}

TEST_CASE("Orders that make no sense are refused, and orders can be taken back")
{
  Served served;
  for (const char* body : {"",
                           "[",
                           R"({"fault":"explode"})",
                           R"({"status":99})",
                           R"({"status":600})",
                           R"({"times":0})",
                           R"({"skip":-1})",
                           R"({"target":"everybody"})",
                           R"({"delay":-1})",
                           R"({"delay":99999999})"}) {
    CAPTURE(body);
    CHECK(served.call("POST", "fault", body).status == 400);
  }
  served.call("POST", "fault", R"({"status":500})");
  CHECK(Json::parse(served.call("GET", "fault").body).size() == 1);
  CHECK(served.call("DELETE", "fault").status == 204);
  CHECK(served.get_users().response.status == 200);
  CHECK(served.call("GET", "nonsense").status == 404);
  CHECK(served.call("POST", "advance", R"({"seconds":-1})").status == 400);
  CHECK(served.call("POST", "advance", "x").status == 400);
}

TEST_CASE("Advancing the calendar empties the recycle bin and wakes the engine")
{
  Served served;
  CHECK(served.graph.get("/directory/deletedItems/microsoft.graph.user").value().size() == 1);
  CHECK(served.call("POST", "advance", R"({"seconds":2592000})").status == 200);
  CHECK(served.graph.provisioning.wakes == 1);
  CHECK(served.graph.tenant.read()->deleted_users().empty());
}

TEST_CASE("The state sums the tenant up")
{
  Served served;
  const auto state = Json::parse(served.call("GET", "state").body);
  CHECK(state.at("counts").at("users") == 31);
  CHECK(state.at("counts").at("disabledUsers") == 1);
  CHECK(state.at("counts").at("deletedUsers") == 1);
  CHECK(state.at("groups").size() == 7);
}

TEST_CASE("The whole state goes out, comes in, and begins anew")
{
  Served served;
  CHECK(served.call("GET", "state/dump").body == R"({"format":"lpaz-sandbox state"})");
  CHECK(served.call("PUT", "state", "a document").status == 204);
  CHECK(served.states.loaded == "a document");
  const auto refused = served.call("PUT", "state", "bad document");
  CHECK(refused.status == 400);
  CHECK(Json::parse(refused.body) ==
        Json{{"error", "users[3].id is not an id"}, {"hint", "look there"}});
  CHECK(served.states.loaded == "a document");
  CHECK(served.call("POST", "state/reset", R"({"seed":"running"})").status == 204);
  CHECK(served.call("POST", "state/reset").status == 204);
  CHECK(served.call("POST", "state/reset", "[1").status == 400);
  CHECK(served.states.seeds == std::vector<std::string>{"running", ""});
}

TEST_CASE("The journal can be asked for one method below one path")
{
  Served served;
  served.get_users();
  served.gateway.answer(served.graph.request("POST", "/groups", "{}"), 1);
  served.gateway.answer(served.graph.request("GET", "/groups"), 1);
  const auto journal = Json::parse(served.call("GET", "journal?method=GET&prefix=/v1.0/g").body);
  REQUIRE(journal.size() == 1);
  CHECK(journal[0].at("path") == "/v1.0/groups");
}

TEST_CASE("An expired token is answered as Graph does, also to a part of a batch")
{
  Served served;
  CHECK(served.call("POST", "fault", R"({"fault":"expired-token","times":2})").status == 204);
  const auto answer = served.get_users().response;
  CHECK(answer.status == 401);
  CHECK(answer.headers.count("WWW-Authenticate") == 1);
  CHECK(Json::parse(answer.body).at("error").at("code") == "InvalidAuthenticationToken");
  CHECK(served.graph.faults.take("GET", "/v1.0/users", true).has_value());
}

namespace {

// A call as a browser sends it: from the page of `origin`, to the name `host`.
int status_from(Served& served,
                const std::string& call,
                const std::string& origin,
                const std::string& host)
{
  Request request;
  request.method = call.substr(0, call.find(' '));
  request.path = call.substr(call.find(' ') + 1);
  request.base_url = "http://127.0.0.1:1";
  if (!origin.empty()) {
    request.headers.emplace("Origin", origin);
  }
  if (!host.empty()) {
    request.headers.emplace("Host", host);
  }
  return served.gateway.answer(request, 1).response.status;
}

} // namespace

TEST_CASE("What asks for no credentials refuses the calls that another site makes a browser send")
{
  for (const std::string call : {"POST /control/state/reset",
                                 "POST /control/throttle",
                                 "POST /lastpass/token",
                                 "GET /lastpass/state",
                                 "GET /page/lastpass",
                                 "GET /page/script.js",
                                 "GET /"}) {
    CAPTURE(call);
    Served served;
    for (const char* prefix : {"", "/control/throttle"}) {
      served.router.mount(prefix, [](const Request&) { return Response::no_content(); });
    }
    for (const std::string host : {"", "127.0.0.1:1", "localhost:1", "127.0.0.1", "[::1]:1"}) {
      CHECK(status_from(served, call, "", host) == 204);
      CHECK(status_from(served, call, "http://127.0.0.1:1", host) == 204);
      for (const std::string origin :
           {"https://elsewhere.example", "null", "http://127.0.0.1:2", "http://localhost:2"}) {
        CHECK(status_from(served, call, origin, host) == 403);
      }
    }
    for (const std::string host : {"elsewhere.example:1",
                                   "127.0.0.1.elsewhere.example",
                                   "localhost.",
                                   "a b",
                                   "10.0.0.1:1"}) {
      CHECK(status_from(served, call, "", host) == 403);
      CHECK(status_from(served, call, "http://" + host, host) == 403);
    }
  }
}

TEST_CASE("A call that another site makes is refused before anything is done, and not recorded")
{
  Served served;
  CHECK(status_from(served, "POST /control/state/reset", "https://elsewhere.example", "") == 403);
  CHECK(served.states.seeds.empty());
  CHECK(status_from(served, "POST /lastpass/token", "https://elsewhere.example", "") == 403);
  CHECK(Json::parse(served.call("GET", "journal").body).empty());
}

TEST_CASE("The stand-ins of services answer whoever has credentials, as the real ones do")
{
  Served served;
  CHECK(status_from(served, "GET /v1.0/users", "https://elsewhere.example", "any.example") == 401);
}
