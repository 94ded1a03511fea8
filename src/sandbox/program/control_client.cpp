#include "sandbox/program/control_client.hpp"

#include "lpaz/util/json.hpp"
#include "lpaz/util/text.hpp"
#include "lpaz/util/url.hpp"

#include <fmt/format.h>
#include <httplib.h>
#include <nlohmann/json.hpp>

namespace lpaz::sandbox::program {
namespace {

constexpr std::size_t k_longest_answer = std::size_t{1} << 30U;
constexpr time_t k_connect_seconds = 10;
constexpr time_t k_answer_seconds = 3600; // a cycle of many users takes long
constexpr std::string_view k_control = "/control";
constexpr std::string_view k_where_from =
    "run this inside lpaz-sandbox exec -- COMMAND, or pass --at URL with the control address that "
    "lpaz-sandbox serve prints";

Result<util::Url> parse_address(const std::string& address)
{
  LPAZ_TRY(auto url, util::parse_url(address, "address of the sandbox"));
  if (!util::is_loopback(url)) {
    return fail(ErrorKind::usage,
                fmt::format("{} is not on this machine", util::make_visible(address)),
                std::string(k_where_from));
  }
  return url;
}

// The page's address does as well as the control address.
std::string control_path(std::string path)
{
  while (path.ends_with('/')) {
    path.pop_back();
  }
  return path.ends_with(k_control) ? path : path + std::string(k_control);
}

Error refusal(int status, const std::string& body)
{
  const auto json = util::parse_json(body, "answer");
  Error error;
  error.http_status = status;
  error.kind = status == 400 ? ErrorKind::usage : ErrorKind::failed;
  error.message = json ? util::string_at(*json, "error") : std::string();
  error.hint = json ? util::string_at(*json, "hint") : std::string();
  if (error.message.empty()) {
    error.message =
        fmt::format("the server at that address is not lpaz-sandbox (status {})", status);
    error.hint = k_where_from;
  }
  return error;
}

Error no_answer(const std::string& origin, httplib::Error cause)
{
  Error error;
  error.kind = ErrorKind::unavailable;
  error.message = "no sandbox answers at " + origin;
  if (cause != httplib::Error::Connection) {
    error.message += ": " + httplib::to_string(cause);
  }
  error.hint = cause == httplib::Error::SSLServerVerification
                   ? "pass --ca-file with the caFile that lpaz-sandbox serve --tls prints"
                   : "is it still running? lpaz-sandbox serve prints its address";
  return error;
}

} // namespace

cli::ArgSet control_args(ControlOptions& options)
{
  return {cli::option("--at", options.at, "URL", "The control address of the sandbox")
              .env("LPAZ_SANDBOX"),
          cli::option("--ca-file", options.ca_file, "FILE", "Trust this authority (serve --tls)")
              .env("SSL_CERT_FILE")
              .completes(cli::Completion::file)};
}

Result<ControlClient> ControlClient::make(const ControlOptions& options, const Terminal& terminal)
{
  const std::string address =
      options.at.empty() ? terminal.environment.get("LPAZ_SANDBOX").value_or("") : options.at;
  if (address.empty()) {
    return fail(ErrorKind::usage, "name the sandbox", std::string(k_where_from));
  }
  LPAZ_TRY(const auto url, parse_address(address));
  ControlClient client;
  client.m_origin = util::origin(url);
  client.m_path = control_path(url.path());
  client.m_ca_file = options.ca_file.empty()
                         ? terminal.environment.get("SSL_CERT_FILE").value_or("")
                         : options.ca_file;
  return client;
}

Result<std::string>
ControlClient::call(std::string_view method, std::string_view call, const std::string& body) const
{
  httplib::Client client(m_origin);
  client.set_url_encode(false);
  client.set_connection_timeout(k_connect_seconds);
  client.set_read_timeout(k_answer_seconds);
  client.set_write_timeout(k_answer_seconds);
  if (!m_ca_file.empty()) {
    client.set_ca_cert_path(m_ca_file);
  }
  std::string text;
  httplib::Request request;
  request.method = method;
  request.path = fmt::format("{}/{}", m_path, call);
  request.body = body;
  if (!body.empty()) {
    request.headers.emplace("Content-Type", "application/json");
  }
  request.content_receiver =
      [&](const char* bytes, std::size_t length, std::uint64_t, std::uint64_t) {
        text.append(bytes, length);
        return text.size() <= k_longest_answer;
      };
  const auto answer = client.send(request);
  if (!answer) {
    return fail(no_answer(m_origin, answer.error()));
  }
  if (answer->status >= 300) {
    return fail(refusal(answer->status, text));
  }
  return text;
}

} // namespace lpaz::sandbox::program
