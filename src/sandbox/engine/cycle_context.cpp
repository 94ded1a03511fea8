#include "sandbox/engine/cycle_context.hpp"

#include "sandbox/engine/schedule.hpp"

namespace lpaz::sandbox::engine {

void CycleContext::begin_entry(LogDraft& draft, const store::ObjectId& id, ImportKind kind) const
{
  const auto found = state.escrows.find(id);
  if (found == state.escrows.end() || found->second.next_attempt > tenant.now()) {
    draft.imported(kind);
    return;
  }
  const Escrow& escrow = found->second;
  draft.retried(kind, escrow, escrow.next_attempt - escrow_gap(escrow.attempts, settings.interval));
}

const Escrow* CycleContext::note_failure(const store::ObjectId& id, Escrow::Kind kind)
{
  (kind == Escrow::Kind::members ? counts.reference_failures : counts.failures) += 1;
  Escrow& escrow = state.escrows[id];
  escrow.kind = kind;
  ++escrow.attempts;
  escrow.next_attempt = tenant.now() + escrow_gap(escrow.attempts, settings.interval);
  return &escrow;
}

void CycleContext::note_success(const store::ObjectId& id)
{
  state.escrows.erase(id);
}

Status CycleContext::check_stop() const
{
  if (stop.load(std::memory_order_relaxed)) {
    return fail(ErrorKind::interrupted, "the sandbox is ending");
  }
  return {};
}

void CycleContext::report_progress(std::size_t done, std::size_t total) const
{
  constexpr std::size_t k_page = 100;
  const auto pages = [](std::size_t count) {
    return static_cast<std::int64_t>((count + k_page - 1) / k_page);
  };
  const util::TimePoint now = tenant.now();
  const auto directory = tenant.write();
  if (auto* job = directory->edit_job(settings.job_id)) {
    job->status.progress = {{pages(done), pages(total), now, "Pages"}};
  }
}

} // namespace lpaz::sandbox::engine
