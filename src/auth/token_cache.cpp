#include "lpaz/auth/token_cache.hpp"

#include "lpaz/util/time.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace lpaz::auth {
namespace {

// After a failed early renewal, so that not every run tries it again.
constexpr std::chrono::seconds k_renewal_pause{60};

bool must_fetch(const TokenRequestContext& context)
{
  return context.force_new || !context.claims.empty();
}

} // namespace

TokenCache::TokenCache(std::optional<std::filesystem::path> directory,
                       util::Clock& clock,
                       util::Log& log,
                       std::chrono::milliseconds lock_limit)
    : m_clock(clock), m_log(log), m_lock_limit(lock_limit)
{
  if (!directory) {
    return;
  }
  m_file.emplace(*std::move(directory), log);
  if (const auto opened = m_file->open(); !opened) {
    give_up_file(opened.error());
  }
}

void TokenCache::give_up_file(const Error& error)
{
  m_log.warning("the token cache cannot be used, so every run signs in again: " + error.message);
  m_file.reset();
}

bool TokenCache::lives(const AccessToken& access, const TokenRequestContext& context) const
{
  return access.expires_on > m_clock.now() && !(access.token == context.rejected);
}

bool TokenCache::is_fresh(const AccessToken& access, const TokenRequestContext& context) const
{
  const auto now = m_clock.now();
  return lives(access, context) && now < access.refresh_on &&
         access.expires_on - now >= context.minimum_life;
}

// The best valid token: the one in memory, unless it is stale and the disk has a later one.
std::optional<AccessToken> TokenCache::lookup(const TokenCacheKey& key,
                                              const TokenRequestContext& context)
{
  std::optional<AccessToken> best;
  const auto entry = m_entries.find(key.id());
  if (entry != m_entries.end() && entry->second.secret == key.secret &&
      lives(entry->second.access, context)) {
    best = entry->second.access;
  }
  if (!m_file || (best && is_fresh(*best, context))) {
    return best;
  }
  auto stored = m_file->read(key);
  if (stored && lives(*stored, context) && (!best || stored->refresh_on > best->refresh_on)) {
    m_entries[key.id()] = {key.secret, *stored};
    best = std::move(stored);
  }
  return best;
}

Result<AccessToken> TokenCache::get(const TokenCacheKey& key,
                                    const TokenRequestContext& context,
                                    const FetchToken& fetch)
{
  const std::scoped_lock guard(m_mutex);
  if (!must_fetch(context)) {
    auto known = lookup(key, context);
    if (known && is_fresh(*known, context)) {
      return *std::move(known);
    }
  }
  return replace(key, context, fetch);
}

Result<std::optional<util::FileLock>> TokenCache::lock_file(const TokenCacheKey& key)
{
  if (!m_file) {
    return std::nullopt;
  }
  auto lock = m_file->lock(key, m_clock, std::chrono::milliseconds(0));
  if (!lock && lock.error().kind == ErrorKind::unavailable) {
    m_log.detail("token cache: waiting for another process that asks for a token");
    lock = m_file->lock(key, m_clock, m_lock_limit);
  }
  if (!lock && lock.error().kind == ErrorKind::interrupted) {
    return fail(std::move(lock).error());
  }
  if (!lock) {
    give_up_file(lock.error());
    return std::nullopt;
  }
  return std::optional(*std::move(lock));
}

Result<AccessToken> TokenCache::replace(const TokenCacheKey& key,
                                        const TokenRequestContext& context,
                                        const FetchToken& fetch)
{
  const auto asked = m_clock.now();
  auto old = lookup(key, context);
  LPAZ_TRY(const auto lock, lock_file(key));
  if (lock && !must_fetch(context)) {
    old = lookup(key, context);
    if (old && is_fresh(*old, context)) {
      return *std::move(old);
    }
    if (auto failure = m_file->failure_between(key, asked, m_clock.now())) {
      return keep_old(key, std::move(old), *failure);
    }
  }
  auto fetched = fetch();
  if (fetched) {
    store(key, *fetched);
    return fetched;
  }
  if (m_file) {
    m_file->write_failure(key, fetched.error(), m_clock.now());
  }
  if (must_fetch(context)) {
    return fetched;
  }
  return keep_old(key, std::move(old), fetched.error());
}

Result<AccessToken>
TokenCache::keep_old(const TokenCacheKey& key, std::optional<AccessToken> old, const Error& error)
{
  if (!old || error.kind == ErrorKind::interrupted) {
    return fail(error);
  }
  m_log.warning(
      fmt::format("the access token could not be renewed; the old one is used until {}: {}",
                  util::format_rfc3339(old->expires_on),
                  error.message));
  old->refresh_on = std::min(old->expires_on, m_clock.now() + k_renewal_pause);
  store(key, *old);
  return *std::move(old);
}

void TokenCache::store(const TokenCacheKey& key, const AccessToken& access)
{
  m_entries[key.id()] = {key.secret, access};
  if (!m_file) {
    return;
  }
  if (const auto written = m_file->write(key, access); !written) {
    give_up_file(written.error());
  }
}

Status TokenCache::remove(const TokenCacheKey& key)
{
  const std::scoped_lock guard(m_mutex);
  m_entries.erase(key.id());
  return m_file ? m_file->remove(key) : Status();
}

Status TokenCache::clear()
{
  const std::scoped_lock guard(m_mutex);
  m_entries.clear();
  return m_file ? m_file->clear() : Status();
}

} // namespace lpaz::auth
