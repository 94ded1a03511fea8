#include "lpaz/bulk/journal.hpp"

#include "journal_facts.hpp"
#include "journal_file.hpp"
#include "journal_lines.hpp"

#include "lpaz/util/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <utility>

namespace lpaz::bulk {
namespace {

using util::TimePoint;

// Keeps a record far shorter than k_longest_journal_line.
constexpr std::size_t k_ids_in_record = 500;

// What is written here must be readable again.
Status check_words(const Record& record)
{
  const auto is_word = [](std::string_view text) {
    return !text.empty() && text.size() <= k_longest_journal_word;
  };
  if (is_word(record.word) && std::ranges::all_of(record.ids, is_word) &&
      std::ranges::all_of(record.names, is_word)) {
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

Error means_another(std::string_view what,
                    const NameMeaning& now,
                    const std::string& then,
                    const std::string& journal)
{
  Error error;
  error.kind = ErrorKind::refused;
  error.message = fmt::format("when the run of the journal {} began, \"{}\" of its {} had the id "
                              "{}, and now {}; nothing was changed",
                              journal,
                              util::make_visible(now.name),
                              what,
                              util::make_visible(then),
                              util::make_visible(now.id));
  error.hint =
      "it is not the same one any more: look at both, and name the one you mean by id in a "
      "run with a new journal";
  return error;
}

} // namespace

struct Journal::State {
  explicit State(const util::Clock& used_clock)
      : clock(used_clock), started(std::chrono::floor<std::chrono::seconds>(used_clock.now()))
  {
  }

  Status load(const RunIdentity& identity, util::Log& log);
  Status begin(const JournalHeader& header);
  Status take_line(std::string_view line, std::size_t number, const JournalHeader& expected);
  Status write(const Record& record);
  Status append(const std::string& line);

  std::optional<JournalFile> file;
  const util::Clock& clock;
  TimePoint started;
  bool continues = false;
  std::optional<Error> failure; // of the first write that failed

  JournalFacts facts;
};

Status Journal::State::load(const RunIdentity& identity, util::Log& log)
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

Status Journal::State::begin(const JournalHeader& header)
{
  LPAZ_CHECK(append(header_line(header)));
  return file->sync_folder();
}

Status
Journal::State::take_line(std::string_view line, std::size_t number, const JournalHeader& expected)
{
  if (number == 1) {
    LPAZ_TRY(const JournalHeader header, parse_header(line, file->name()));
    started = header.started;
    return check_same_run(header, expected, file->name());
  }
  if (line.size() > k_longest_journal_line) {
    return fail(damaged(file->name(), number, "it is too long"));
  }
  const auto record = parse_record(line);
  const Status applied = record ? facts.apply(*record) : Status(fail(record.error()));
  if (!applied) {
    return fail(damaged(file->name(), number, applied.error().message));
  }
  continues = true;
  return {};
}

Status Journal::State::append(const std::string& line)
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
Status Journal::State::write(const Record& record)
{
  LPAZ_CHECK(check_words(record));
  LPAZ_CHECK(facts.check(record));
  for (std::size_t begin = 0; begin < record.ids.size(); begin += k_ids_in_record) {
    const std::size_t end = std::min(record.ids.size(), begin + k_ids_in_record);
    Record part{record.kind, record.at, record.word, {}, record.error, record.proof, record.found};
    for (std::size_t i = begin; i < end; ++i) {
      part.ids.push_back(record.ids[i]);
      if (!record.names.empty()) {
        part.names.push_back(record.names[i]);
      }
    }
    LPAZ_CHECK(append(record_line(part)));
    LPAZ_CHECK(facts.apply(part));
  }
  return {};
}

Journal::Journal(std::unique_ptr<State> state) : m_state(std::move(state))
{
}
Journal::Journal(Journal&&) noexcept = default;
Journal& Journal::operator=(Journal&&) noexcept = default;
Journal::~Journal() = default;

Result<Journal> Journal::open(const std::filesystem::path& path,
                              const RunIdentity& identity,
                              const util::Clock& clock,
                              util::Log& log)
{
  auto state = std::make_unique<State>(clock);
  LPAZ_TRY(state->file, JournalFile::open(path));
  LPAZ_CHECK(state->load(identity, log));
  return Journal(std::move(state));
}

Journal Journal::in_memory(const util::Clock& clock)
{
  return Journal(std::make_unique<State>(clock));
}

bool Journal::continues() const
{
  return m_state->continues;
}

std::optional<TimePoint> Journal::finished() const
{
  return m_state->facts.finished();
}

std::size_t Journal::done_count() const
{
  return m_state->facts.done_count();
}

std::size_t Journal::proof_count() const
{
  return m_state->facts.proof_count();
}

TimePoint Journal::started() const
{
  return m_state->started;
}

bool Journal::has_done(std::string_view step, std::string_view id) const
{
  return done_since(step, id).has_value();
}

std::optional<TimePoint> Journal::done_since(std::string_view step, std::string_view id) const
{
  return m_state->facts.mark(step, id).at_if(Mark::done);
}

std::optional<TimePoint> Journal::sent_without_outcome(std::string_view step,
                                                       std::string_view id) const
{
  return m_state->facts.mark(step, id).at_if(Mark::sent);
}

std::optional<JournalProof> Journal::proof(std::string_view id) const
{
  return m_state->facts.proof(id);
}

Status Journal::sending(std::string_view step, std::span<const std::string> ids)
{
  if (m_state->failure) {
    return fail(*m_state->failure);
  }
  return m_state->write(
      {RecordKind::sending, m_state->clock.now(), std::string(step), {ids.begin(), ids.end()}});
}

Status Journal::done(std::string_view step, std::span<const std::string> ids)
{
  return m_state->write(
      {RecordKind::done, m_state->clock.now(), std::string(step), {ids.begin(), ids.end()}});
}

Status Journal::found_done(std::string_view step, std::span<const std::string> ids)
{
  return m_state->write({RecordKind::done,
                         m_state->clock.now(),
                         std::string(step),
                         {ids.begin(), ids.end()},
                         {},
                         {},
                         true});
}

Status Journal::bind(std::string_view what, std::span<const NameMeaning> meanings)
{
  if (!m_state->file) {
    return {}; // nobody continues it
  }
  Record record{RecordKind::meant, m_state->clock.now(), std::string(what), {}};
  for (const NameMeaning& meaning : meanings) {
    const auto then = meant(what, meaning.name);
    if (then && !util::equals_ignoring_case(*then, meaning.id)) {
      return fail(means_another(what, meaning, *then, m_state->file->name()));
    }
    if (!then) {
      record.names.push_back(meaning.name);
      record.ids.push_back(meaning.id);
    }
  }
  return m_state->write(record);
}

std::optional<std::string> Journal::meant(std::string_view what, std::string_view name) const
{
  return m_state->facts.meant(what, name);
}

std::map<std::string, std::string> Journal::names_by_id(std::string_view what) const
{
  return m_state->facts.names_by_id(what);
}

Status Journal::failed(std::string_view step, const std::string& id, const Error& error)
{
  return m_state->write({RecordKind::failed, m_state->clock.now(), std::string(step), {id}, error});
}

Status Journal::verified(const JournalProof& proof, std::span<const std::string> ids)
{
  return m_state->write(
      {RecordKind::verified, m_state->clock.now(), proof.how, {ids.begin(), ids.end()}, {}, proof});
}

Status Journal::finish()
{
  if (m_state->failure) {
    return fail(*m_state->failure);
  }
  const Record end{RecordKind::end, m_state->clock.now(), {}, {}};
  LPAZ_CHECK(m_state->append(record_line(end)));
  return m_state->facts.apply(end);
}

} // namespace lpaz::bulk
