#include "sandbox/server/gateway.hpp"

#include "sandbox/server/fault_answer.hpp"
#include "sandbox/server/page.hpp"

#include <thread>

namespace lpaz::sandbox::server {
namespace {

bool is_control(std::string_view path)
{
  return path == "/control" || path.starts_with("/control/");
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
  if (is_control(request.path) || is_page(request.path)) {
    return {m_router.route(request), Delivery::whole};
  }
  const auto began = std::chrono::steady_clock::now();
  const util::TimePoint time = m_tenant.now();
  const auto fault = m_faults.take(request.method, request.path, false);
  Answer answer = act(request, fault);
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
