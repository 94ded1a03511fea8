#include "proof_board.hpp"

#include "lpaz/util/text.hpp"

#include <algorithm>
#include <utility>

namespace lpaz::admin {
namespace {

char lower(char c)
{
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}

bool is_before(std::string_view a, std::string_view b)
{
  return std::ranges::lexicographical_compare(a, b, {}, lower, lower);
}

} // namespace

ProofBoard::ProofBoard(const std::vector<AwaitedChange>& changes, const ProofWatchOptions& options)
    : m_changes(changes), m_options(options), m_proofs(changes.size()), m_newest(changes.size()),
      m_open(changes.size())
{
  for (std::size_t i = 0; i < changes.size(); ++i) {
    m_proofs[i].id = changes[i].id;
    m_by_id.push_back(i);
  }
  std::ranges::sort(
      m_by_id, is_before, [this](std::size_t i) { return std::string_view(m_changes[i].id); });
}

std::optional<std::size_t> ProofBoard::find(std::string_view id) const
{
  const auto found = std::ranges::lower_bound(
      m_by_id, id, is_before, [this](std::size_t i) { return std::string_view(m_changes[i].id); });
  return found != m_by_id.end() && util::equals_ignoring_case(m_changes[*found].id, id)
             ? std::optional(*found)
             : std::nullopt;
}

util::TimePoint ProofBoard::earliest_open() const
{
  auto earliest = util::TimePoint::max();
  for (std::size_t i = 0; i < size(); ++i) {
    if (is_open(i)) {
      earliest = std::min(earliest, m_changes[i].since);
    }
  }
  return earliest;
}

void ProofBoard::prove_by_log(std::size_t index,
                              util::TimePoint at,
                              std::string action,
                              std::string entry)
{
  if (at < m_newest[index]) {
    return;
  }
  Proof& proof = m_proofs[index];
  if (at > m_newest[index]) {
    proof.cause = PendingCause::none;
  }
  m_newest[index] = at;
  m_log_proofs[index] = at;
  proof.action = std::move(action);
  proof.evidence = std::move(entry);
}

void ProofBoard::set_back(std::size_t index, util::TimePoint at, Setback setback)
{
  if (at < m_newest[index] || (at == m_newest[index] && has_log_proof(index))) {
    return;
  }
  m_newest[index] = at;
  m_log_proofs.erase(index);
  note(index, std::move(setback));
}

void ProofBoard::note(std::size_t index, Setback setback)
{
  Proof& proof = m_proofs[index];
  proof.cause = setback.cause;
  proof.reason = std::move(setback.reason);
  proof.hint = std::move(setback.hint);
}

Status ProofBoard::verify(std::size_t index)
{
  Proof& proof = m_proofs[index];
  proof.verified = true;
  proof.cause = PendingCause::none;
  proof.reason.clear();
  proof.hint.clear();
  m_log_proofs.erase(index);
  --m_open;
  return m_options.on_verified ? m_options.on_verified(proof) : Status();
}

Status ProofBoard::verify_by_account(std::size_t index, util::TimePoint now)
{
  const auto logged = m_log_proofs.find(index);
  Proof& proof = m_proofs[index];
  proof.by = k_by_enterprise_api;
  proof.at = logged == m_log_proofs.end() ? now : logged->second;
  if (logged == m_log_proofs.end()) {
    proof.action.clear();
    proof.evidence.clear();
  }
  return verify(index);
}

Status ProofBoard::verify_by_log()
{
  std::vector<std::pair<std::size_t, util::TimePoint>> proven(m_log_proofs.begin(),
                                                              m_log_proofs.end());
  std::ranges::sort(proven);
  for (const auto& [index, at] : proven) {
    if (m_proofs[index].cause == PendingCause::contradicted) {
      continue;
    }
    m_proofs[index].by = k_by_provisioning_log;
    m_proofs[index].at = at;
    LPAZ_CHECK(verify(index));
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
