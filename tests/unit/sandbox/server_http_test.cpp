#include "sandbox/program/private_folder.hpp"
#include "sandbox/server/certificate.hpp"
#include "sandbox/server/http_server.hpp"

#include <doctest/doctest.h>
#include <httplib.h>

#include <string>
#include <thread>
#include <vector>

using namespace lpaz::sandbox;
using namespace lpaz::sandbox::server;

namespace {

// Says what it was asked, or does the damage that the path names.
Answer echo(const Request& request, int)
{
  Response response = Response::json(
      200, request.method + " " + request.path + "?" + request.query + " " + request.body);
  if (request.path == "/long") {
    response.body.assign(100'000, 'a');
  }
  if (request.path == "/none") {
    return {Response::no_content(), Delivery::whole};
  }
  const Delivery delivery = request.path == "/cut"    ? Delivery::cut
                            : request.path == "/drop" ? Delivery::drop
                                                      : Delivery::whole;
  return {std::move(response), delivery};
}

std::unique_ptr<HttpServer> start(const ServerCertificate& certificate = {})
{
  auto server = HttpServer::bind(0, certificate);
  REQUIRE(server);
  (*server)->start(echo);
  return std::move(*server);
}

httplib::Client client_of(const HttpServer& server)
{
  httplib::Client client("127.0.0.1", server.port());
  client.set_keep_alive(true);
  client.set_url_encode(false);
  return client;
}

} // namespace

TEST_CASE("All methods arrive as they were sent, on one connection")
{
  const auto server = start();
  auto client = client_of(*server);
  CHECK(client.Get("/a%2Fb?x=%20")->body == "GET /a%2Fb?x=%20 ");
  CHECK(client.Post("/p", "body", "text/plain")->body == "POST /p? body");
  CHECK(client.Put("/p", "body", "text/plain")->body == "PUT /p? body");
  CHECK(client.Patch("/p", "body", "text/plain")->body == "PATCH /p? body");
  CHECK(client.Delete("/p")->body == "DELETE /p? ");
  CHECK(client.Post("/empty")->body == "POST /empty? ");
  CHECK(client.Get("/none")->status == 204);
  const std::string form(5000, 'x');
  CHECK(client.Post("/form", form, "application/x-www-form-urlencoded")->body ==
        "POST /form? " + form);
}

TEST_CASE("Long answers are packed for whoever asks")
{
  const auto server = start();
  auto client = client_of(*server);
  const auto plain = client.Get("/long");
  CHECK(plain->body.size() == 100'000);
  CHECK_FALSE(plain->has_header("Content-Encoding"));
  const auto packed = client.Get("/long", httplib::Headers{{"Accept-Encoding", "gzip"}});
  CHECK(packed->get_header_value("Content-Encoding") == "gzip");
  CHECK(packed->body.size() == 100'000);
}

TEST_CASE("A dropped or cut answer is no answer, and the next request works")
{
  const auto server = start();
  auto client = client_of(*server);
  CHECK_FALSE(client.Get("/drop"));
  CHECK_FALSE(client.Get("/cut"));
  CHECK(client.Get("/fine")->status == 200);
}

TEST_CASE("A body that is too large is a 413 in Graph's shape")
{
  const auto server = start();
  auto client = client_of(*server);
  const auto answer = client.Post("/v1.0/users", std::string(9U << 20U, 'x'), "application/json");
  REQUIRE(answer);
  CHECK(answer->status == 413);
  CHECK(answer->body.find("\"error\"") != std::string::npos);
}

TEST_CASE("Forty clients at once are all served")
{
  const auto server = start();
  std::atomic<int> served = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < 40; ++i) {
    threads.emplace_back([&] {
      auto client = client_of(*server);
      for (int request = 0; request < 5; ++request) {
        const auto answer = client.Get("/x");
        served += answer && answer->status == 200 ? 1 : 0;
      }
    });
  }
  for (auto& thread : threads) {
    thread.join();
  }
  CHECK(served == 200);
}

TEST_CASE("Stopping does not wait for idle connections")
{
  auto server = start();
  auto client = client_of(*server);
  CHECK(client.Get("/x"));
  const auto began = std::chrono::steady_clock::now();
  server->stop();
  CHECK(std::chrono::steady_clock::now() - began < std::chrono::seconds(5));
}

TEST_CASE("With a certificate only clients that trust its authority get an answer")
{
  auto folder = program::PrivateFolder::make();
  REQUIRE(folder);
  const auto files = make_certificate(folder->path());
  REQUIRE(files);
  const auto server = start({files->certificate.string(), files->key.string()});
  CHECK(server->base_url().starts_with("https://127.0.0.1:"));
  httplib::SSLClient trusting("localhost", server->port());
  trusting.set_ca_cert_path(files->authority.string());
  const auto answer = trusting.Get("/x");
  REQUIRE(answer);
  CHECK(answer->status == 200);
  httplib::SSLClient doubting("localhost", server->port());
  CHECK_FALSE(doubting.Get("/x"));
}

TEST_CASE("A port that is taken is an error")
{
  const auto server = start();
  const auto second = HttpServer::bind(server->port(), {});
  REQUIRE_FALSE(second);
  CHECK(second.error().kind == lpaz::ErrorKind::unavailable);
}
