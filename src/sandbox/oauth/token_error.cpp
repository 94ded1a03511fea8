#include "sandbox/oauth/token_error.hpp"

#include "lpaz/util/json.hpp"
#include "lpaz/util/uuid.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <chrono>

namespace lpaz::sandbox::oauth {

namespace {

// Libraries send it as a header or as a field of the form.
std::string correlation_id_of(const server::Request& request)
{
  constexpr std::string_view k_name = "client-request-id";
  if (const auto given = request.header(k_name); !given.empty()) {
    return std::string(given);
  }
  for (const auto& [name, value] : server::parse_form(request.body)) {
    if (name == k_name && !value.empty()) {
      return value;
    }
  }
  return util::new_uuid();
}

} // namespace

server::Response error_answer(const SignInError& error, const server::Request& request)
{
  const std::string trace = util::new_uuid();
  const std::string correlation = correlation_id_of(request);
  const auto now =
      std::chrono::time_point_cast<std::chrono::seconds>(std::chrono::system_clock::now());
  const std::string timestamp =
      fmt::format("{:%Y-%m-%d %H:%M:%S}Z", fmt::gmtime(std::chrono::system_clock::to_time_t(now)));
  const util::OrderedJson body = {
      {"error", error.error},
      {"error_description",
       fmt::format("AADSTS{}: {} Trace ID: {} Correlation ID: {} Timestamp: {}",
                   error.code,
                   error.text,
                   trace,
                   correlation,
                   timestamp)},
      {"error_codes", {error.code}},
      {"timestamp", timestamp},
      {"trace_id", trace},
      {"correlation_id", correlation},
      {"error_uri", fmt::format("https://login.microsoftonline.com/error?code={}", error.code)}};
  server::Response response = server::Response::json(error.status, util::dump_json(body));
  response.headers.emplace("Cache-Control", "no-store, no-cache");
  response.headers.emplace("x-ms-request-id", trace);
  return response;
}

} // namespace lpaz::sandbox::oauth
