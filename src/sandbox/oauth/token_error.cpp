#include "sandbox/oauth/token_error.hpp"

#include "lpaz/util/json.hpp"
#include "lpaz/util/uuid.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <chrono>

namespace lpaz::sandbox::oauth {

server::Response token_error(int status, std::string_view error, long code, const std::string& text)
{
  const std::string trace = util::new_uuid();
  const std::string correlation = util::new_uuid();
  const auto now =
      std::chrono::time_point_cast<std::chrono::seconds>(std::chrono::system_clock::now());
  const std::string timestamp =
      fmt::format("{:%Y-%m-%d %H:%M:%S}Z", fmt::gmtime(std::chrono::system_clock::to_time_t(now)));
  const util::OrderedJson body = {
      {"error", error},
      {"error_description",
       fmt::format("AADSTS{}: {} Trace ID: {} Correlation ID: {} Timestamp: {}",
                   code,
                   text,
                   trace,
                   correlation,
                   timestamp)},
      {"error_codes", {code}},
      {"timestamp", timestamp},
      {"trace_id", trace},
      {"correlation_id", correlation},
      {"error_uri", fmt::format("https://login.microsoftonline.com/error?code={}", code)}};
  server::Response response = server::Response::json(status, util::dump_json(body));
  response.headers.emplace("Cache-Control", "no-store, no-cache");
  return response;
}

} // namespace lpaz::sandbox::oauth
