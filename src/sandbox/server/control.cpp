#include "sandbox/server/control.hpp"

#include "lpaz/util/json.hpp"
#include "lpaz/util/time.hpp"

#include <nlohmann/json.hpp>

namespace lpaz::sandbox::server {
namespace {

constexpr std::int64_t k_furthest_advance = 10LL * 366 * 24 * 3600;

Response error(int status, std::string_view message, std::string_view hint = {})
{
  util::OrderedJson body = {{"error", message}};
  if (!hint.empty()) {
    body["hint"] = hint;
  }
  return Response::json(status, util::dump_json(body));
}

Response error(const Error& cause)
{
  return error(cause.kind == ErrorKind::usage ? 400 : 500, cause.message, cause.hint);
}

std::string query_value(const Request& request, std::string_view wanted)
{
  for (const auto& [name, value] : parse_form(request.query)) {
    if (name == wanted) {
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
  {
    const auto directory = m_tenant.write();
    directory->purge_expired(m_tenant.now());
    directory->overwrite_from_on_premises(m_tenant.now());
  }
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

Response Control::load_state(const Request& request)
{
  const auto loaded = m_states.load(request.body);
  return loaded ? Response::no_content() : error(loaded.error());
}

Response Control::reset_state(const Request& request)
{
  std::string seed;
  if (!request.body.empty()) {
    const auto body = util::parse_json(request.body, "request body");
    if (!body || !body->is_object()) {
      return error(400, "the body is not a JSON object");
    }
    seed = util::string_at(*body, "seed");
  }
  const auto done = m_states.reset(seed);
  return done ? Response::no_content() : error(done.error());
}

std::optional<Response> Control::respond_about_state(std::string_view call, const Request& request)
{
  if (call == "GET state") {
    return Response::json(200, tenant_summary(m_tenant));
  }
  if (call == "GET state/dump") {
    return Response::json(200, m_states.dump());
  }
  if (call == "PUT state") {
    return load_state(request);
  }
  if (call == "POST state/reset") {
    return reset_state(request);
  }
  return std::nullopt;
}

Response Control::respond(const Request& request)
{
  const std::string call =
      request.method + " " +
      (request.path.size() > 9 ? request.path.substr(9) : ""); // behind "/control/"
  if (call == "GET journal") {
    return Response::json(
        200, m_journal.to_json(query_value(request, "prefix"), query_value(request, "method")));
  }
  if (call == "POST journal/reset") {
    m_journal.reset();
    return Response::no_content();
  }
  if (auto response = respond_about_state(call, request)) {
    return std::move(*response);
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
