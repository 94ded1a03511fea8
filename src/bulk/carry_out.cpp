#include "lpaz/bulk/carry_out.hpp"

#include "batch_workers.hpp"
#include "flight.hpp"
#include "run_state.hpp"

#include "lpaz/bulk/rate_pacer.hpp"
#include "lpaz/bulk/verdict.hpp"
#include "lpaz/http/retry_policy.hpp"
#include "lpaz/util/interrupt.hpp"
#include "lpaz/util/json.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>
#include <utility>

namespace lpaz::bulk {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds k_no_hurry{60'000};
constexpr milliseconds k_first_pass_pause{2'000};
constexpr milliseconds k_longest_pass_pause{30'000};
// How long the directory may take to show a new object.
constexpr std::chrono::seconds k_longest_unseen{120};
constexpr std::uint8_t k_most_unknown = 4; // tries of one step whose outcome stays unknown
constexpr double k_jitter = 0.5;

// carry_out() at work. All bookkeeping is on the calling thread; the workers only send.
class Run {
public:
  Run(const Plan& plan, Journal& journal, graph::GraphClient& client, const Options& options)
      : m_clock(client.clock()), m_journal(journal), m_plan(plan), m_options(options),
        m_state(plan, journal),
        m_workers(client,
                  plan.changes.size() <= graph::k_batch_capacity ? 0 : options.batches_in_flight)
  {
    m_last_verdict = m_clock.steady_now();
  }

  std::vector<Outcome> finish()
  {
    report();
    while (turn()) {
    }
    return m_state.take_outcomes();
  }

private:
  using Answer = Result<nlohmann::json>;

  bool turn();
  void send_what_may_go();
  milliseconds pause(std::optional<SteadyTime> due);
  bool send_next(std::size_t count);
  void take(BatchFlight flight);
  void take_failed_batch(const BatchFlight& flight);
  void take_part(const BatchFlight& flight, std::size_t part);
  // Not of a sequence whose earlier step failed.
  bool is_present(const BatchEntry& entry);
  void take_held_back(const BatchEntry& entry);
  void take_throttled(const BatchEntry& entry,
                      Phase phase,
                      const Error& error,
                      std::optional<milliseconds> wish);
  void take_sent(const BatchEntry& entry, const Answer& answer, milliseconds wish);
  void give_up_refused(std::size_t index, const Error& error);
  bool waits_for_it_to_pass(std::size_t index, const Error& error);
  void take_checked(std::size_t index, const Answer& seen, milliseconds wish);
  void take_unseen(std::size_t index, milliseconds wish);
  void complete(std::size_t index, const Answer& answer, bool is_found);
  void settle(std::size_t index, const Error& error);
  void check_later(std::size_t index, const Error& error, milliseconds wish);
  milliseconds time_left() const;
  void flush_done();
  void stop(Error error);
  void report();

  util::Clock& m_clock;
  Journal& m_journal;
  const Plan& m_plan;
  const Options& m_options;
  RunState m_state;
  RatePacer m_pacer;
  std::size_t m_in_flight = 0; // batches
  using IdsByStep = std::map<std::string, std::vector<std::string>>;
  IdsByStep m_done;  // not in the journal yet
  IdsByStep m_found; // the same of what was done before its answer was lost
  SteadyTime m_last_verdict{};
  std::optional<Error> m_stopped;
  bool m_only_begun = false;
  BatchWorkers m_workers; // goes first: its threads use what stands above
};

// One turn: sends what may go, then waits for an answer or for the time to go on. False at the end.
bool Run::turn()
{
  if (util::Interrupt::requested()) {
    stop(util::Interrupt::error());
  }
  const auto due = m_state.wake(m_clock.steady_now());
  send_what_may_go();
  if (m_in_flight == 0 && m_state.ready_count() == 0 && !due) {
    return false;
  }
  if (m_in_flight > 0) {
    if (auto flight = m_workers.take(pause(due))) {
      take(*std::move(flight));
    }
    return true;
  }
  if (const Status slept = m_clock.sleep_for(pause(due)); !slept) {
    stop(slept.error());
  }
  return true;
}

void Run::send_what_may_go()
{
  while (m_state.ready_count() > 0 && m_in_flight < m_options.batches_in_flight) {
    const std::size_t count = m_state.next_count();
    // Those in flight will come back for their next step: a full batch is worth the wait.
    const bool waits_for_more = m_state.ready_count() < graph::k_batch_capacity &&
                                !m_state.next_goes_alone() && m_in_flight > 0;
    const bool may_go = m_pacer.wait_for(count, m_clock.steady_now()).count() == 0;
    if (waits_for_more || !may_go || !send_next(count)) {
      return;
    }
  }
}

milliseconds Run::pause(std::optional<SteadyTime> due)
{
  const auto now = m_clock.steady_now();
  milliseconds wait = k_no_hurry;
  if (due) {
    wait = std::min(wait, std::chrono::ceil<milliseconds>(*due - now));
  }
  if (m_state.ready_count() > 0) {
    const milliseconds permit = m_pacer.wait_for(m_state.next_count(), now);
    wait = permit.count() > 0 || m_in_flight == 0 ? std::min(wait, permit) : wait;
  }
  return std::max(wait, milliseconds(1));
}

bool Run::send_next(std::size_t count)
{
  const auto changes = m_state.take_ready(count, m_only_begun);
  if (changes.empty()) {
    return false;
  }
  BatchFlight flight = flight_of(changes, m_plan, m_state, m_journal);
  if (flight.phase == Phase::send) {
    const Status noted = note_sending(flight, m_plan, m_state, m_journal, m_clock.now());
    if (!noted) {
      for (const std::size_t index : changes) {
        m_state.settle(index, noted.error());
      }
      stop(noted.error());
      return false;
    }
    m_pacer.spend(flight.entries.size(), m_clock.steady_now());
  }
  ++m_in_flight;
  m_workers.send(std::move(flight));
  return true;
}

void Run::take(BatchFlight flight)
{
  --m_in_flight;
  if (!flight.answer) {
    take_failed_batch(flight);
  }
  for (std::size_t i = 0; flight.answer && i < flight.entries.size(); ++i) {
    take_part(flight, i);
  }
  for (const BatchEntry& entry : flight.entries) {
    m_state.queue(entry.change);
  }
  flush_done();
  if (m_stopped) {
    m_state.give_up(*m_stopped);
  }
  report();
}

bool Run::is_present(const BatchEntry& entry)
{
  return entry.step == m_state.outcome(entry.change).steps_done &&
         !m_state.present(entry.change).is_settled;
}

void Run::take_failed_batch(const BatchFlight& flight)
{
  const Error& error = flight.answer.error();
  const bool for_all = concerns_everybody(error);
  for (const BatchEntry& entry : flight.entries) {
    if (!is_present(entry)) {
      continue;
    }
    if (!for_all && leaves_outcome_open(error)) {
      check_later(entry.change, error, milliseconds(0));
    } else {
      m_state.outcome(entry.change).unknown = flight.phase == Phase::check;
      settle(entry.change, error);
    }
  }
  if (for_all) {
    stop(error);
  }
}

void Run::take_part(const BatchFlight& flight, std::size_t part)
{
  const BatchEntry& entry = flight.entries[part];
  const Result<http::HttpResponse>& response = (*flight.answer)[part];
  if (!is_present(entry)) {
    return;
  }
  const auto wish =
      response ? http::retry_after_of(response->headers, m_clock.now()) : std::nullopt;
  const auto answer = graph::result_of(response, flight.requests[part]);
  if (response && response->status == 424 && flight.order == graph::BatchOrder::serial) {
    take_held_back(entry);
  } else if (response && response->status == 429) {
    take_throttled(entry, flight.phase, answer.error(), wish);
  } else if (flight.phase == Phase::check) {
    take_checked(entry.change, answer, wish.value_or(milliseconds(0)));
  } else {
    m_pacer.granted(1);
    take_sent(entry, answer, wish.value_or(milliseconds(0)));
  }
}

// The service did not try it: the step before it was so already, which is an error to a sequence.
void Run::take_held_back(const BatchEntry& entry)
{
  Present& present = m_state.present(entry.change);
  present.may_be_ours = entry.in_doubt;
  present.phase = entry.in_doubt ? m_state.phase_in_doubt(entry.change) : Phase::send;
}

// It may have been carried out all the same; only what must not happen twice relies on the refusal.
void Run::take_throttled(const BatchEntry& entry,
                         Phase phase,
                         const Error& error,
                         std::optional<milliseconds> wish)
{
  const std::size_t index = entry.change;
  const bool is_refused = m_state.step(index).once && phase == Phase::send;
  const auto now = m_clock.steady_now();
  const auto delay = http::retry_delay(m_state.present(index).tries + 1, wish, k_jitter);
  ++m_state.progress().throttled;
  m_pacer.refused(delay, now);
  if (delay <= time_left()) {
    m_state.again(index, is_refused ? phase : m_state.phase_in_doubt(index), now + delay);
    return;
  }
  if (is_refused) {
    give_up_refused(index, error);
  } else {
    m_state.outcome(index).unknown = true;
    settle(index, error);
  }
  stop(error);
}

void Run::take_sent(const BatchEntry& entry, const Answer& answer, milliseconds wish)
{
  const std::size_t index = entry.change;
  const Step& step = m_state.step(index);
  if (answer) {
    complete(index, answer, false);
  } else if (step.already == answer.error().kind) {
    // After a lost answer it was this run that made it so, and so it was with an earlier step.
    const Outcome& outcome = m_state.outcome(index);
    const bool was_already = !entry.in_doubt && (outcome.steps_done == 0 || outcome.was_already);
    complete(index, answer, entry.in_doubt);
    m_state.outcome(index).was_already = was_already;
  } else if (waits_for_it_to_pass(index, answer.error())) {
    return;
  } else if (leaves_outcome_open(answer.error())) {
    check_later(index, answer.error(), wish);
  } else {
    m_last_verdict = m_clock.steady_now();
    give_up_refused(index, answer.error());
  }
}

// Certainly not carried out.
void Run::give_up_refused(std::size_t index, const Error& error)
{
  const Status noted = m_journal.failed(m_state.step(index).name, m_plan.changes[index].id, error);
  settle(index, error);
  if (!noted) {
    stop(noted.error());
  }
}

// Certainly not carried out, so that the step may simply be sent again.
bool Run::waits_for_it_to_pass(std::size_t index, const Error& error)
{
  const Step& step = m_state.step(index);
  if (step.passes == nullptr || !step.passes(error)) {
    return false;
  }
  const auto now = m_clock.steady_now();
  Present& present = m_state.present(index);
  if (present.refused_since == SteadyTime()) {
    present.refused_since = now;
  }
  const auto waited = std::chrono::floor<milliseconds>(now - present.refused_since);
  const auto delay = std::clamp(waited / 2, k_first_pass_pause, k_longest_pass_pause);
  if (waited + delay > m_options.patience) {
    return false;
  }
  m_last_verdict = now;
  m_state.again(index, Phase::send, now + delay);
  return true;
}

void Run::take_checked(std::size_t index, const Answer& seen, milliseconds wish)
{
  if (m_state.step(index).carried_out(seen, m_state.present(index).sent)) {
    complete(index, seen, true);
  } else if (seen || seen.error().kind == ErrorKind::not_found) {
    take_unseen(index, wish);
  } else if (leaves_outcome_open(seen.error())) {
    check_later(index, seen.error(), wish);
  } else {
    m_state.outcome(index).unknown = true;
    settle(index, seen.error());
  }
}

// The check shows nothing: the step is sent again, one that must not happen twice only when the
// directory has had the time to show it.
void Run::take_unseen(std::size_t index, milliseconds wish)
{
  const Step& step = m_state.step(index);
  Present& present = m_state.present(index);
  Error error;
  error.kind = ErrorKind::unavailable;
  error.message = "the answer was lost, and the directory does not show yet whether it was done";
  error.hint = "run the same command again in some minutes";
  if (step.once && m_clock.now() - present.sent < k_longest_unseen) {
    check_later(index, error, wish);
    return;
  }
  m_state.again(index, Phase::send, m_clock.steady_now());
  if (step.once) {
    // What the next try makes may take as long again to show: it has a time of its own.
    present.sent = {};
    present.may_be_ours = false;
    error.message = "the answer was lost, and the directory does not show that it was done";
    if (const auto noted = m_journal.failed(step.name, m_plan.changes[index].id, error); !noted) {
      stop(noted.error());
    }
  }
}

void Run::complete(std::size_t index, const Answer& answer, bool is_found)
{
  const Step& step = m_state.step(index);
  if (step.keeps_answer && answer) {
    m_state.outcome(index).answer = util::dump_json(*answer);
  }
  m_state.outcome(index).was_already = false;
  m_state.outcome(index).changed = m_state.outcome(index).changed || answer.has_value() || is_found;
  (is_found ? m_found : m_done)[step.name].push_back(m_plan.changes[index].id);
  m_last_verdict = m_clock.steady_now();
  m_state.advance(index);
}

void Run::settle(std::size_t index, const Error& error)
{
  m_state.settle(index, error);
  m_only_begun = m_only_begun || !m_options.continue_on_error;
}

// The first time there is always a check, however late it is.
void Run::check_later(std::size_t index, const Error& error, milliseconds wish)
{
  Present& present = m_state.present(index);
  present.may_be_ours = true;
  const milliseconds left = time_left();
  const auto delay = http::retry_delay(
      ++present.tries, wish.count() > 0 ? std::optional(wish) : std::nullopt, k_jitter);
  const bool is_over = present.tries >= k_most_unknown || delay > left;
  if (present.tries > 1 && is_over) {
    m_state.outcome(index).unknown = true;
    settle(index, error);
    if (left.count() == 0) {
      stop(error);
    }
    return;
  }
  m_state.again(index, m_state.phase_in_doubt(index), m_clock.steady_now() + std::min(delay, left));
}

// Of the time that may pass without a success.
milliseconds Run::time_left() const
{
  const auto passed = std::chrono::floor<milliseconds>(m_clock.steady_now() - m_last_verdict);
  return std::max(m_options.time_limit - passed, milliseconds(0));
}

// The journal learns of a whole batch at once.
void Run::flush_done()
{
  for (const auto& [name, ids] : std::exchange(m_done, {})) {
    if (const Status noted = m_journal.done(name, ids); !noted) {
      stop(noted.error());
    }
  }
  for (const auto& [name, ids] : std::exchange(m_found, {})) {
    if (const Status noted = m_journal.found_done(name, ids); !noted) {
      stop(noted.error());
    }
  }
}

void Run::stop(Error error)
{
  if (!m_stopped) {
    m_stopped = std::move(error);
  }
  m_state.give_up(*m_stopped);
}

void Run::report()
{
  if (m_options.on_progress) {
    m_options.on_progress(m_state.progress());
  }
}

} // namespace

std::vector<Outcome>
carry_out(const Plan& plan, Journal& journal, graph::GraphClient& client, const Options& options)
{
  return Run(plan, journal, client, options).finish();
}

} // namespace lpaz::bulk
