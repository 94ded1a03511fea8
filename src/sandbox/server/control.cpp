#include "sandbox/server/control.hpp"

#include "lpaz/util/json.hpp"
#include "lpaz/util/time.hpp"

#include <nlohmann/json.hpp>

namespace lpaz::sandbox::server {
namespace {

constexpr std::int64_t k_furthest_advance = 10LL * 366 * 24 * 3600;

Response error(int status, std::string_view message)
{
  const util::OrderedJson body = {{"error", message}};
  return Response::json(status, util::dump_json(body));
}

std::string prefix_of(const Request& request)
{
  for (const auto& [name, value] : parse_form(request.query)) {
    if (name == "prefix") {
      return value;
    }
  }
  return {};
}

} // namespace

Response Control::advance(const Request& request)
{
  const auto body = util::parse_json(request.body, "request body");
  const auto seconds = body ? util::find_integer(*body, "seconds") : std::nullopt;
  if (!seconds || *seconds < 0 || *seconds > k_furthest_advance) {
    return error(400, "seconds must be a number from 0 to ten years");
  }
  m_tenant.clock().advance(std::chrono::seconds(*seconds));
  m_tenant.write()->purge_expired(m_tenant.now());
  m_provisioning.wake();
  const util::OrderedJson answer = {{"now", util::format_rfc3339(m_tenant.now())}};
  return Response::json(200, util::dump_json(answer));
}

Response Control::add_fault(const Request& request)
{
  const auto body = util::parse_json(request.body, "request body");
  if (!body) {
    return error(400, "the body is not JSON");
  }
  auto fault = parse_fault(*body);
  if (!fault) {
    return error(400, fault.error().message);
  }
  m_faults.add(std::move(*fault));
  return Response::no_content();
}

Response Control::run_cycle()
{
  m_provisioning.run_cycle_now();
  return Response::json(200, tenant_summary(m_tenant));
}

Response Control::respond(const Request& request)
{
  const std::string call =
      request.method + " " +
      (request.path.size() > 9 ? request.path.substr(9) : ""); // behind "/control/"
  if (call == "GET journal") {
    return Response::json(200, m_journal.to_json(prefix_of(request)));
  }
  if (call == "POST journal/reset") {
    m_journal.reset();
    return Response::no_content();
  }
  if (call == "GET state") {
    return Response::json(200, tenant_summary(m_tenant));
  }
  if (call == "POST advance") {
    return advance(request);
  }
  if (call == "POST cycle") {
    return run_cycle();
  }
  if (call == "GET fault") {
    return Response::json(200, util::dump_json(m_faults.to_json()));
  }
  if (call == "POST fault") {
    return add_fault(request);
  }
  if (call == "DELETE fault") {
    m_faults.clear();
    return Response::no_content();
  }
  return error(404, "no such control call");
}

} // namespace lpaz::sandbox::server
