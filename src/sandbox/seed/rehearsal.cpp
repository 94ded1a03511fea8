#include "sandbox/seed/rehearsal.hpp"

#include "sandbox/engine/scim_sender.hpp"

#include "lpaz/util/url.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <utility>

namespace lpaz::sandbox::seed {
namespace {

// Carries the engine's requests to LastPass inside the process.
class DirectScimSender : public engine::ScimSender {
public:
  explicit DirectScimSender(lastpass::LastPass& lastpass) : m_lastpass(lastpass) {}

  Result<engine::ScimAnswer> send(const engine::ScimRequest& request) override
  {
    LPAZ_TRY(const auto url, util::parse_url(request.url, "tenant URL"));
    server::Request inner;
    inner.method = request.method;
    inner.path = url.path();
    inner.query = url.query();
    inner.headers.emplace("Authorization", "Bearer " + request.token.reveal());
    inner.headers.emplace("Content-Type", "application/scim+json");
    inner.body = request.body;
    inner.base_url = util::origin(url);
    auto response = m_lastpass.serve_scim(inner);
    return engine::ScimAnswer{response.status, std::move(response.body)};
  }

private:
  lastpass::LastPass& m_lastpass;
};

// Whoever set up the tenant has every permission, whatever the sandbox's own app has.
store::TenantBehaviour behaviour_of(const SeedOrder& order)
{
  store::TenantBehaviour behaviour;
  behaviour.cycle_interval = order.cycle_interval;
  return behaviour;
}

oauth::TokenClaims claims_of(const store::TenantIdentity& identity)
{
  const auto permissions = graph::all_permissions();
  const auto now = std::chrono::system_clock::now();
  return {"https://graph.microsoft.com",
          identity.tenant_id,
          identity.client_id,
          identity.client_principal_id,
          {permissions.begin(), permissions.end()},
          now,
          now + std::chrono::hours(1)};
}

} // namespace

Rehearsal::Rehearsal(const SeedOrder& order)
    : m_order(order), m_tenant(order.identity, behaviour_of(order)),
      m_lastpass({order.account_number, {}, [this] { return m_tenant.now(); }}),
      m_engine(m_tenant, std::make_unique<DirectScimSender>(m_lastpass)),
      m_graph({m_tenant, m_signer, m_faults, &m_engine}),
      m_token(m_signer.issue(claims_of(order.identity)))
{
  m_lastpass.use_token(order.token);
}

Result<util::Json>
Rehearsal::ask(std::string method, std::string_view target, const util::Json& body)
{
  server::Request request;
  request.method = std::move(method);
  request.path = "/v1.0" + std::string(target);
  request.headers.emplace("Authorization", "Bearer " + m_token);
  request.headers.emplace("Content-Type", "application/json");
  request.body = body.is_null() ? "" : util::dump_json(body);
  request.base_url = m_order.base_url;
  const auto response = m_graph.respond(request);
  if (response.status >= 300) {
    return fail(ErrorKind::defect,
                fmt::format("the seed was refused {} {}: {} {}",
                            request.method,
                            target,
                            response.status,
                            response.body));
  }
  return response.body.empty() ? util::Json() : util::parse_json(response.body, "answer of Graph");
}

void Rehearsal::log_in(std::string_view user_name)
{
  server::Request request;
  request.method = "POST";
  request.path = fmt::format("/lastpass/users/{}/login", util::percent_encode(user_name));
  m_lastpass.serve_state(request);
}

state::SandboxState Rehearsal::take()
{
  state::SandboxState result;
  result.clock_offset = m_tenant.clock().offset();
  m_engine.between_cycles([&](engine::JobStates& jobs) { result.jobs = std::move(jobs); });
  m_lastpass.with_company([&](lastpass::Company& company) { result.company = std::move(company); });
  result.directory = std::move(*m_tenant.write());
  return result;
}

} // namespace lpaz::sandbox::seed
