#include "lpaz/bulk/journal.hpp"

#include "journal_file.hpp"
#include "journal_lines.hpp"

#include "lpaz/util/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <unordered_map>
#include <utility>

namespace lpaz::bulk {
namespace {

using util::TimePoint;

// Keeps a record far shorter than k_longest_journal_line.
constexpr std::size_t k_ids_in_record = 500;
constexpr std::size_t k_most_words = 32; // kinds of steps, and of proof

std::int64_t seconds_of(TimePoint time)
{
  return std::chrono::floor<std::chrono::seconds>(time).time_since_epoch().count();
}

TimePoint time_of(std::int64_t seconds)
{
  return TimePoint(std::chrono::seconds(seconds));
}

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

// A table of few words.
class Words {
public:
  // ErrorKind::defect for more of them than any run has.
  Result<std::size_t> add(std::string_view word)
  {
    if (const auto known = find(word)) {
      return *known;
    }
    if (m_words.size() == k_most_words) {
      return fail(ErrorKind::defect,
                  fmt::format("a journal has at most {} kinds of steps", k_most_words));
    }
    m_words.emplace_back(word);
    return m_words.size() - 1;
  }
  std::optional<std::size_t> find(std::string_view word) const
  {
    const auto found = std::ranges::find(m_words, word);
    return found == m_words.end() ? std::nullopt
                                  : std::optional<std::size_t>(found - m_words.begin());
  }
  const std::string& operator[](std::size_t index) const { return m_words[index]; }

private:
  std::vector<std::string> m_words;
};

// Where a step of an object stands, and since when, in eight bytes: there may be 50,000 objects.
class Mark {
public:
  enum Stage { none, sent, done, failed };

  Mark() = default;
  Mark(Stage stage, TimePoint at) : m_packed(seconds_of(at) * 4 + stage) {}
  Stage stage() const { return static_cast<Stage>(m_packed & 3); }
  TimePoint at() const { return time_of((m_packed - (m_packed & 3)) / 4); }
  std::optional<TimePoint> at_if(Stage wanted) const
  {
    return stage() == wanted ? std::optional(at()) : std::nullopt;
  }

  void take(const Record& record)
  {
    if (record.kind == RecordKind::failed) {
      *this = stage() == done ? *this : Mark(failed, {});
    } else if (record.kind == RecordKind::done) {
      *this = Mark(done, stage() == sent && record.found ? at() : record.at);
    } else if (stage() != sent) { // else it may have happened since it was sent first
      *this = Mark(sent, record.at);
    }
  }

private:
  std::int64_t m_packed = 0;
};

struct KnownProof {
  std::int64_t at = 0; // seconds since 1970
  std::optional<std::size_t> how = std::nullopt;
  std::string evidence;
};

// Of what, and which; a name in whatever case is the same.
std::string meaning_key(std::string_view what, std::string_view name)
{
  return fmt::format("{}\n{}", what, util::to_lower(name));
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

template <typename T>
T& slot(std::vector<T>& list, std::size_t index)
{
  if (index >= list.size()) {
    list.resize(index + 1);
  }
  return list[index];
}

} // namespace

struct Journal::State {
  explicit State(const util::Clock& used_clock)
      : clock(used_clock), started(time_of(seconds_of(used_clock.now())))
  {
  }

  Status load(const RunIdentity& identity, util::Log& log);
  Status begin(const JournalHeader& header);
  Status take_line(std::string_view line, std::size_t number, const JournalHeader& expected);
  Status write(const Record& record);
  Status append(const std::string& line);
  Status apply(const Record& record);
  Words& words_for(RecordKind kind) { return kind == RecordKind::verified ? hows : steps; }
  void apply_step(const Record& record, std::size_t step, std::size_t object);
  Mark mark(std::string_view step, std::string_view id) const;

  std::optional<JournalFile> file;
  const util::Clock& clock;
  TimePoint started;
  bool continues = false;
  std::optional<TimePoint> finished;
  std::optional<Error> failure; // of the first write that failed

  // What the records add up to. Numbers are those of objects, in the order of their appearance.
  std::unordered_map<std::string, std::size_t> objects; // by id in lower case
  Words steps;
  std::vector<std::vector<Mark>> marks; // by step, by object
  Words hows;
  std::vector<KnownProof> proofs;                        // by object
  std::unordered_map<std::string, std::string> meanings; // ids by meaning_key()
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
  const Status applied = record ? apply(*record) : Status(fail(record.error()));
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
  if (record.kind != RecordKind::meant) {
    if (auto known = words_for(record.kind).add(record.word); !known) {
      return fail(std::move(known).error());
    }
  }
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
    LPAZ_CHECK(apply(part));
  }
  return {};
}

Status Journal::State::apply(const Record& record)
{
  finished = record.kind == RecordKind::end ? std::optional(record.at) : std::nullopt;
  if (finished) {
    return {};
  }
  if (record.kind == RecordKind::meant) {
    for (std::size_t i = 0; i < record.ids.size(); ++i) {
      meanings.insert_or_assign(meaning_key(record.word, record.names[i]), record.ids[i]);
    }
    return {};
  }
  const bool is_proof = record.kind == RecordKind::verified;
  LPAZ_TRY(const std::size_t word, words_for(record.kind).add(record.word));
  for (const std::string& id : record.ids) {
    const std::size_t object =
        objects.try_emplace(util::to_lower(id), objects.size()).first->second;
    if (is_proof) {
      slot(proofs, object) = {seconds_of(record.proof.at), word, record.proof.evidence};
    } else {
      apply_step(record, word, object);
    }
  }
  return {};
}

void Journal::State::apply_step(const Record& record, std::size_t step, std::size_t object)
{
  Mark& mark = slot(slot(marks, step), object);
  const bool is_undone = mark.stage() == Mark::done && record.kind == RecordKind::sending;
  if (is_undone && object < proofs.size()) {
    proofs[object] = {};
  }
  mark.take(record);
}

Mark Journal::State::mark(std::string_view step, std::string_view id) const
{
  const auto word = steps.find(step);
  const auto object = objects.find(util::to_lower(id));
  if (!word || object == objects.end() || *word >= marks.size() ||
      object->second >= marks[*word].size()) {
    return {};
  }
  return marks[*word][object->second];
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
  return m_state->finished;
}

std::size_t Journal::done_count() const
{
  std::vector<bool> done(m_state->objects.size());
  for (const std::vector<Mark>& marks : m_state->marks) {
    for (std::size_t i = 0; i < marks.size(); ++i) {
      done[i] = done[i] || marks[i].stage() == Mark::done;
    }
  }
  return static_cast<std::size_t>(std::ranges::count(done, true));
}

std::size_t Journal::proof_count() const
{
  return static_cast<std::size_t>(std::ranges::count_if(
      m_state->proofs, [](const KnownProof& proof) { return proof.how.has_value(); }));
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
  return m_state->mark(step, id).at_if(Mark::done);
}

std::optional<TimePoint> Journal::sent_without_outcome(std::string_view step,
                                                       std::string_view id) const
{
  return m_state->mark(step, id).at_if(Mark::sent);
}

std::optional<JournalProof> Journal::proof(std::string_view id) const
{
  const auto object = m_state->objects.find(util::to_lower(id));
  if (object == m_state->objects.end() || object->second >= m_state->proofs.size()) {
    return std::nullopt;
  }
  const KnownProof& proof = m_state->proofs[object->second];
  if (!proof.how) {
    return std::nullopt;
  }
  return JournalProof{m_state->hows[*proof.how], time_of(proof.at), proof.evidence};
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
  const auto found = m_state->meanings.find(meaning_key(what, name));
  return found == m_state->meanings.end() ? std::nullopt : std::optional(found->second);
}

std::map<std::string, std::string> Journal::names_by_id(std::string_view what) const
{
  const std::string prefix = meaning_key(what, "");
  std::map<std::string, std::string> names;
  for (const auto& [key, id] : m_state->meanings) {
    if (key.starts_with(prefix)) {
      names.emplace(util::to_lower(id), key.substr(prefix.size()));
    }
  }
  return names;
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
  m_state->finished = end.at;
  return {};
}

} // namespace lpaz::bulk
