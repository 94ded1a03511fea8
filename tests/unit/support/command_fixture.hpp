#pragma once

#include "support/fake_clock.hpp"
#include "support/fake_streams.hpp"
#include "support/scripted_tenant.hpp"
#include "support/temp_dir.hpp"

#include "lpaz/runtime/program.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <initializer_list>
#include <iterator>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace lpaz::commands {
std::vector<runtime::CommandSection> all_commands();
} // namespace lpaz::commands

namespace lpaz::test {

using util::OrderedJson;

// Runs commands in-process, in surroundings that a test sets up: signed in as an app of the tenant,
// with an empty home, at 2026-01-02T03:04:05Z, in UTC.
class CommandFixture {
public:
  CommandFixture() : CommandFixture(commands::all_commands()) {}

  // `lpaz <words>`; then code, out and err say what came of it.
  void run(const std::vector<std::string>& words)
  {
    streams.out().text.clear();
    streams.err().text.clear();
    const util::Environment surrounding(environment);
    const runtime::Surroundings surroundings{
        streams, prompter, clock, surrounding, [this](const http::CurlOptions& options) {
          curl_options = options;
          return std::make_unique<TenantTransport>(tenant);
        }};
    code = runtime::run_program(m_sections, words, surroundings);
    out = streams.out().text;
    err = streams.err().text;
  }

  // What was printed, of a run with --output json.
  OrderedJson json() const { return OrderedJson::parse(out, nullptr, false); }
  // The error of a run with --output json: the last line on stderr.
  OrderedJson error() const
  {
    const auto line = err.find_last_of('\n', err.size() < 2 ? 0 : err.size() - 2);
    return OrderedJson::parse(
        line == std::string::npos ? err : err.substr(line + 1), nullptr, false);
  }
  bool says(std::string_view text) const { return err.find(text) != std::string::npos; }
  bool prints(std::string_view text) const { return out.find(text) != std::string::npos; }
  // What remembers it, below home.
  static std::string protection_marker()
  {
    return ".cache/lpaz/unprotected-" + util::sha256_hex("contoso.example").substr(0, 16);
  }
  std::filesystem::path config_file() const { return home / ".config/lpaz/config.json"; }

  // Writes a file below home, folders included, mode 0600.
  std::filesystem::path write_file(const std::string& name, const std::string& text) const
  {
    const auto file = home / name;
    std::filesystem::create_directories(file.parent_path());
    std::ofstream(file) << text;
    std::filesystem::permissions(file, std::filesystem::perms(0600));
    return file;
  }
  static std::string read_file(const std::filesystem::path& file)
  {
    std::ifstream stream(file);
    return {std::istreambuf_iterator<char>(stream), {}};
  }

  TempDir home;
  std::map<std::string, std::string, std::less<>> environment;
  ScriptedTenant tenant;
  FakeStreams streams;
  FakePrompter prompter;
  FakeClock clock;
  http::CurlOptions curl_options;
  int code = -1;
  std::string out;
  std::string err;

protected:
  explicit CommandFixture(std::vector<runtime::CommandSection> sections)
      : m_sections(std::move(sections))
  {
    ::setenv("TZ", "UTC", 1);
    ::tzset();
    environment = {{"HOME", home.path().string()},
                   {"AZURE_TENANT_ID", "contoso.example"},
                   {"AZURE_CLIENT_ID", "c0000000-0000-0000-0000-000000000001"},
                   {"AZURE_CLIENT_SECRET", "S3cret~value"}};
    // Nobody is in the recycle bin, and no group can hold a role, unless a test says so.
    const Json nobody = {{"value", Json::array()}};
    tenant.by_default("GET /directory/deletedItems/microsoft.graph.user?*", 200, nobody);
    tenant.by_default("GET /groups?*isAssignableToRole eq true*", 200, nobody);
    // That nobody is protected was said before.
    write_file(protection_marker(), "");
  }

private:
  std::vector<runtime::CommandSection> m_sections;
};

} // namespace lpaz::test
