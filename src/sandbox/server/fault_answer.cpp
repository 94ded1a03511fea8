#include "sandbox/server/fault_answer.hpp"

#include "lpaz/util/json.hpp"
#include "lpaz/util/time.hpp"
#include "lpaz/util/uuid.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <chrono>

namespace lpaz::sandbox::server {
namespace {

constexpr int k_too_many_requests = 429;
constexpr std::string_view k_ordered = "Ordered by POST /control/fault.";

std::string_view error_code_of(int status)
{
  switch (status) {
  case 401:
    return "InvalidAuthenticationToken";
  case 403:
    return "Authorization_RequestDenied";
  case 404:
    return "Request_ResourceNotFound";
  case 409:
    return "Request_MultipleObjectsWithSameKeyValue";
  case k_too_many_requests:
    return "TooManyRequests";
  case 503:
  case 504:
    return "serviceNotAvailable";
  default:
    return status < 500 ? "Request_BadRequest" : "UnknownError";
  }
}

std::string_view message_of(const Fault& fault)
{
  return fault.kind == FaultKind::expired_token
             ? "Lifetime validation failed, the token is expired."
             : k_ordered;
}

std::string now_text()
{
  return util::format_rfc3339(std::chrono::system_clock::now());
}

std::string
graph_error(const Fault& fault, const std::string& request_id, const std::string& client_request_id)
{
  std::string date = now_text();
  date.pop_back(); // Graph's date has no zone
  const util::OrderedJson body = {
      {"error",
       {{"code", error_code_of(fault.status)},
        {"message", message_of(fault)},
        {"innerError",
         {{"date", date}, {"request-id", request_id}, {"client-request-id", client_request_id}}}}}};
  return util::dump_json(body);
}

// AADSTS90055: too many requests. AADSTS90033: the service is temporarily unavailable.
std::string sign_in_error(const Fault& fault,
                          const std::string& request_id,
                          const std::string& client_request_id)
{
  const int code = fault.status == k_too_many_requests ? 90055 : 90033;
  const std::string now = now_text();
  const util::OrderedJson body = {
      {"error", "temporarily_unavailable"},
      {"error_description",
       fmt::format("AADSTS{}: {} Trace ID: {} Correlation ID: {} Timestamp: {}",
                   code,
                   k_ordered,
                   request_id,
                   client_request_id,
                   now)},
      {"error_codes", {code}},
      {"timestamp", now},
      {"trace_id", request_id},
      {"correlation_id", client_request_id}};
  return util::dump_json(body);
}

} // namespace

Response fault_answer(const Fault& fault, const Request& request)
{
  const std::string request_id = util::new_uuid();
  const std::string given(request.header("client-request-id"));
  const std::string client_request_id = given.empty() ? request_id : given;
  const bool is_graph = request.path.starts_with("/v1.0");
  std::string body = fault.body;
  if (body.empty() && is_graph) {
    body = graph_error(fault, request_id, client_request_id);
  } else if (body.empty() && request.path.find("/oauth2/") != std::string::npos) {
    body = sign_in_error(fault, request_id, client_request_id);
  }
  Response response = Response::json(fault.status, std::move(body));
  if (is_graph) {
    response.headers.emplace("request-id", request_id);
    response.headers.emplace("client-request-id", client_request_id);
  }
  if (fault.status == 401) {
    response.headers.emplace("WWW-Authenticate",
                             "Bearer authorization_uri="
                             "\"https://login.microsoftonline.com/common/oauth2/authorize\"");
  }
  if (!fault.retry_after.empty()) {
    response.headers.emplace("Retry-After", fault.retry_after);
  }
  return response;
}

} // namespace lpaz::sandbox::server
