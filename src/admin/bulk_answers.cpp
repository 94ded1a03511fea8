#include "bulk_driver.hpp"

#include "lpaz/http/retry_policy.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <utility>

namespace lpaz::admin {
namespace {

using std::chrono::milliseconds;

constexpr std::uint8_t k_most_unknown = 4; // tries of one step whose outcome stays unknown
constexpr double k_jitter = 0.5;

// What would befall everybody else as well.
bool concerns_all(const Error& error)
{
  return error.kind == ErrorKind::sign_in || error.kind == ErrorKind::interrupted ||
         (error.kind == ErrorKind::unavailable && error.code == http::k_code_connect);
}

// What became of the request. Of an answer that makes no sense nothing can be said.
bool is_unknown(const Error& error)
{
  return error.kind == ErrorKind::unavailable || error.http_status >= 500 ||
         (error.kind == ErrorKind::failed && error.http_status == 0);
}

} // namespace

void BulkRun::take(BatchFlight flight)
{
  --m_in_flight;
  if (!flight.answer) {
    take_failed_batch(flight);
  }
  for (std::size_t i = 0; flight.answer && i < flight.entries.size(); ++i) {
    take_part(flight, i);
  }
  for (const BulkEntry& entry : flight.entries) {
    m_state.queue(entry.index);
  }
  flush_done();
  if (m_stopped) {
    m_state.give_up(*m_stopped);
  }
  tell();
}

bool BulkRun::is_present(const BulkEntry& entry)
{
  return entry.step == m_state.outcome(entry.index).steps_done &&
         !m_state.item(entry.index).is_settled;
}

void BulkRun::take_failed_batch(const BatchFlight& flight)
{
  const Error& error = flight.answer.error();
  const bool for_all = concerns_all(error);
  for (const BulkEntry& entry : flight.entries) {
    if (!is_present(entry)) {
      continue;
    }
    if (!for_all && is_unknown(error)) {
      look_later(entry.index, error, milliseconds(0));
    } else {
      m_state.outcome(entry.index).is_unknown = flight.phase == BulkPhase::look;
      settle(entry.index, error);
    }
  }
  if (for_all) {
    stop(error);
  }
}

void BulkRun::take_part(const BatchFlight& flight, std::size_t part)
{
  const BulkEntry& entry = flight.entries[part];
  const Result<http::HttpResponse>& response = (*flight.answer)[part];
  if (!is_present(entry)) {
    return;
  }
  const auto wish =
      response ? http::retry_after_of(response->headers, m_clock.now()) : std::nullopt;
  const auto result = graph::result_of(response, flight.requests[part]);
  if (response && response->status == 429) {
    take_throttled(entry.index, result.error(), wish);
  } else if (flight.phase == BulkPhase::look) {
    take_seen(entry.index, result, wish.value_or(milliseconds(0)));
  } else {
    m_pacer.granted(1);
    take_sent(entry.index, result, wish.value_or(milliseconds(0)));
  }
}

// It may have been carried out all the same.
void BulkRun::take_throttled(std::size_t index,
                             const Error& error,
                             std::optional<milliseconds> wish)
{
  const auto now = m_clock.steady_now();
  const auto delay = http::retry_delay(m_state.item(index).tries + 1, wish, k_jitter);
  ++m_state.progress().throttled;
  m_pacer.refused(delay, now);
  if (delay <= time_left()) {
    m_state.again(index, phase_after_doubt(index), now + delay);
    return;
  }
  m_state.outcome(index).is_unknown = true;
  settle(index, error);
  stop(error);
}

void BulkRun::take_sent(std::size_t index, const Result<nlohmann::json>& result, milliseconds wish)
{
  const std::size_t step = m_state.outcome(index).steps_done;
  if (result || m_work.means_done(index, step, result.error())) {
    complete(index);
  } else if (is_unknown(result.error())) {
    look_later(index, result.error(), wish);
  } else {
    m_last_verdict = m_clock.steady_now();
    const Status noted = m_journal.failed(word(index), m_work.id(index), result.error());
    settle(index, result.error());
    if (!noted) {
      stop(noted.error());
    }
  }
}

void BulkRun::take_seen(std::size_t index, const Result<nlohmann::json>& seen, milliseconds wish)
{
  const std::size_t step = m_state.outcome(index).steps_done;
  if (m_work.was_carried_out(index, step, seen, m_state.item(index).sent)) {
    complete(index);
  } else if (seen || seen.error().kind == ErrorKind::not_found) {
    m_state.again(index, BulkPhase::send, m_clock.steady_now());
  } else if (is_unknown(seen.error())) {
    look_later(index, seen.error(), wish);
  } else {
    m_state.outcome(index).is_unknown = true;
    settle(index, seen.error());
  }
}

void BulkRun::complete(std::size_t index)
{
  m_done[word(index)].push_back(m_work.id(index));
  m_last_verdict = m_clock.steady_now();
  m_state.advance(index);
}

void BulkRun::settle(std::size_t index, const Error& error)
{
  m_state.settle(index, error);
  m_only_begun = m_only_begun || !m_options.continue_on_error;
}

// The first time there is always a look, however late it is.
void BulkRun::look_later(std::size_t index, const Error& error, milliseconds wish)
{
  BulkItem& item = m_state.item(index);
  const milliseconds left = time_left();
  const auto delay = http::retry_delay(
      ++item.tries, wish.count() > 0 ? std::optional(wish) : std::nullopt, k_jitter);
  const bool is_over = item.tries >= k_most_unknown || delay > left;
  if (item.tries > 1 && is_over) {
    m_state.outcome(index).is_unknown = true;
    settle(index, error);
    if (left.count() == 0) {
      stop(error);
    }
    return;
  }
  m_state.again(index, phase_after_doubt(index), m_clock.steady_now() + std::min(delay, left));
}

// Of the time that may pass without a success.
milliseconds BulkRun::time_left() const
{
  const auto passed = std::chrono::floor<milliseconds>(m_clock.steady_now() - m_last_verdict);
  return std::max(m_options.time_limit - passed, milliseconds(0));
}

BulkPhase BulkRun::phase_after_doubt(std::size_t index)
{
  const bool can_look = m_work.look(index, m_state.outcome(index).steps_done).has_value();
  return can_look ? BulkPhase::look : BulkPhase::send;
}

// The journal learns of a whole batch at once.
void BulkRun::flush_done()
{
  for (const auto& [word, ids] : std::exchange(m_done, {})) {
    if (const Status noted = m_journal.done(word, ids); !noted) {
      stop(noted.error());
    }
  }
}

void BulkRun::stop(Error error)
{
  if (!m_stopped) {
    m_stopped = std::move(error);
  }
  m_state.give_up(*m_stopped);
}

void BulkRun::tell()
{
  if (m_options.on_progress) {
    m_options.on_progress(m_state.progress());
  }
}

} // namespace lpaz::admin
