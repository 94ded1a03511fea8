#include "sandbox/server/recorder.hpp"

#include "sandbox/server/gateway.hpp"
#include "sandbox/store/synchronization_secrets.hpp"

#include "lpaz/util/json.hpp"
#include "lpaz/util/text.hpp"

#include <nlohmann/json.hpp>

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

namespace lpaz::sandbox::server {
namespace {

constexpr std::string_view k_mask = "***";
// Members that hold a secret, and values of `key` whose `value` is one.
constexpr std::array<std::string_view, 7> k_secrets{"provhash",
                                                    "password",
                                                    "secretText",
                                                    "client_secret",
                                                    "token",
                                                    "access_token",
                                                    "Authorization"};
constexpr std::size_t k_longest_body = std::size_t{4} << 20U;

bool is_secret(std::string_view name)
{
  return std::ranges::find(k_secrets, name) != k_secrets.end() ||
         store::SynchronizationSecrets::is_secret_key(name);
}

void mask(util::OrderedJson& json)
{
  const auto key = json.is_object() ? json.find("key") : json.end();
  if (json.is_object() && key != json.end() && key->is_string() &&
      is_secret(key->get_ref<const std::string&>()) && json.contains("value")) {
    json["value"] = k_mask;
  }
  for (auto member = json.begin(); member != json.end(); ++member) {
    if (json.is_object() && is_secret(member.key()) && member->is_string()) {
      *member = k_mask;
    } else if (member->is_structured()) {
      mask(*member);
    }
  }
}

// Every name of a secret contains one of these, ignoring case.
bool may_hold_secret(std::string_view body)
{
  constexpr std::array<std::string_view, 6> k_parts{
      "secret", "token", "password", "provhash", "appkey", "authorization"};
  const std::string lower = util::to_lower(body);
  return std::ranges::any_of(
      k_parts, [&](std::string_view part) { return lower.find(part) != std::string::npos; });
}

std::string content_type(const Headers& headers)
{
  const auto type = headers.find("Content-Type");
  return type == headers.end() ? "" : type->second;
}

} // namespace

std::string without_secrets(const std::string& body)
{
  if (body.size() > k_longest_body) {
    return {};
  }
  if (!may_hold_secret(body)) {
    return body;
  }
  auto json = util::parse_ordered_json(body, "body");
  if (!json || !json->is_structured()) {
    return {};
  }
  mask(*json);
  return util::dump_json(*json);
}

Result<Recorder> Recorder::open(const std::string& file)
{
  if (file.empty()) {
    return Recorder();
  }
  constexpr int k_flags = O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW;
  util::FileDescriptor opened(::open(file.c_str(), k_flags, 0600));
  if (!opened.valid()) {
    return fail(ErrorKind::failed, "cannot record to " + file + ": " + std::strerror(errno));
  }
  return Recorder(std::move(opened));
}

void Recorder::add(const Request& request, const Answer& answer, std::string_view fault) const
{
  if (!m_file.valid()) {
    return;
  }
  const bool is_sign_in = request.path.find("/oauth2/") != std::string::npos;
  const auto shown = [&](const std::string& body) {
    return is_sign_in ? std::string() : without_secrets(body);
  };
  const util::OrderedJson exchange = {
      {"method", request.method},
      {"path", request.query.empty() ? request.path : request.path + "?" + request.query},
      {"userAgent", request.header("user-agent")},
      {"consistencyLevel", request.header("ConsistencyLevel")},
      {"requestType", content_type(request.headers)},
      {"request", shown(request.body)},
      {"status", answer.delivery == Delivery::drop ? 0 : answer.response.status},
      {"responseType", content_type(answer.response.headers)},
      {"response", answer.delivery == Delivery::whole ? shown(answer.response.body) : ""},
      {"fault", fault}};
  // One write at the end of the file, so that it does not mix with lines of other threads or
  // processes.
  const std::string line = util::dump_json(exchange) + "\n";
  [[maybe_unused]] const auto written = ::write(m_file.get(), line.data(), line.size());
}

} // namespace lpaz::sandbox::server
