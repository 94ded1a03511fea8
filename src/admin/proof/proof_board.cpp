#include "proof_board.hpp"

#include "lpaz/util/text.hpp"

#include <algorithm>
#include <utility>

namespace lpaz::admin {
namespace {

using std::chrono::floor;
using std::chrono::seconds;

char lower(char c)
{
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}

bool is_before(std::string_view a, std::string_view b)
{
  return std::ranges::lexicographical_compare(a, b, {}, lower, lower);
}

// The log keeps whole seconds in places.
void replace(AccountWord& old, AccountWord word)
{
  const auto then = floor<seconds>(old.at);
  const auto now = floor<seconds>(word.at);
  if (now < then) {
    return;
  }
  if (now == then) {
    word.proves = word.proves && old.proves;
  }
  old = std::move(word);
}

} // namespace

ProofBoard::ProofBoard(const std::vector<ProofSubject>& subjects, const ProofWatchOptions& options)
    : m_subjects(subjects), m_options(options), m_proofs(subjects.size()), m_noted(subjects.size()),
      m_open(subjects.size())
{
  for (std::size_t i = 0; i < subjects.size(); ++i) {
    m_proofs[i].id = subjects[i].id;
    m_by_id.push_back(i);
    const auto& since = subjects[i].since;
    const auto& earlier = subjects[i].earlier;
    if (earlier && since && earlier->at >= *since) {
      say(i, {{}, earlier->at, true, earlier->by, {}, earlier->evidence});
    }
  }
  std::ranges::sort(
      m_by_id, is_before, [this](std::size_t i) { return std::string_view(m_subjects[i].id); });
}

std::vector<std::size_t> ProofBoard::open_people() const
{
  std::vector<std::size_t> open;
  for (std::size_t i = 0; i < size(); ++i) {
    if (is_open(i)) {
      open.push_back(i);
    }
  }
  return open;
}

std::optional<std::size_t> ProofBoard::find(std::string_view id) const
{
  const auto found = std::ranges::lower_bound(
      m_by_id, id, is_before, [this](std::size_t i) { return std::string_view(m_subjects[i].id); });
  return found != m_by_id.end() && util::equals_ignoring_case(m_subjects[*found].id, id)
             ? std::optional(*found)
             : std::nullopt;
}

std::optional<util::TimePoint> ProofBoard::earliest_open() const
{
  std::optional<util::TimePoint> earliest;
  for (const std::size_t index : open_people()) {
    const auto& since = m_subjects[index].since;
    if (since && (!earliest || *since < *earliest)) {
      earliest = since;
    }
  }
  return earliest;
}

void ProofBoard::say(std::size_t index, AccountWord word)
{
  std::vector<AccountWord>& words = m_words[index];
  const auto known = std::ranges::find(words, word.target_id, &AccountWord::target_id);
  if (known == words.end()) {
    words.push_back(std::move(word));
    ++m_word_count;
    return;
  }
  m_word_count += known->entry == word.entry ? 0 : 1;
  replace(*known, std::move(word));
}

bool ProofBoard::has_log_proof(std::size_t index) const
{
  const auto words = m_words.find(index);
  return words != m_words.end() && std::ranges::all_of(words->second, &AccountWord::proves);
}

const AccountWord* ProofBoard::newest_word(std::size_t index) const
{
  const auto words = m_words.find(index);
  return words == m_words.end() ? nullptr
                                : &*std::ranges::max_element(words->second, {}, &AccountWord::at);
}

void ProofBoard::learn(std::size_t index,
                       const std::string& target_id,
                       util::TimePoint at,
                       std::vector<std::string> names)
{
  KnownNames& known = m_names[index][target_id];
  if (at >= known.at && !names.empty()) {
    known = {at, std::move(names)};
  }
}

std::vector<std::string> ProofBoard::logged_names(std::size_t index) const
{
  std::vector<std::string> names;
  if (const auto known = m_names.find(index); known != m_names.end()) {
    for (const auto& [target_id, each] : known->second) {
      names.insert(names.end(), each.names.begin(), each.names.end());
    }
  }
  return names;
}

void ProofBoard::note(std::size_t index, Setback setback)
{
  Proof& proof = m_proofs[index];
  proof.cause = setback.cause;
  proof.reason = std::move(setback.reason);
  proof.hint = std::move(setback.hint);
}

void ProofBoard::note(std::size_t index, util::TimePoint at, Setback setback)
{
  if (at >= m_noted[index]) {
    m_noted[index] = at;
    note(index, std::move(setback));
  }
}

void ProofBoard::take_word(const AccountWord& word, Proof& proof) const
{
  proof.at = word.at;
  proof.by = word.by;
  proof.action = word.action;
  proof.evidence = word.entry;
}

Status ProofBoard::verify(std::size_t index)
{
  Proof& proof = m_proofs[index];
  proof.verified = true;
  proof.cause = PendingCause::none;
  proof.reason.clear();
  proof.hint.clear();
  m_words.erase(index);
  m_names.erase(index);
  --m_open;
  return m_options.on_verified ? m_options.on_verified(proof) : Status();
}

Status ProofBoard::verify_by_account(std::size_t index, util::TimePoint now)
{
  Proof& proof = m_proofs[index];
  proof.at = now;
  if (has_log_proof(index)) {
    take_word(*newest_word(index), proof);
  }
  proof.by = k_by_enterprise_api;
  return verify(index);
}

Status ProofBoard::verify_by_log()
{
  for (const std::size_t index : open_people()) {
    if (has_log_proof(index)) {
      take_word(*newest_word(index), m_proofs[index]);
      LPAZ_CHECK(verify(index));
    }
  }
  return {};
}

std::vector<Proof> ProofBoard::finish(const Setback& rest)
{
  for (std::size_t i = 0; i < size(); ++i) {
    Proof& proof = m_proofs[i];
    const bool job_is_to_blame =
        proof.cause == PendingCause::waiting && rest.cause != PendingCause::waiting;
    if (!proof.verified && (proof.cause == PendingCause::none || job_is_to_blame)) {
      note(i, rest);
    }
  }
  return std::move(m_proofs);
}

} // namespace lpaz::admin
