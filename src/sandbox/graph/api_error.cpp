#include "sandbox/graph/api_error.hpp"

#include "lpaz/util/json.hpp"
#include "lpaz/util/time.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace lpaz::sandbox::graph {

std::unexpected<Error> refuse(int status, std::string code, std::string message)
{
  Error error;
  error.http_status = status;
  error.code = std::move(code);
  error.message = std::move(message);
  return fail(std::move(error));
}

std::unexpected<Error> no_such_object(std::string_view id)
{
  return refuse(404,
                "Request_ResourceNotFound",
                fmt::format("Resource '{}' does not exist or one of its queried "
                            "reference-property objects are not present.",
                            id));
}

std::unexpected<Error> bad_request(std::string message)
{
  return refuse(400, "Request_BadRequest", std::move(message));
}

std::unexpected<Error> unsupported_query(std::string message)
{
  return refuse(400, "Request_UnsupportedQuery", std::move(message));
}

std::unexpected<Error> insufficient_privileges()
{
  return refuse(
      403, "Authorization_RequestDenied", "Insufficient privileges to complete the operation.");
}

std::unexpected<Error>
synchronization_error(int status, std::string_view code, std::string_view message)
{
  const util::OrderedJson inner = {{"Message", message}};
  return refuse(status, std::string(code), util::dump_json(inner));
}

server::Response
error_response(const Error& error, std::string_view request_id, std::string_view client_request_id)
{
  std::string date = util::format_rfc3339(std::chrono::system_clock::now());
  date.pop_back(); // Graph's date has no zone
  const util::OrderedJson body = {
      {"error",
       {{"code", error.code},
        {"message", error.message},
        {"innerError",
         {{"date", date}, {"request-id", request_id}, {"client-request-id", client_request_id}}}}}};
  return server::Response::json(error.http_status == 0 ? 500 : error.http_status,
                                util::dump_json(body));
}

} // namespace lpaz::sandbox::graph
