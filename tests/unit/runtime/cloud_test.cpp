#include "lpaz/runtime/cloud.hpp"
#include "lpaz/util/url.hpp"

#include <doctest/doctest.h>

using namespace lpaz;

TEST_CASE("find_cloud knows where each national cloud signs in and where its Graph is")
{
  struct Row {
    const char* name;
    const char* authority;
    const char* graph;
  };
  const Row rows[] = {
      {"global", "https://login.microsoftonline.com", "https://graph.microsoft.com"},
      {"usgov", "https://login.microsoftonline.us", "https://graph.microsoft.us"},
      {"usgov-dod", "https://login.microsoftonline.us", "https://dod-graph.microsoft.us"},
      {"china", "https://login.chinacloudapi.cn", "https://microsoftgraph.chinacloudapi.cn"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.name);
    const auto cloud = runtime::find_cloud(row.name);
    REQUIRE(cloud);
    CHECK(cloud->authority == row.authority);
    CHECK(cloud->graph == row.graph);
  }
}

TEST_CASE("find_cloud refuses an unknown cloud, shows it without control characters and lists all")
{
  const auto cloud = runtime::find_cloud("mars\x1b[2J");
  REQUIRE_FALSE(cloud);
  CHECK(cloud.error().kind == ErrorKind::usage);
  CHECK(cloud.error().message.find('\x1b') == std::string::npos);
  for (const std::string& name : runtime::cloud_names()) {
    CHECK(cloud.error().hint.find(name) != std::string::npos);
  }
}

TEST_CASE("every cloud is reached over TLS only")
{
  for (const std::string& name : runtime::cloud_names()) {
    const auto cloud = runtime::find_cloud(name);
    REQUIRE(cloud);
    CHECK(util::parse_url(cloud->authority, "authority")->scheme() == "https");
    CHECK(util::parse_url(cloud->graph, "Graph")->scheme() == "https");
  }
}
