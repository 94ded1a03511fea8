#include "runtime/documentation.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>

using namespace lpaz;

TEST_CASE("every environment variable that lpaz reads is documented")
{
  const auto table = runtime::environment_table();
  for (const char* name : {"AZURE_TENANT_ID",
                           "AZURE_CLIENT_ID",
                           "AZURE_CLIENT_SECRET",
                           "AZURE_AUTHORITY_HOST",
                           "LPAZ_CONNECTION_URL",
                           "LPAZ_PROVISIONING_TOKEN",
                           "LPAZ_GRAPH_ENDPOINT",
                           "LPAZ_APP",
                           "LPAZ_PROFILE",
                           "LPAZ_CONFIG",
                           "LPAZ_CACHE_DIR",
                           "LPAZ_CLOUD",
                           "LPAZ_OUTPUT",
                           "NO_COLOR",
                           "GITHUB_STEP_SUMMARY"}) {
    CAPTURE(name);
    CHECK(std::any_of(table.begin(), table.end(), [name](const auto& row) {
      return row.name.find(name) != std::string::npos && !row.meaning.empty();
    }));
  }
}

TEST_CASE("every file that lpaz keeps is documented")
{
  const auto table = runtime::file_table();
  for (const char* path : {"config.json", ".secret", ".cache/lpaz"}) {
    CAPTURE(path);
    CHECK(std::any_of(table.begin(), table.end(), [path](const auto& row) {
      return row.path.find(path) != std::string::npos && !row.meaning.empty();
    }));
  }
}

TEST_CASE("the text about the program shows how to sign in and ends with examples")
{
  const std::string text(runtime::program_text());
  CHECK(text.find("AZURE_CLIENT_SECRET") != std::string::npos);
  CHECK(text.find("\nExamples:\n  lpaz ") != std::string::npos);
}
