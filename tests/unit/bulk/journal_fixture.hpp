#pragma once

#include "support/fake_clock.hpp"
#include "support/fake_log.hpp"

#include "lpaz/bulk/journal.hpp"
#include "lpaz/util/file.hpp"

#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

namespace lpaz::bulk {

// An empty folder that goes with the object, in memory where the system has a place for that: a
// test that opens a journal a thousand times shall not wait for the disk each time.
class MemoryDir {
public:
  MemoryDir()
  {
    std::error_code ignored;
    const std::filesystem::path memory = "/dev/shm";
    const auto parent = std::filesystem::is_directory(memory, ignored)
                            ? memory
                            : std::filesystem::temp_directory_path();
    auto pattern = (parent / "lpaz-test-XXXXXX").string();
    REQUIRE(::mkdtemp(pattern.data()) != nullptr);
    m_path = pattern;
  }
  MemoryDir(const MemoryDir&) = delete;
  MemoryDir& operator=(const MemoryDir&) = delete;
  ~MemoryDir()
  {
    std::error_code ignored;
    std::filesystem::remove_all(m_path, ignored);
  }
  std::filesystem::path operator/(std::string_view name) const { return m_path / name; }

private:
  std::filesystem::path m_path;
};

struct JournalFixture {
  using Ids = std::vector<std::string>;

  Result<Journal> open() { return Journal::open(path, identity, clock, log); }
  std::string content() const { return util::read_file(path, 100'000'000).value_or(""); }
  Status write(std::string_view text) const { return util::write_private_file(path, text); }

  MemoryDir dir;
  std::filesystem::path path = dir / "run.journal";
  test::FakeClock clock;
  test::FakeLog log;
  RunIdentity identity{
      "block-user", "tenant-1", {"ada@contoso.example", "bob@contoso.example"}, "--now"};
};

} // namespace lpaz::bulk
