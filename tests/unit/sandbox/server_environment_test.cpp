#include "sandbox/program/exec.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

using namespace lpaz::sandbox::program;

namespace {

std::string variable(const std::vector<std::string>& environment, const std::string& name)
{
  for (const auto& variable : environment) {
    if (variable.starts_with(name + "=")) {
      return variable.substr(name.size() + 1);
    }
  }
  return "(not set)";
}

} // namespace

TEST_CASE("The command sees the sandbox and nothing of another tenant")
{
  Announcement announcement;
  announcement.graph = "http://127.0.0.1:1";
  announcement.control = "http://127.0.0.1:1/control";
  announcement.client_secret = "secret";
  const std::vector<std::string> own{"PATH=/bin",
                                     "AZURE_CLIENT_SECRET=real",
                                     "AZURE_CLIENT_CERTIFICATE_PATH=/real",
                                     "LPAZ_PROFILE=production",
                                     "HTTPS_PROXY=http://proxy:1",
                                     "NO_PROXY=intranet"};
  const auto environment = command_environment(own, announcement, "/cache", "/config");
  CHECK(variable(environment, "PATH") == "/bin");
  CHECK(variable(environment, "AZURE_CLIENT_SECRET") == "secret");
  CHECK(variable(environment, "AZURE_CLIENT_CERTIFICATE_PATH") == "(not set)");
  CHECK(variable(environment, "LPAZ_PROFILE") == "(not set)");
  CHECK(variable(environment, "LPAZ_SANDBOX") == "http://127.0.0.1:1/control");
  CHECK(variable(environment, "LPAZ_CACHE_DIR") == "/cache");
  CHECK(variable(environment, "LPAZ_CONFIG") == "(not set)");
  CHECK(variable(environment, "NO_PROXY") == "127.0.0.1,localhost,intranet");
  CHECK(variable(environment, "no_proxy") == "127.0.0.1,localhost");
  announcement.ca_file = "/ca.pem";
  CHECK(variable(command_environment(own, announcement, "/cache", "/config"), "LPAZ_CONFIG") ==
        "/config");
}
