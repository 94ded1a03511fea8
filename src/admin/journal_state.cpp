#include "journal_state.hpp"

#include "lpaz/util/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

namespace lpaz::admin {
namespace {

constexpr std::size_t k_most_words = 32;

std::int64_t seconds_of(util::TimePoint time)
{
  return std::chrono::floor<std::chrono::seconds>(time).time_since_epoch().count();
}

util::TimePoint time_of(std::int64_t seconds)
{
  return util::TimePoint(std::chrono::seconds(seconds));
}

Error too_many_words()
{
  Error error;
  error.kind = ErrorKind::defect;
  error.message = fmt::format("a journal has at most {} kinds of steps", k_most_words);
  return error;
}

} // namespace

JournalState::Mark::Mark(Stage stage, util::TimePoint at)
    : m_packed(seconds_of(at) * 4 + static_cast<std::int64_t>(stage))
{
}

JournalState::Stage JournalState::Mark::stage() const
{
  return static_cast<Stage>(m_packed & 3);
}

util::TimePoint JournalState::Mark::at() const
{
  return time_of((m_packed - (m_packed & 3)) / 4);
}

std::size_t JournalState::person(std::string_view id)
{
  return m_people.try_emplace(util::to_lower(id), m_people.size()).first->second;
}

Result<JournalState::Mark*> JournalState::mark(std::string_view step, std::string_view id)
{
  auto found = std::ranges::find(m_steps, step, &Step::name);
  if (found == m_steps.end()) {
    if (m_steps.size() == k_most_words) {
      return fail(too_many_words());
    }
    found = m_steps.insert(found, Step{std::string(step), {}});
  }
  const std::size_t index = person(id);
  if (index >= found->marks.size()) {
    found->marks.resize(m_people.size());
  }
  return &found->marks[index];
}

JournalState::Mark JournalState::find_mark(std::string_view step, std::string_view id) const
{
  const auto found = std::ranges::find(m_steps, step, &Step::name);
  const auto person = m_people.find(util::to_lower(id));
  if (found == m_steps.end() || person == m_people.end() || person->second >= found->marks.size()) {
    return {};
  }
  return found->marks[person->second];
}

Status JournalState::note_sending(std::string_view step, std::string_view id, util::TimePoint at)
{
  LPAZ_TRY(Mark * mark, this->mark(step, id));
  // Sent again without an outcome of the first time: it may have happened since then.
  if (mark->stage() == Stage::none || mark->stage() == Stage::failed) {
    *mark = Mark(Stage::sent, at);
  }
  return {};
}

Status JournalState::note_done(std::string_view step, std::string_view id, util::TimePoint at)
{
  LPAZ_TRY(Mark * mark, this->mark(step, id));
  if (mark->stage() != Stage::done) {
    *mark = Mark(Stage::done, mark->stage() == Stage::sent ? mark->at() : at);
  }
  return {};
}

Status JournalState::note_failed(std::string_view step, std::string_view id)
{
  LPAZ_TRY(Mark * mark, this->mark(step, id));
  if (mark->stage() != Stage::done) {
    *mark = Mark(Stage::failed, {});
  }
  return {};
}

Status JournalState::note_proof(std::string_view id, const JournalProof& proof)
{
  auto word = std::ranges::find(m_words, proof.how);
  if (word == m_words.end()) {
    if (m_words.size() == k_most_words) {
      return fail(too_many_words());
    }
    word = m_words.insert(word, proof.how);
  }
  const std::size_t index = person(id);
  if (index >= m_proofs.size()) {
    m_proofs.resize(m_people.size());
  }
  m_proofs[index] = {
      seconds_of(proof.at), static_cast<std::size_t>(word - m_words.begin()) + 1, proof.evidence};
  return {};
}

std::optional<util::TimePoint> JournalState::done_since(std::string_view step,
                                                        std::string_view id) const
{
  const Mark mark = find_mark(step, id);
  return mark.stage() == Stage::done ? std::optional(mark.at()) : std::nullopt;
}

std::optional<util::TimePoint> JournalState::sent_without_outcome(std::string_view step,
                                                                  std::string_view id) const
{
  const Mark mark = find_mark(step, id);
  return mark.stage() == Stage::sent ? std::optional(mark.at()) : std::nullopt;
}

std::optional<JournalProof> JournalState::proof(std::string_view id) const
{
  const auto person = m_people.find(util::to_lower(id));
  if (person == m_people.end() || person->second >= m_proofs.size() ||
      m_proofs[person->second].how == 0) {
    return std::nullopt;
  }
  const Proof& proof = m_proofs[person->second];
  return JournalProof{m_words[proof.how - 1], time_of(proof.at), proof.evidence};
}

} // namespace lpaz::admin
