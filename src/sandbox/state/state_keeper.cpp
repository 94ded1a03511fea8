#include "sandbox/state/state_keeper.hpp"

#include "sandbox/state/state_document.hpp"

#include <utility>

namespace lpaz::sandbox::state {

void StateKeeper::settle(std::string base_url, Seeds seeds, std::string first_seed)
{
  m_base_url = std::move(base_url);
  m_seeds = std::move(seeds);
  m_first_seed = std::move(first_seed);
}

std::string StateKeeper::dump()
{
  std::string document;
  const Translation translation{m_base_url, m_lastpass.token()};
  m_engine.between_cycles([&](const engine::JobStates& jobs) {
    m_lastpass.with_company([&](const lastpass::Company& company) {
      const auto directory = m_tenant.read();
      document =
          write_document({m_tenant.clock().offset(), *directory, jobs, company}, translation);
    });
  });
  return document;
}

Status StateKeeper::load(std::string_view document)
{
  LPAZ_TRY(auto next, read_document(document, {m_base_url, m_lastpass.token()}));
  install(std::move(next));
  return {};
}

Status StateKeeper::reset(std::string_view seed)
{
  LPAZ_TRY(auto next, m_seeds(seed.empty() ? std::string_view(m_first_seed) : seed));
  install(std::move(next));
  return {};
}

// The previous state moves into `next` and is destroyed with it, after all locks are released.
void StateKeeper::install(SandboxState next)
{
  m_engine.between_cycles([&](engine::JobStates& jobs) {
    m_lastpass.with_company([&](lastpass::Company& company) {
      const auto directory = m_tenant.write();
      m_tenant.clock().set_offset(next.clock_offset);
      std::swap(*directory, next.directory);
      std::swap(jobs, next.jobs);
      std::swap(company, next.company);
    });
  });
  m_engine.wake();
}

} // namespace lpaz::sandbox::state
