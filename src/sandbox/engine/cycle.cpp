#include "sandbox/engine/cycle.hpp"

#include "sandbox/engine/group_pass.hpp"
#include "sandbox/engine/member_pass.hpp"
#include "sandbox/engine/removal_pass.hpp"
#include "sandbox/engine/user_pass.hpp"

#include <utility>

namespace lpaz::sandbox::engine {
namespace {

WorkList next_work(const store::Tenant& tenant, const Scope& scope, JobState& state)
{
  if (!state.needs_initial_cycle) {
    WorkList work = incremental_work(tenant, scope, state);
    if (!work.is_initial) {
      return work;
    }
  }
  return initial_work(tenant, scope, state);
}

// Users come before groups, because members can only be named once they exist; removals come last,
// when all of them are known.
Result<bool> run_passes(CycleContext& context, const WorkList& work)
{
  context.member_groups = work.member_groups;
  context.memberships = work.memberships;
  LPAZ_CHECK(UserPass(context).run(work.users));
  LPAZ_CHECK(GroupPass(context).run(work.groups));
  LPAZ_TRY(const bool staged, RemovalPass(context).run());
  LPAZ_CHECK(MemberPass(context).run());
  return staged;
}

// A new initial cycle sends all memberships again, so it forgets which ones were sent before.
void forget_members(JobState& state)
{
  for (auto& [id, link] : state.groups) {
    link.members.clear();
  }
}

} // namespace

CycleResult run_cycle(store::Tenant& tenant,
                      JobState& state,
                      const CycleSettings& settings,
                      ScimSender& sender,
                      const std::atomic<bool>& stop)
{
  CycleResult result;
  result.began = tenant.now();
  const WorkList work = next_work(tenant, settings.scope, state);
  result.is_initial = work.is_initial;
  if (work.is_initial) {
    state.needs_initial_cycle = true;
    forget_members(state);
  }
  ScimClient client(sender, settings.target);
  CycleLog log(tenant, settings.job_id, settings.scope.service_principal, result.id);
  CycleContext context{tenant, state, *state.schema, client, settings, log, stop, {}, {}, {}, {}};
  auto staged = run_passes(context, work);
  if (staged) {
    result.staged = *staged;
    state.watermark = work.watermark;
    state.needs_initial_cycle = false;
  } else if (staged.error().kind == ErrorKind::interrupted) {
    result.interrupted = true;
  } else {
    result.error = std::move(staged).error();
  }
  result.counts = context.counts;
  result.ended = tenant.now();
  return result;
}

} // namespace lpaz::sandbox::engine
