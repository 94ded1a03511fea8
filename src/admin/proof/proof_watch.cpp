#include "lpaz/admin/proof/proof_watch.hpp"

#include "admin/setup/job_state.hpp"
#include "proof_accounts.hpp"
#include "proof_board.hpp"
#include "proof_log.hpp"

#include "lpaz/admin/setup/provisioning_status.hpp"
#include "lpaz/util/text.hpp"
#include "lpaz/util/time.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace lpaz::admin {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds k_first_pause = std::chrono::seconds(5);
constexpr milliseconds k_longest_pause = std::chrono::seconds(30);
constexpr int k_polls_a_job = 4;

Setback no_job()
{
  return {PendingCause::no_job,
          "the app has no synchronization job: nothing is sent to LastPass",
          "lpaz configure-app makes one"};
}

// Whether an account may have another name than its person.
bool has_other_names(const std::vector<ProofSubject>& subjects)
{
  return std::ranges::any_of(subjects, [](const ProofSubject& subject) {
    return !subject.former_names.empty() ||
           (!subject.mail.empty() &&
            !util::equals_ignoring_case(subject.mail, subject.user_principal_name));
  });
}

Setback undated()
{
  return {PendingCause::undated,
          "when this person was changed last is not known, so that no entry of the provisioning "
          "log counts as evidence",
          "give the app the permission AuditLog.Read.All and name at most 40 people in a run, or "
          "configure the LastPass Enterprise API"};
}

// What stands in everybody's way; PendingCause::waiting if nothing does.
Setback setback_of(const graph::SynchronizationJob& job, util::TimePoint now)
{
  if (is_in_quarantine(job)) {
    const auto quarantine = job.quarantine.value_or(graph::SynchronizationQuarantine{});
    QuarantineAdvice advice = quarantine_advice(quarantine);
    return {PendingCause::quarantined,
            fmt::format("provisioning is in quarantine ({}): {}",
                        quarantine.reason.empty() ? "no reason given" : quarantine.reason,
                        advice.meaning),
            std::move(advice.fix)};
  }
  if (is_stopped(job)) {
    return {PendingCause::paused,
            "provisioning is paused: nothing is sent to LastPass",
            "lpaz configure-app starts it"};
  }
  const auto next = estimate_next_cycle(job);
  const std::string when = !next         ? "when the next cycle comes is not known"
                           : *next > now ? "next cycle at about " + util::format_rfc3339(*next)
                                         : "a cycle is due";
  return {PendingCause::waiting,
          "not in the provisioning log yet; " + when,
          "run the same command again later, or look at lpaz status"};
}

class ProofWatch {
public:
  ProofWatch(graph::GraphClient& client,
             lastpass::EnterpriseApi* last_pass,
             const std::vector<ProofSubject>& subjects,
             const ProofWatchOptions& options)
      : m_clock(client.clock()), m_options(options), m_board(subjects, options),
        m_log(client, m_board, options, last_pass != nullptr && has_other_names(subjects)),
        m_reads_log(!options.job_id.empty()), m_asks_last_pass(last_pass != nullptr),
        m_end(m_clock.steady_now() + options.time_limit)
  {
    if (last_pass != nullptr) {
      m_accounts.emplace(*last_pass, m_board, options.state);
      return;
    }
    for (const std::size_t index : m_board.open_people()) {
      if (!subjects[index].since) {
        m_board.note(index, undated());
      }
    }
  }

  Result<ProofReport> run();

private:
  // Where LastPass can be asked nobody is verified without it.
  bool can_go_on() const
  {
    const bool has_witness = m_asks_last_pass ? m_accounts.has_value()
                                              : m_reads_log && m_board.earliest_open().has_value();
    return m_board.open() > 0 && !m_interrupted && has_witness;
  }
  Status poll(bool is_last);
  void read_log(bool with_job);
  Status ask_last_pass(bool reads_list);
  void wait();
  void take_trouble(const Error& error, const std::string& source, bool& source_is_usable);
  void note_state();
  void notify(const std::string& text);
  Setback rest() const;

  util::Clock& m_clock;
  const ProofWatchOptions& m_options;
  ProofBoard m_board;
  ProofLog m_log;
  std::optional<ProofAccounts> m_accounts;
  bool m_reads_log;
  bool m_asks_last_pass; // it is configured, whether it answers or not
  std::chrono::steady_clock::time_point m_end;
  milliseconds m_pause = k_first_pause;
  int m_polls = 0;
  bool m_interrupted = false;
  std::optional<Error> m_trouble;           // why the log could not be read the last time
  std::optional<Error> m_last_pass_trouble; // the same of LastPass
  std::string m_last_notice;
};

Result<ProofReport> ProofWatch::run()
{
  for (bool is_last = false; can_go_on() && !is_last;) {
    is_last = m_clock.steady_now() >= m_end;
    LPAZ_CHECK(poll(is_last));
    if (can_go_on() && !is_last) {
      wait();
    }
  }
  ProofReport report;
  report.verified = m_board.size() - m_board.open();
  report.interrupted = m_interrupted;
  report.next_cycle = m_log.job() ? estimate_next_cycle(*m_log.job()) : std::nullopt;
  report.proofs = m_board.finish(rest());
  return report;
}

Status ProofWatch::poll(bool is_last)
{
  if (is_last && m_polls > 0) {
    m_log.forget_watermark();
  }
  const bool reads_all = is_last || m_polls % k_polls_a_job == 0;
  if (m_reads_log) {
    read_log(reads_all);
  }
  ++m_polls;
  if (m_accounts && !m_interrupted) {
    return ask_last_pass(reads_all);
  }
  return m_asks_last_pass ? Status() : m_board.verify_by_log();
}

void ProofWatch::read_log(bool with_job)
{
  const Status read = with_job ? m_log.read_with_job() : m_log.read();
  if (!read) {
    take_trouble(read.error(), "the provisioning log", m_reads_log);
    m_trouble = read.error();
    return;
  }
  m_trouble.reset();
  note_state();
}

Status ProofWatch::ask_last_pass(bool reads_list)
{
  const auto agreed = m_accounts->check(reads_list);
  m_last_pass_trouble = agreed ? std::nullopt : std::optional(agreed.error());
  if (!agreed) {
    bool usable = true;
    take_trouble(agreed.error(), "the LastPass Enterprise API", usable);
    if (!usable) {
      m_accounts.reset();
    }
    return {};
  }
  for (const std::size_t index : *agreed) {
    LPAZ_CHECK(m_board.verify_by_account(index, m_clock.now()));
  }
  return {};
}

// What another try cannot mend makes the source unusable.
void ProofWatch::take_trouble(const Error& error, const std::string& source, bool& source_is_usable)
{
  if (error.kind == ErrorKind::interrupted) {
    m_interrupted = true;
    return;
  }
  if (error.kind == ErrorKind::permission || error.kind == ErrorKind::sign_in ||
      error.kind == ErrorKind::not_found) {
    source_is_usable = false;
  }
  notify(fmt::format("{} cannot be read: {}", source, error.message));
}

void ProofWatch::wait()
{
  const auto left = std::chrono::ceil<milliseconds>(m_end - m_clock.steady_now());
  if (left.count() > 0 && !m_clock.sleep_for(std::min(m_pause, left))) {
    m_interrupted = true;
  }
  m_pause = std::min(m_pause * 3 / 2, k_longest_pause);
}

void ProofWatch::note_state()
{
  if (!m_log.job()) {
    return;
  }
  const Setback setback = setback_of(*m_log.job(), m_clock.now());
  if (setback.cause != PendingCause::waiting) {
    notify(fmt::format("{}; {}", setback.reason, setback.hint));
  }
}

// Each thing once, until another is said.
void ProofWatch::notify(const std::string& text)
{
  if (m_options.on_notice && text != m_last_notice) {
    m_options.on_notice(text);
  }
  m_last_notice = text;
}

Setback ProofWatch::rest() const
{
  if (m_last_pass_trouble) {
    return {PendingCause::unreadable,
            "the LastPass Enterprise API cannot be asked: " + m_last_pass_trouble->message,
            m_last_pass_trouble->hint};
  }
  if (m_options.job_id.empty()) {
    return no_job();
  }
  const Setback setback = m_log.job()
                              ? setback_of(*m_log.job(), m_clock.now())
                              : Setback{PendingCause::waiting,
                                        "not in the provisioning log yet",
                                        "run the same command again later, or look at lpaz status"};
  if (!m_trouble || setback.cause != PendingCause::waiting) {
    return setback;
  }
  if (m_accounts) {
    return {PendingCause::waiting, "LastPass does not show it yet", setback.hint};
  }
  return {PendingCause::unreadable,
          "the provisioning log cannot be read: " + m_trouble->message,
          m_trouble->hint};
}

struct Word {
  PendingCause cause;
  std::string_view word;
};

constexpr std::array k_words{
    Word{PendingCause::none, ""},
    Word{PendingCause::waiting, "waiting"},
    Word{PendingCause::no_job, "noJob"},
    Word{PendingCause::paused, "paused"},
    Word{PendingCause::quarantined, "quarantined"},
    Word{PendingCause::out_of_scope, "outOfScope"},
    Word{PendingCause::failed, "failed"},
    Word{PendingCause::held_back, "heldBack"},
    Word{PendingCause::contradicted, "contradicted"},
    Word{PendingCause::no_account, "noAccount"},
    Word{PendingCause::undated, "undated"},
    Word{PendingCause::unreadable, "unreadable"},
};

} // namespace

std::string_view cause_word(PendingCause cause)
{
  return std::ranges::find(k_words, cause, &Word::cause)->word;
}

Result<ProofReport> watch_for_proof(graph::GraphClient& client,
                                    lastpass::EnterpriseApi* last_pass,
                                    const std::vector<ProofSubject>& subjects,
                                    const ProofWatchOptions& options)
{
  return ProofWatch(client, last_pass, subjects, options).run();
}

} // namespace lpaz::admin
