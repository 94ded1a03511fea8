#include "support/loopback_server.hpp"
#include "support/temp_dir.hpp"
#include "support/url_of.hpp"

#include "lpaz/http/curl_transport.hpp"
#include "lpaz/util/interrupt.hpp"

#include <doctest/doctest.h>

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <string>

using namespace lpaz;
using namespace std::chrono_literals;
using http::HttpMethod;
using test::http_answer;
using test::LoopbackServer;
using Then = test::Reply::Then;

namespace {

std::string from_hex(std::string_view hex)
{
  std::string bytes;
  for (std::size_t i = 0; i + 1 < hex.size(); i += 2) {
    bytes += static_cast<char>(std::strtoul(std::string(hex.substr(i, 2)).c_str(), nullptr, 16));
  }
  return bytes;
}

Result<http::HttpResponse> get(const std::string& url, http::CurlOptions options = {})
{
  http::CurlTransport transport(std::move(options));
  return transport.send(http::make_request(HttpMethod::get, test::url_of(url)));
}

// A loopback URL on which nobody listens.
std::string dead_url()
{
  LoopbackServer server({});
  return server.url("/");
}

} // namespace

TEST_CASE("CurlTransport gives any status back as an answer, with headers and body")
{
  for (const std::string status : {"200 OK", "404 Not Found", "429 Slow", "500 Ill", "401 No"}) {
    CAPTURE(status);
    LoopbackServer server({{http_answer(status, "{\"error\":1}", "X-One: a\r\nX-One:  b \r\n")}});
    const auto result = get(server.url("/x?$top=1"));
    REQUIRE(result);
    CHECK(result->status == std::stoi(status));
    CHECK(result->body == "{\"error\":1}");
    CHECK(result->headers.find_all("x-one") == std::vector<std::string_view>{"a", "b"});
    CHECK(server.requests()[0].starts_with("GET /x?$top=1 HTTP/1.1\r\n"));
  }
}

TEST_CASE("CurlTransport sends method, headers and body as they are")
{
  struct Row {
    HttpMethod method;
    std::string line;
    std::string body;
  };
  const Row rows[] = {{HttpMethod::post, "POST / HTTP/1.1\r\n", "{\"a\":1}"},
                      {HttpMethod::patch, "PATCH / HTTP/1.1\r\n", "{\"a\":1}"},
                      {HttpMethod::put, "PUT / HTTP/1.1\r\n", std::string("a\0b", 3)},
                      {HttpMethod::post, "POST / HTTP/1.1\r\n", ""},
                      {HttpMethod::del, "DELETE / HTTP/1.1\r\n", ""}};
  for (const auto& row : rows) {
    LoopbackServer server({{"HTTP/1.1 204 No Content\r\n\r\n"}});
    http::CurlTransport transport({});
    auto request = http::make_request(row.method, test::url_of(server.url("/")));
    request.headers.set("X-Empty", "");
    request.headers.set("X-Token", "t");
    request.body = row.body;
    const auto result = transport.send(request);
    REQUIRE(result);
    CHECK(result->status == 204);
    const auto sent = server.requests()[0];
    CHECK(sent.starts_with(row.line));
    CHECK(sent.ends_with("\r\n\r\n" + row.body));
    CHECK(sent.find("X-Empty:") != std::string::npos);
    CHECK(sent.find("X-Token: t\r\n") != std::string::npos);
    CHECK(sent.find("Expect:") == std::string::npos);
    CHECK(sent.find("Content-Type:") == std::string::npos);
    const bool has_length = sent.find("Content-Length: ") != std::string::npos;
    CHECK(has_length == (row.method != HttpMethod::del));
  }
}

TEST_CASE("CurlTransport refuses a header that would split the request")
{
  http::CurlTransport transport({});
  auto request = http::make_request(HttpMethod::get, test::url_of("http://127.0.0.1:1/"));
  request.headers.set("X-Name", "a\r\nX-Other: b");
  const auto result = transport.send(request);
  REQUIRE_FALSE(result);
  CHECK(result.error().kind == ErrorKind::defect);
}

TEST_CASE("CurlTransport asks for gzip and unpacks it")
{
  const auto packed =
      from_hex("1f8b08000000000002ffab562a4bcc294d55b2522a484cce4e4d51aa0500ec481e4912000000");
  LoopbackServer server({{http_answer("200 OK", packed, "Content-Encoding: gzip\r\n")}});
  const auto result = get(server.url("/"));
  REQUIRE(result);
  CHECK(result->body == "{\"value\":\"packed\"}");
  CHECK(server.requests()[0].find("Accept-Encoding: gzip\r\n") != std::string::npos);
}

TEST_CASE("CurlTransport counts the size limit after decompression")
{
  // 65536 times "a" in 97 bytes
  const auto bomb = from_hex("1f8b08000000000002ffedc181000000008020d6fd2516a90a" +
                             std::string(126, '0') + "6aff9120c300000100");
  LoopbackServer server({{http_answer("200 OK", bomb, "Content-Encoding: gzip\r\n")},
                         {http_answer("200 OK", bomb, "Content-Encoding: gzip\r\n")}});
  const auto refused = get(server.url("/"), {.max_response_bytes = 65535});
  REQUIRE_FALSE(refused);
  CHECK(refused.error().kind == ErrorKind::failed);
  CHECK(refused.error().code == "too_large");
  const auto accepted = get(server.url("/"), {.max_response_bytes = 65536});
  REQUIRE(accepted);
  CHECK(accepted->body == std::string(65536, 'a'));
}

TEST_CASE("CurlTransport bounds the header section")
{
  std::string headers;
  for (int i = 0; i < 300; ++i) {
    headers += "X-Long: " + std::string(1000, 'x') + "\r\n";
  }
  LoopbackServer server({{http_answer("200 OK", "", headers)}});
  const auto result = get(server.url("/"));
  REQUIRE_FALSE(result);
  CHECK(result.error().kind == ErrorKind::failed);
}

TEST_CASE("CurlTransport calls a cut body a lost transfer")
{
  LoopbackServer server({{"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf", Then::close}});
  const auto result = get(server.url("/x?code=s3"));
  REQUIRE_FALSE(result);
  CHECK(result.error().kind == ErrorKind::unavailable);
  CHECK(result.error().code == http::k_code_transfer);
  CHECK(result.error().message.find("cut") != std::string::npos);
  CHECK(result.error().message.find("s3") == std::string::npos);
}

TEST_CASE("CurlTransport calls a cut chunked body a lost transfer")
{
  LoopbackServer server(
      {{"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n", Then::close}});
  const auto result = get(server.url("/"));
  REQUIRE_FALSE(result);
  CHECK(result.error().code == http::k_code_transfer);
}

TEST_CASE("CurlTransport gives up a slow answer when the time is over")
{
  LoopbackServer server(
      {{"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf", Then::hang}, {"", Then::hang}});
  const auto by_option = get(server.url("/"), {.timeout = 100ms});
  REQUIRE_FALSE(by_option);
  CHECK(by_option.error().kind == ErrorKind::unavailable);
  CHECK(by_option.error().code == http::k_code_transfer);
  http::CurlTransport transport({});
  auto request = http::make_request(HttpMethod::post, test::url_of(server.url("/")));
  request.timeout = 100ms;
  const auto by_request = transport.send(request);
  REQUIRE_FALSE(by_request);
  CHECK(by_request.error().message.find("not known") != std::string::npos);
}

TEST_CASE("CurlTransport says that a refused connection was never used")
{
  const auto result = get(dead_url());
  REQUIRE_FALSE(result);
  CHECK(result.error().kind == ErrorKind::unavailable);
  CHECK(result.error().code == http::k_code_connect);
  CHECK(result.error().message.find("cannot connect") != std::string::npos);
  CHECK_FALSE(result.error().hint.empty());
}

TEST_CASE("CurlTransport connects to the very place that a check of the URL saw")
{
  for (const std::string place :
       {"127.0.0.1", "127.1", "0x7f.1", "2130706433", "%31%32%37.0.0.1"}) {
    CAPTURE(place);
    LoopbackServer server({{http_answer("200 OK", "")}});
    const std::string port = std::to_string(server.port());
    const auto url = test::url_of("HTTP://" + place + ":" + port + "/a/../b?c#@evil.test");
    CHECK(util::origin(url) == "http://127.0.0.1:" + port);
    http::CurlTransport transport({});
    REQUIRE(transport.send(http::make_request(HttpMethod::get, url)));
    CHECK(server.requests()[0].starts_with("GET /b?c HTTP/1.1\r\nHost: 127.0.0.1:" + port));
  }
}

TEST_CASE("CurlTransport keeps its connection for the next request")
{
  LoopbackServer server(
      {{http_answer("200 OK", "1")}, {http_answer("404 No", "2")}, {http_answer("200 OK", "3")}});
  http::CurlTransport transport({});
  for (int i = 1; i <= 2; ++i) {
    REQUIRE(transport.send(http::make_request(HttpMethod::get, test::url_of(server.url("/")))));
  }
  CHECK(server.connections() == 1);
  auto fresh = http::make_request(HttpMethod::get, test::url_of(server.url("/")));
  fresh.fresh_connection = true;
  REQUIRE(transport.send(fresh));
  CHECK(server.connections() == 2);
}

TEST_CASE("CurlTransport repeats a request on a dead kept connection only if that can do no harm")
{
  LoopbackServer server(
      {{http_answer("200 OK", "1")}, {"", Then::close}, {http_answer("200 OK", "3")}});
  http::CurlTransport transport({});
  REQUIRE(transport.send(http::make_request(HttpMethod::get, test::url_of(server.url("/")))));
  SUBCASE("a GET goes again on a fresh connection")
  {
    const auto result =
        transport.send(http::make_request(HttpMethod::get, test::url_of(server.url("/"))));
    REQUIRE(result);
    CHECK(result->body == "3");
    CHECK(server.requests().size() == 3);
  }
  SUBCASE("a POST does not")
  {
    auto request = http::make_request(HttpMethod::post, test::url_of(server.url("/")));
    request.body = "{}";
    const auto result = transport.send(request);
    REQUIRE_FALSE(result);
    CHECK(result.error().kind == ErrorKind::unavailable);
    CHECK(result.error().code == http::k_code_transfer);
    CHECK(result.error().message.find("not known") != std::string::npos);
    CHECK(server.requests().size() == 2);
  }
}

TEST_CASE("CurlTransport does not follow a redirect")
{
  LoopbackServer server({{http_answer("302 Found", "", "Location: /other\r\n")}});
  const auto result = get(server.url("/"));
  REQUIRE(result);
  CHECK(result->status == 302);
  CHECK(result->headers.find("Location") == "/other");
  CHECK(server.requests().size() == 1);
}

TEST_CASE("CurlTransport forgets the headers of an interim answer")
{
  LoopbackServer server(
      {{"HTTP/1.1 100 Continue\r\nX-Interim: 1\r\n\r\n" + http_answer("200 OK", "done")}});
  const auto result = get(server.url("/"));
  REQUIRE(result);
  CHECK(result->body == "done");
  CHECK_FALSE(result->headers.find("X-Interim").has_value());
}

TEST_CASE("CurlTransport refuses what is not HTTP")
{
  LoopbackServer server({{"SSH-2.0-OpenSSH_9.2\r\n", Then::close}});
  const auto result = get(server.url("/"));
  REQUIRE_FALSE(result);
  CHECK(result.error().kind == ErrorKind::failed);
  CHECK(result.error().code == "protocol");
}

TEST_CASE("CurlTransport never uses a proxy for this machine")
{
  LoopbackServer server({{http_answer("200 OK", "direct")}});
  ::setenv("http_proxy", dead_url().c_str(), 1);
  const auto result = get(server.url("/"));
  const auto elsewhere = get("http://example.invalid/");
  ::unsetenv("http_proxy");
  REQUIRE(result);
  CHECK(result->body == "direct");
  REQUIRE_FALSE(elsewhere);
  CHECK(elsewhere.error().code == http::k_code_connect);
}

TEST_CASE("CurlTransport never shows the password of a proxy")
{
  ::setenv("http_proxy", "socks9://user:hidden@127.0.0.1:1", 1);
  const auto result = get("http://example.invalid/");
  ::unsetenv("http_proxy");
  REQUIRE_FALSE(result);
  CHECK(result.error().message.find("hidden") == std::string::npos);
  CHECK(result.error().hint.find("http_proxy") != std::string::npos);
}

TEST_CASE("CurlTransport calls a CA file that cannot be used a mistake of the user")
{
  const test::TempDir folder;
  const auto file = folder / "ca.pem";
  SUBCASE("because it is missing")
  {
  }
  SUBCASE("because it holds no certificate")
  {
    std::ofstream(file) << "nothing\n";
  }
  LoopbackServer server({{"", Then::close}});
  const auto url = "https" + server.url("/").substr(4);
  const auto result = get(url, {.ca_file = file.string()});
  REQUIRE_FALSE(result);
  CHECK(result.error().kind == ErrorKind::usage);
  CHECK(result.error().code == "ca_file");
}

TEST_CASE("CurlTransport says that a server without TLS on an https port never got the request")
{
  LoopbackServer plain({{"", Then::close}});
  // A TLS greeting holds no empty line, so the server never answers; the time limit ends this.
  const auto result = get("https" + plain.url("/").substr(4), {.connect_timeout = 100ms});
  REQUIRE_FALSE(result);
  CHECK(result.error().kind == ErrorKind::unavailable);
  CHECK(result.error().code == http::k_code_connect);
}

namespace {

// The exit status of `body` in a process of its own: a stop, once asked for, stays asked for.
template <typename Body>
int in_a_process(Body body)
{
  const pid_t child = ::fork();
  if (child == 0) {
    util::Interrupt::install();
    ::_exit(body());
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

void ask_to_stop()
{
  ::kill(::getpid(), SIGTERM);
}

} // namespace

TEST_CASE("CurlTransport leaves a waiting GET at once when the user asks to stop")
{
  const int status = in_a_process([] {
    LoopbackServer server({{"", Then::hang, ask_to_stop}});
    const auto result = get(server.url("/"));
    return !result && result.error().kind == ErrorKind::interrupted ? 0 : 1;
  });
  CHECK(status == 0);
}

TEST_CASE("CurlTransport brings a write to its end although the user asks to stop")
{
  const int status = in_a_process([] {
    LoopbackServer server({{http_answer("201 Created", "made"), Then::close, ask_to_stop}});
    http::CurlTransport transport({});
    const auto result =
        transport.send(http::make_request(HttpMethod::post, test::url_of(server.url("/"))));
    return result && result->status == 201 && util::Interrupt::requested() ? 0 : 1;
  });
  CHECK(status == 0);
}
