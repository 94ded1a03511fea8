#include "sandbox/server/gateway.hpp"

#include "sandbox/server/fault_answer.hpp"
#include "sandbox/server/page.hpp"

#include "lpaz/util/time.hpp"
#include "lpaz/util/url.hpp"

#include <thread>

namespace lpaz::sandbox::server {
namespace {

bool is_control(std::string_view path)
{
  return path == "/control" || path.starts_with("/control/");
}

// What stands in for no service: it is for the user of the sandbox, without credentials.
bool is_for_the_user(std::string_view path)
{
  return is_control(path) || is_page(path) || path == "/lastpass" || path.starts_with("/lastpass/");
}

// Browsers name the site that a request comes from, and the host that it believes to talk to, which
// is another one when that site's name was made to lead here; other programs name no site.
bool is_from_elsewhere(const Request& request)
{
  const auto origin = request.header("Origin");
  const auto host = request.header("Host");
  const auto url = util::parse_url("http://" + std::string(host), "host");
  return (!origin.empty() && origin != request.base_url) ||
         (!host.empty() && !(url && util::is_loopback(*url)));
}

Response refusal_of_elsewhere()
{
  return Response::json(403, R"({"error":"calls from other sites are refused"})");
}

// Long enough to be cut in the middle even where the answer has no body.
void make_cuttable(Response& response)
{
  if (response.body.size() < 2) {
    response.status = 200;
    response.body = R"({"value":[)" + std::string(64, ' ');
    response.headers.emplace("Content-Type", "application/json; charset=utf-8");
  }
}

JournalEntry entry_of(const Request& request, const Answer& answer)
{
  JournalEntry entry;
  entry.method = request.method;
  entry.path = request.query.empty() ? request.path : request.path + "?" + request.query;
  entry.status = answer.delivery == Delivery::drop ? 0 : answer.response.status;
  entry.bytes_in = request.body.size();
  entry.bytes_out = answer.delivery == Delivery::drop ? 0 : answer.response.body.size();
  entry.client_request_id = request.header("client-request-id");
  entry.user_agent = request.header("user-agent");
  entry.body = request.path.ends_with("/$batch") ? without_secrets(request.body) : "";
  return entry;
}

} // namespace

Answer Gateway::act(const Request& request, const std::optional<Fault>& fault)
{
  if (!fault) {
    return {m_router.route(request), Delivery::whole};
  }
  if (fault->kind == FaultKind::late) {
    Answer answer{m_router.route(request), Delivery::whole};
    std::this_thread::sleep_for(fault->delay);
    return answer;
  }
  std::this_thread::sleep_for(fault->delay);
  switch (fault->kind) {
  case FaultKind::status:
  case FaultKind::expired_token:
    return {fault_answer(*fault, request), Delivery::whole};
  case FaultKind::status_after:
    m_router.route(request);
    return {fault_answer(*fault, request), Delivery::whole};
  case FaultKind::slow:
  case FaultKind::late:
    return {m_router.route(request), Delivery::whole};
  case FaultKind::drop_before:
    return {Response{}, Delivery::drop};
  case FaultKind::drop_after:
    return {m_router.route(request), Delivery::drop};
  case FaultKind::garbage: {
    m_router.route(request);
    return {Response::json(200, "<html>\x01\xff{\"value\":[{]"), Delivery::whole};
  }
  case FaultKind::cut: {
    Answer answer{m_router.route(request), Delivery::cut};
    make_cuttable(answer.response);
    return answer;
  }
  }
  return {};
}

Answer Gateway::answer(const Request& request, int connection)
{
  if (is_for_the_user(request.path) && is_from_elsewhere(request)) {
    return {refusal_of_elsewhere(), Delivery::whole};
  }
  if (is_control(request.path) || is_page(request.path)) {
    return {m_router.route(request), Delivery::whole};
  }
  const auto began = std::chrono::steady_clock::now();
  const util::TimePoint time = m_tenant.now();
  const auto fault = m_faults.take(request.method, request.path, false);
  Answer answer = act(request, fault);
  answer.response.headers.emplace("Date", util::format_http_date(m_tenant.now()));
  JournalEntry entry = entry_of(request, answer);
  entry.time = time;
  entry.connection = connection;
  entry.fault = fault ? name_of(fault->kind) : "";
  entry.duration_us = std::chrono::duration_cast<std::chrono::microseconds>(
                          std::chrono::steady_clock::now() - began)
                          .count();
  m_recorder.add(request, answer, entry.fault);
  m_journal.add(std::move(entry));
  return answer;
}

} // namespace lpaz::sandbox::server
