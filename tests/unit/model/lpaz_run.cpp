#include "model/lpaz_run.hpp"

#include "support/fake_streams.hpp"

#include "lpaz/runtime/program.hpp"
#include "lpaz/util/json.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <map>
#include <memory>

namespace lpaz::commands {
std::vector<runtime::CommandSection> all_commands();
} // namespace lpaz::commands

namespace lpaz::model {
namespace {

namespace fs = std::filesystem;
using util::Json;

std::optional<std::string> read_file(const fs::path& file)
{
  std::ifstream stream(file, std::ios::binary);
  return stream ? std::optional<std::string>({std::istreambuf_iterator<char>(stream), {}})
                : std::nullopt;
}

// A run in the world: its clock and its network, and its death.
class Life : public util::Clock {
public:
  Life(World& world, const Crash& crash, fs::path journal)
      : m_world(world), m_service(world), m_crash(crash), m_journal(std::move(journal))
  {
  }

  TimePoint now() const override
  {
    return m_world.now + std::chrono::minutes(m_world.setup.skew_minutes);
  }
  std::chrono::steady_clock::time_point steady_now() const override
  {
    return std::chrono::steady_clock::time_point(m_world.now.time_since_epoch());
  }
  Status sleep_for(std::chrono::milliseconds duration) override
  {
    if (m_dead) {
      return fail(ErrorKind::interrupted, "dead");
    }
    // A slow machine: few looks at the world, so that a sequence takes milliseconds.
    constexpr std::chrono::milliseconds k_shortest_nap = std::chrono::minutes(4);
    const bool waits = duration >= std::chrono::seconds(2);
    m_world.advance(waits ? std::max(duration, k_shortest_nap) : duration);
    return {};
  }

  Result<http::HttpResponse> send(const http::HttpRequest& request)
  {
    if (m_dead) {
      return fail(ErrorKind::interrupted, "dead");
    }
    ++m_requests;
    if (m_requests != m_crash.request) {
      return m_service.answer(request);
    }
    if (m_crash.after) {
      m_service.stop_within_batch(m_crash.parts);
      (void)m_service.answer(request);
    }
    m_left = read_file(m_journal);
    m_dead = true;
    return fail(ErrorKind::interrupted, "dead");
  }

  // What the dead run wrote afterwards was not written.
  void bury() const
  {
    if (m_dead && !m_journal.empty()) {
      if (m_left) {
        std::ofstream(m_journal, std::ios::binary | std::ios::trunc) << *m_left;
      } else {
        std::error_code ignored;
        fs::remove(m_journal, ignored);
      }
    }
  }
  bool is_dead() const { return m_dead; }
  const Service& service() const { return m_service; }
  int requests() const { return m_requests; }

private:
  World& m_world;
  Service m_service;
  Crash m_crash;
  fs::path m_journal;
  std::optional<std::string> m_left; // the journal at the moment of death
  bool m_dead = false;
  int m_requests = 0;
};

class LifeTransport : public http::HttpTransport {
public:
  explicit LifeTransport(Life& life) : m_life(life) {}
  Result<http::HttpResponse> send(const http::HttpRequest& request) override
  {
    return m_life.send(request);
  }

private:
  Life& m_life;
};

// Only the command that is run: describing all of them takes longer than to run one.
const std::vector<runtime::CommandSection>& sections_of(const std::string& command)
{
  static const std::vector<runtime::CommandSection> all = commands::all_commands();
  static std::map<std::string, std::vector<runtime::CommandSection>> known;
  auto& sections = known[command];
  if (sections.empty()) {
    for (const auto& section : all) {
      for (const auto& spec : section.commands) {
        if (spec.name == command) {
          sections.push_back({section.title, {spec}});
        }
      }
    }
  }
  return sections;
}

std::vector<Row> rows_of(const std::string& text)
{
  std::vector<Row> rows;
  const Json list = Json::parse(text, nullptr, false);
  for (const Json& json : list.is_array() ? list : Json::array()) {
    rows.push_back({util::string_at(json, "id"),
                    util::string_at(json, "userPrincipalName"),
                    util::find_bool(json, "verified"),
                    util::string_at(json, "result"),
                    util::string_at(json, "lastPass"),
                    util::string_at(json, "pendingReason"),
                    util::string_at(json, "error")});
  }
  return rows;
}

std::map<std::string, std::string, std::less<>> surroundings_of(const Setup& setup)
{
  std::map<std::string, std::string, std::less<>> variables = {
      {"AZURE_TENANT_ID", k_tenant},
      {"AZURE_CLIENT_ID", "c0000000-0000-0000-0000-000000000001"},
      {"AZURE_CLIENT_SECRET", "S3cret~value"}};
  if (setup.enterprise_api) {
    variables["LPAZ_LASTPASS_CID"] = "1234567";
    variables["LPAZ_LASTPASS_PROVHASH"] = "S3cret~hash";
    variables["LPAZ_LASTPASS_API_URL"] = "https://lastpass.test/enterpriseapi.php";
  }
  return variables;
}

class JournalFolder {
public:
  JournalFolder()
  {
    std::error_code ignored;
    const bool memory = fs::is_directory("/dev/shm", ignored);
    std::string pattern =
        ((memory ? fs::path("/dev/shm") : fs::temp_directory_path()) / "lpaz-model-XXXXXX")
            .string();
    if (::mkdtemp(pattern.data()) == nullptr) {
      throw std::runtime_error("cannot make a folder for journals");
    }
    path = pattern;
  }
  JournalFolder(const JournalFolder&) = delete;
  JournalFolder& operator=(const JournalFolder&) = delete;
  ~JournalFolder()
  {
    std::error_code ignored;
    fs::remove_all(path, ignored);
  }
  fs::path path;
};

} // namespace

RunResult run_lpaz(World& world,
                   const std::vector<std::string>& words,
                   const Crash& crash,
                   const fs::path& journal)
{
  Life life(world, crash, journal);
  test::FakeStreams streams;
  test::FakePrompter prompter;
  const util::Environment environment(surroundings_of(world.setup));
  const runtime::Surroundings surroundings{
      streams, prompter, life, environment, [&life](const http::CurlOptions&) {
        return std::make_unique<LifeTransport>(life);
      }};
  RunResult result;
  result.code = runtime::run_program(sections_of(words.front()), words, surroundings);
  result.crashed = life.is_dead();
  result.unknown = life.service().unknown;
  result.written = life.service().written;
  result.requests = life.requests();
  result.err = streams.err().text;
  if (!result.crashed) {
    result.rows = rows_of(streams.out().text);
  }
  life.bury();
  return result;
}

const fs::path& journal_folder()
{
  static const JournalFolder folder;
  return folder.path;
}

} // namespace lpaz::model
