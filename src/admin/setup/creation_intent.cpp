#include "lpaz/admin/setup/creation_intent.hpp"

#include "lpaz/util/digest.hpp"
#include "lpaz/util/time.hpp"

#include <fmt/format.h>

#include <chrono>

namespace lpaz::admin {
namespace {

constexpr std::chrono::minutes k_recent{10};
constexpr std::size_t k_longest_record = 64;

} // namespace

CreationIntent::CreationIntent(std::filesystem::path directory, std::string key, util::Clock& clock)
    : m_file(std::move(directory) /
             fmt::format("creating-{}", util::sha256_hex(key).substr(0, 32))),
      m_clock(clock)
{
}

Result<util::FileLock> CreationIntent::lock(std::chrono::milliseconds limit)
{
  LPAZ_CHECK(util::ensure_private_directory(m_file.parent_path()));
  auto lock = util::FileLock::acquire(m_file.string() + ".lock", m_clock, limit);
  if (!lock && lock.error().kind == ErrorKind::unavailable) {
    return fail(ErrorKind::unavailable,
                "another lpaz configure-app is setting up this app and has not ended yet",
                "run the same command again when it has ended, or give more time with --timeout");
  }
  return lock;
}

Status CreationIntent::record()
{
  LPAZ_CHECK(util::ensure_private_directory(m_file.parent_path()));
  return util::write_private_file(m_file, util::format_rfc3339(m_clock.now()));
}

void CreationIntent::clear()
{
  std::error_code error;
  std::filesystem::remove(m_file, error);
}

bool CreationIntent::is_recent() const
{
  const auto text = util::read_private_file(m_file, k_longest_record);
  const auto time = text ? util::parse_rfc3339(*text) : std::nullopt;
  return time && m_clock.now() - *time < k_recent;
}

} // namespace lpaz::admin
