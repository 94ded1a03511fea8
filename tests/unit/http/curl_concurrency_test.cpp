#include "support/loopback_server.hpp"
#include "support/url_of.hpp"

#include "lpaz/http/curl_transport.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <string>
#include <thread>
#include <vector>

using namespace lpaz;
using test::http_answer;
using test::LoopbackServer;

TEST_CASE("CurlTransport serves several threads at the same time")
{
  constexpr int k_threads = 8;
  http::CurlTransport transport({});
  std::vector<std::unique_ptr<LoopbackServer>> servers;
  for (int i = 0; i < k_threads; ++i) {
    servers.push_back(std::make_unique<LoopbackServer>(
        std::vector<test::Reply>{{http_answer("200 OK", std::to_string(i))}}));
  }
  std::vector<std::string> bodies(k_threads);
  {
    std::vector<std::jthread> threads;
    for (std::size_t i = 0; i < k_threads; ++i) {
      threads.emplace_back([&, i] {
        const auto result = transport.send(
            http::make_request(http::HttpMethod::get, test::url_of(servers[i]->url("/"))));
        bodies[i] = result ? result->body : result.error().message;
      });
    }
  }
  for (std::size_t i = 0; i < k_threads; ++i) {
    CHECK(bodies[i] == std::to_string(i));
  }
}

TEST_CASE("CurlTransport can be dropped without ever having been used")
{
  CHECK_NOTHROW(http::CurlTransport({}));
}
