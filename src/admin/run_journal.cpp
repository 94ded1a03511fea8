#include "lpaz/admin/run_journal.hpp"

#include "journal_file.hpp"
#include "journal_header.hpp"
#include "journal_records.hpp"
#include "journal_state.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <functional>
#include <utility>

namespace lpaz::admin {
namespace {

using util::TimePoint;

// Keeps a record far shorter than k_longest_journal_line.
constexpr std::size_t k_ids_in_record = 500;

TimePoint whole_seconds(TimePoint time)
{
  return std::chrono::floor<std::chrono::seconds>(time);
}

bool is_word(std::string_view text)
{
  return !text.empty() && text.size() <= k_longest_journal_word;
}

// What is written here must be readable again.
Status check_words(std::string_view word, std::span<const std::string> ids)
{
  if (is_word(word) && std::ranges::all_of(ids, is_word)) {
    return {};
  }
  return fail(ErrorKind::defect, "an id or step for the journal is empty or too long");
}

Error damaged(const std::string& name, std::size_t line, const std::string& why)
{
  Error error;
  error.message = fmt::format("the journal {} is damaged in line {}: {}", name, line, why);
  error.hint = "nothing was sent; keep the file and name a new one: what is done already is found "
               "to be so";
  return error;
}

Error not_written(Error error, const std::string& name)
{
  error.message += "; nothing further was sent";
  error.hint = fmt::format("make room, then run the same command again with --journal {}: it "
                           "continues, and looks first at what was in flight",
                           name);
  return error;
}

using Note = std::function<Status(const std::string& id)>;

Status note_all(std::span<const std::string> ids, const Note& note)
{
  for (const std::string& id : ids) {
    LPAZ_CHECK(note(id));
  }
  return {};
}

} // namespace

struct RunJournal::State {
  explicit State(const util::Clock& used_clock)
      : clock(used_clock), started(whole_seconds(used_clock.now()))
  {
  }

  Status load(const RunIdentity& identity, util::Log& log);
  Status begin(const JournalHeader& header);
  Status take_line(std::string_view line, std::size_t number, const JournalHeader& expected);
  Status write(const std::string& line);
  using LineOf = std::function<std::string(std::span<const std::string> ids)>;
  Status record(std::span<const std::string> ids, const LineOf& line_of, const Note& note);

  std::optional<JournalFile> file;
  const util::Clock& clock;
  JournalState records;
  TimePoint started;
  bool continues = false;
  bool finished = false;
  std::optional<Error> failure; // of the first write that failed
};

Status RunJournal::State::load(const RunIdentity& identity, util::Log& log)
{
  const JournalHeader expected = header_of(identity, started);
  LPAZ_TRY(const auto tail,
           file->read([this, &expected](std::string_view line, std::size_t number) {
             return take_line(line, number, expected);
           }));
  if (tail.begin == 0 && !is_torn_header(tail.text)) {
    return take_line(tail.text, 1, expected);
  }
  if (!tail.text.empty()) {
    log.warning(fmt::format(
        "the last record of the journal {} was cut off ({} bytes); it is dropped, and what it was "
        "about is looked up",
        file->name(),
        tail.text.size()));
    LPAZ_CHECK(file->cut(tail.begin));
  }
  return tail.begin == 0 ? begin(expected) : Status();
}

Status RunJournal::State::begin(const JournalHeader& header)
{
  LPAZ_CHECK(write(header_line(header)));
  return file->sync_folder();
}

Status RunJournal::State::take_line(std::string_view line,
                                    std::size_t number,
                                    const JournalHeader& expected)
{
  if (number == 1) {
    LPAZ_TRY(const JournalHeader header, parse_header(line, file->name()));
    started = header.started;
    return check_same_run(header, expected, file->name());
  }
  if (line.size() > k_longest_journal_line) {
    return fail(damaged(file->name(), number, "it is too long"));
  }
  const auto is_end = take_record(line, records);
  if (!is_end) {
    return fail(damaged(file->name(), number, is_end.error().message));
  }
  continues = true;
  finished = *is_end;
  return {};
}

Status RunJournal::State::write(const std::string& line)
{
  if (!file) {
    return {};
  }
  if (Status written = file->append(line); !written) {
    Error error = not_written(std::move(written).error(), file->name());
    if (!failure) {
      failure = error;
    }
    return fail(std::move(error));
  }
  return {};
}

// Writes and remembers; many ids in several records.
Status
RunJournal::State::record(std::span<const std::string> ids, const LineOf& line_of, const Note& note)
{
  while (!ids.empty()) {
    const auto part = ids.first(std::min(ids.size(), k_ids_in_record));
    LPAZ_CHECK(write(line_of(part)));
    finished = false;
    LPAZ_CHECK(note_all(part, note));
    ids = ids.subspan(part.size());
  }
  return {};
}

RunJournal::RunJournal(std::unique_ptr<State> state) : m_state(std::move(state))
{
}
RunJournal::RunJournal(RunJournal&&) noexcept = default;
RunJournal& RunJournal::operator=(RunJournal&&) noexcept = default;
RunJournal::~RunJournal() = default;

Result<RunJournal> RunJournal::open(const std::filesystem::path& path,
                                    const RunIdentity& identity,
                                    const util::Clock& clock,
                                    util::Log& log)
{
  auto state = std::make_unique<State>(clock);
  LPAZ_TRY(state->file, JournalFile::open(path));
  LPAZ_CHECK(state->load(identity, log));
  return RunJournal(std::move(state));
}

RunJournal RunJournal::in_memory(const util::Clock& clock)
{
  return RunJournal(std::make_unique<State>(clock));
}

bool RunJournal::continues() const
{
  return m_state->continues;
}

bool RunJournal::finished() const
{
  return m_state->finished;
}

TimePoint RunJournal::started() const
{
  return m_state->started;
}

bool RunJournal::has_done(std::string_view step, std::string_view id) const
{
  return done_since(step, id).has_value();
}

std::optional<TimePoint> RunJournal::done_since(std::string_view step, std::string_view id) const
{
  return m_state->records.done_since(step, id);
}

std::optional<TimePoint> RunJournal::sent_without_outcome(std::string_view step,
                                                          std::string_view id) const
{
  return m_state->records.sent_without_outcome(step, id);
}

std::optional<JournalProof> RunJournal::proof(std::string_view id) const
{
  return m_state->records.proof(id);
}

Status RunJournal::sending(std::string_view step, std::span<const std::string> ids)
{
  if (m_state->failure) {
    return fail(*m_state->failure);
  }
  LPAZ_CHECK(check_words(step, ids));
  const TimePoint now = m_state->clock.now();
  return m_state->record(
      ids,
      [&](std::span<const std::string> part) { return sending_record(now, step, part); },
      [&](const std::string& id) { return m_state->records.note_sending(step, id, now); });
}

Status RunJournal::done(std::string_view step, std::span<const std::string> ids)
{
  LPAZ_CHECK(check_words(step, ids));
  const TimePoint now = m_state->clock.now();
  return m_state->record(
      ids,
      [&](std::span<const std::string> part) { return done_record(now, step, part); },
      [&](const std::string& id) { return m_state->records.note_done(step, id, now); });
}

Status RunJournal::failed(std::string_view step, const std::string& id, const Error& error)
{
  LPAZ_CHECK(check_words(step, {&id, 1}));
  const TimePoint now = m_state->clock.now();
  return m_state->record(
      {&id, 1},
      [&](std::span<const std::string>) { return failed_record(now, step, id, error); },
      [&](const std::string&) { return m_state->records.note_failed(step, id); });
}

Status RunJournal::verified(const JournalProof& proof, std::span<const std::string> ids)
{
  LPAZ_CHECK(check_words(proof.how, ids));
  const TimePoint now = m_state->clock.now();
  return m_state->record(
      ids,
      [&](std::span<const std::string> part) { return verified_record(now, proof, part); },
      [&](const std::string& id) { return m_state->records.note_proof(id, proof); });
}

Status RunJournal::finish()
{
  if (m_state->failure) {
    return fail(*m_state->failure);
  }
  LPAZ_CHECK(m_state->write(end_record(m_state->clock.now())));
  m_state->finished = true;
  return {};
}

} // namespace lpaz::admin
