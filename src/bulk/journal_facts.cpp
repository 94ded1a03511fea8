#include "journal_facts.hpp"

#include "lpaz/util/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

namespace lpaz::bulk {
namespace {

using util::TimePoint;

constexpr std::size_t k_most_words = 32; // kinds of steps, and of proof

std::int64_t seconds_of(TimePoint time)
{
  return std::chrono::floor<std::chrono::seconds>(time).time_since_epoch().count();
}

TimePoint time_of(std::int64_t seconds)
{
  return TimePoint(std::chrono::seconds(seconds));
}

// Of what, and which; a name in whatever case is the same.
std::string meaning_key(std::string_view what, std::string_view name)
{
  return fmt::format("{}\n{}", what, util::to_lower(name));
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

Mark::Mark(Stage stage, TimePoint at) : m_packed(seconds_of(at) * 4 + stage)
{
}

TimePoint Mark::at() const
{
  return time_of((m_packed - (m_packed & 3)) / 4);
}

void Mark::take(const Record& record)
{
  if (record.kind == RecordKind::failed) {
    *this = stage() == done ? *this : Mark(failed, {});
  } else if (record.kind == RecordKind::done) {
    *this = Mark(done, stage() == sent && record.found ? at() : record.at);
  } else if (stage() != sent) { // else it may have happened since it was sent first
    *this = Mark(sent, record.at);
  }
}

Result<std::size_t> JournalFacts::Words::add(std::string_view word)
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

std::optional<std::size_t> JournalFacts::Words::find(std::string_view word) const
{
  const auto found = std::ranges::find(m_words, word);
  return found == m_words.end() ? std::nullopt
                                : std::optional<std::size_t>(found - m_words.begin());
}

Status JournalFacts::check(const Record& record)
{
  if (record.kind == RecordKind::meant) {
    return {};
  }
  const auto known = words_for(record.kind).add(record.word);
  return known ? Status() : Status(fail(known.error()));
}

Status JournalFacts::apply(const Record& record)
{
  m_finished = record.kind == RecordKind::end ? std::optional(record.at) : std::nullopt;
  if (m_finished) {
    return {};
  }
  if (record.kind == RecordKind::meant) {
    take_meanings(record);
    return {};
  }
  LPAZ_TRY(const std::size_t word, words_for(record.kind).add(record.word));
  for (const std::string& id : record.ids) {
    const std::size_t object =
        m_objects.try_emplace(util::to_lower(id), m_objects.size()).first->second;
    if (record.kind == RecordKind::verified) {
      slot(m_proofs, object) = {seconds_of(record.proof.at), word, record.proof.evidence};
    } else {
      take_step(record, word, object);
    }
  }
  return {};
}

void JournalFacts::take_meanings(const Record& record)
{
  for (std::size_t i = 0; i < record.ids.size(); ++i) {
    m_meanings.insert_or_assign(meaning_key(record.word, record.names[i]), record.ids[i]);
  }
}

void JournalFacts::take_step(const Record& record, std::size_t step, std::size_t object)
{
  Mark& mark = slot(slot(m_marks, step), object);
  const bool is_undone = mark.stage() == Mark::done && record.kind == RecordKind::sending;
  if (is_undone && object < m_proofs.size()) {
    m_proofs[object] = {};
  }
  mark.take(record);
}

Mark JournalFacts::mark(std::string_view step, std::string_view id) const
{
  const auto word = m_steps.find(step);
  const auto object = m_objects.find(util::to_lower(id));
  if (!word || object == m_objects.end() || *word >= m_marks.size() ||
      object->second >= m_marks[*word].size()) {
    return {};
  }
  return m_marks[*word][object->second];
}

std::optional<JournalProof> JournalFacts::proof(std::string_view id) const
{
  const auto object = m_objects.find(util::to_lower(id));
  if (object == m_objects.end() || object->second >= m_proofs.size() ||
      !m_proofs[object->second].how) {
    return std::nullopt;
  }
  const KnownProof& proof = m_proofs[object->second];
  return JournalProof{m_hows[*proof.how], time_of(proof.at), proof.evidence};
}

std::size_t JournalFacts::done_count() const
{
  std::vector<bool> done(m_objects.size());
  for (const std::vector<Mark>& marks : m_marks) {
    for (std::size_t i = 0; i < marks.size(); ++i) {
      done[i] = done[i] || marks[i].stage() == Mark::done;
    }
  }
  return static_cast<std::size_t>(std::ranges::count(done, true));
}

std::size_t JournalFacts::proof_count() const
{
  return static_cast<std::size_t>(std::ranges::count_if(
      m_proofs, [](const KnownProof& proof) { return proof.how.has_value(); }));
}

std::optional<std::string> JournalFacts::meant(std::string_view what, std::string_view name) const
{
  const auto found = m_meanings.find(meaning_key(what, name));
  return found == m_meanings.end() ? std::nullopt : std::optional(found->second);
}

std::map<std::string, std::string> JournalFacts::names_by_id(std::string_view what) const
{
  const std::string prefix = meaning_key(what, "");
  std::map<std::string, std::string> names;
  for (const auto& [key, id] : m_meanings) {
    if (key.starts_with(prefix)) {
      names.emplace(util::to_lower(id), key.substr(prefix.size()));
    }
  }
  return names;
}

} // namespace lpaz::bulk
