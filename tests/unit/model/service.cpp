#include "model/service.hpp"

#include "model/json_text.hpp"

#include "lpaz/util/digest.hpp"
#include "lpaz/util/url.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <ctime>

namespace lpaz::model {
namespace {

using nlohmann::json;

std::string http_date(TimePoint time)
{
  const std::time_t seconds = std::chrono::system_clock::to_time_t(time);
  std::tm parts{};
  ::gmtime_r(&seconds, &parts);
  return fmt::format("{:%a, %d %b %Y %H:%M:%S} GMT", parts);
}

// Of somebody who is none of the people of the model.
std::string token_text()
{
  const std::string claims = object({{"oid", "\"00000000-0000-0000-0000-0000000000ff\""},
                                     {"roles", "[\"User.ReadWrite.All\"]"},
                                     {"tid", json_string(k_tenant)}});
  return object({{"token_type", "\"Bearer\""},
                 {"expires_in", "86399"},
                 {"access_token", json_string("e30." + util::base64url_encode(claims) + ".s")}});
}

std::string error_text(std::string_view code, std::string_view message)
{
  return object({{"error",
                  object({{"code", json_string(code)},
                          {"message", json_string(message)},
                          {"innerError", "{\"request-id\":\"r-1\"}"}})}});
}

const std::string k_not_found = error_text("Request_ResourceNotFound", "Resource does not exist.");

// The part of a path after the prefix, or nothing.
std::string after(const std::string& path, std::string_view prefix)
{
  return path.starts_with(prefix) ? path.substr(prefix.size()) : std::string();
}

} // namespace

std::string Service::Call::option(std::string_view name) const
{
  for (std::size_t at = 0; at < query.size();) {
    const auto end = std::min(query.find('&', at), query.size());
    const std::string each = query.substr(at, end - at);
    const auto equals = each.find('=');
    if (equals != std::string::npos && util::percent_decode(each.substr(0, equals)) == name) {
      return util::percent_decode(each.substr(equals + 1));
    }
    at = end + 1;
  }
  return {};
}

http::HttpResponse Service::answer(const http::HttpRequest& request)
{
  m_world.advance(std::chrono::milliseconds(20 + m_world.upto(200)));
  const std::string& path = request.url.path();
  Answer given;
  if (path.ends_with("/oauth2/v2.0/token")) {
    given.body = token_text();
  } else if (path.ends_with("/enterpriseapi.php")) {
    given = last_pass(request.body);
  } else {
    const std::string url = request.url.query().empty() ? path : path + "?" + request.url.query();
    const auto version = url.find("/v1.0/");
    const std::string below = version == std::string::npos ? url : url.substr(version + 5);
    given = below == "/$batch" || below == "/%24batch"
                ? batch(request.body)
                : graph(std::string(http::method_name(request.method)), below, request.body);
  }
  return {given.status,
          {{"Date", http_date(m_world.now)}, {"Content-Type", "application/json"}},
          std::move(given.body)};
}

// The parts one after the other; one that depends on one that failed is not carried out.
Service::Answer Service::batch(const std::string& body)
{
  const json request = json::parse(body, nullptr, false);
  std::string responses;
  std::set<std::string> failed;
  int carried_out = 0;
  for (const json& part : request["requests"]) {
    const std::string id = part["id"];
    Answer given{424, error_text("FailedDependency", "Failed dependency")};
    const json needed = part.value("dependsOn", json::array());
    const bool runs = std::ranges::none_of(
        needed, [&](const json& each) { return failed.contains(each.get<std::string>()); });
    if (m_most_parts == carried_out) {
      break;
    }
    if (runs) {
      const auto content = part.find("body");
      given = graph(part["method"],
                    part["url"],
                    content == part.end() || content->empty() ? std::string() : content->dump());
      ++carried_out;
    }
    if (given.status >= 400) {
      failed.insert(id);
    }
    responses += responses.empty() ? "" : ",";
    responses += "{\"id\":" + json_string(id) + ",\"status\":" + std::to_string(given.status) +
                 ",\"headers\":{\"Content-Type\":\"application/json\"}" +
                 (given.body.empty() ? "" : ",\"body\":" + given.body) + "}";
  }
  m_most_parts = -1;
  return {200, "{\"responses\":[" + responses + "]}"};
}

Service::Answer
Service::graph(const std::string& method, const std::string& url, const std::string& body)
{
  Call call;
  call.method = method;
  const auto question = url.find('?');
  call.path = util::percent_decode(url.substr(0, question));
  call.query = question == std::string::npos ? "" : url.substr(question + 1);
  call.body = body;
  return route(call);
}

Service::Answer Service::route(const Call& call)
{
  try {
    return call.method == "GET" ? read(call) : write(call);
  } catch (const std::invalid_argument&) {
    return do_not_know(call);
  }
}

Service::Answer Service::do_not_know(const Call& call)
{
  if (unknown.empty()) {
    unknown = call.method + " " + call.path + "?" + util::percent_decode(call.query);
  }
  return {400, error_text("BadRequest", "The model does not know this request.")};
}

Service::Answer Service::read(const Call& call)
{
  const std::string& path = call.path;
  if (path == "/users") {
    return list_users(call, false);
  }
  if (path == "/directory/deletedItems/microsoft.graph.user") {
    return list_users(call, true);
  }
  if (const auto id = after(path, "/directory/deletedItems/"); !id.empty()) {
    const std::string prefix = "microsoft.graph.user/";
    const int who = m_world.find_deleted(id.starts_with(prefix) ? id.substr(prefix.size()) : id);
    return one_user(call, who);
  }
  if (path.starts_with("/roleManagement/directory/") || path == "/groups" ||
      path.ends_with("emberOf")) {
    return {200, "{\"value\":[]}"};
  }
  if (path == "/organization") {
    return {200,
            "{\"value\":[{\"id\":" + json_string(k_tenant) + ",\"displayName\":\"Contoso\"}]}"};
  }
  if (path.starts_with("/users")) {
    std::string name = path.starts_with("/users('") ? path.substr(8) : after(path, "/users/");
    name = path.starts_with("/users('") ? name.substr(0, name.rfind('\'')) : name;
    return one_user(call, m_world.find_living(name));
  }
  if (path == "/auditLogs/provisioning") {
    return list_log(call);
  }
  if (path == "/auditLogs/directoryAudits") {
    return list_audits(call);
  }
  return list_apps(call);
}

Service::Answer Service::write(const Call& call)
{
  const std::string& path = call.path;
  if (const auto rest = after(path, "/directory/deletedItems/"); !rest.empty()) {
    const bool restores = rest.ends_with("/restore");
    return write_deleted(call, rest.substr(0, rest.find('/')), restores);
  }
  if (const auto rest = after(path, "/users/"); !rest.empty()) {
    const int who = m_world.find_living(rest.substr(0, rest.find('/')));
    if (who < 0) {
      return {404, k_not_found};
    }
    written.insert(m_world.people[static_cast<std::size_t>(who)].id);
    if (rest.ends_with("/revokeSignInSessions")) {
      m_world.revoke(who);
      return {200, "{\"value\":true}"};
    }
    if (call.method == "DELETE") {
      m_world.remove(who);
      return {204, {}};
    }
    return patch_user(call, who);
  }
  for (const std::string& app : {k_app_id, k_second_app_id}) {
    const std::string list = "/servicePrincipals/" + app + "/appRoleAssignedTo";
    if (path == list && call.method == "POST") {
      return assign(call, app);
    }
    if (const auto id = after(path, list + "/assignment-of-"); !id.empty()) {
      const int who = m_world.find_living(id);
      written.insert(id);
      return who >= 0 && m_world.set_assigned(who, false) ? Answer{204, {}}
                                                          : Answer{404, k_not_found};
    }
  }
  return do_not_know(call);
}

Service::Answer Service::patch_user(const Call& call, int who)
{
  const json body = json::parse(call.body, nullptr, false);
  const auto enabled = body.find("accountEnabled");
  if (enabled == body.end() || body.size() != 1) {
    return do_not_know(call);
  }
  m_world.set_enabled(who, enabled->get<bool>());
  return {204, {}};
}

Service::Answer Service::write_deleted(const Call& call, const std::string& id, bool restores)
{
  const int who = m_world.find_deleted(id);
  if (who < 0) {
    return {404, k_not_found};
  }
  written.insert(id);
  if (!restores) {
    m_world.purge(who);
    return {204, {}};
  }
  if (!m_world.restore(who)) {
    return {400,
            error_text("Request_BadRequest",
                       "Another object with the same value for property userPrincipalName already "
                       "exists.")};
  }
  return one_user(call, who);
}

Service::Answer Service::assign(const Call& call, const std::string& app)
{
  const json body = json::parse(call.body, nullptr, false);
  const std::string id = body.value("principalId", "");
  const int who = m_world.find_living(id);
  written.insert(id);
  if (who < 0 || app != k_app_id) {
    return {404, k_not_found};
  }
  if (!m_world.set_assigned(who, true)) {
    return {
        400,
        error_text("Request_BadRequest", "Permission being assigned already exists on the object")};
  }
  return {201,
          object({{"id", json_string("assignment-of-" + id)}, {"principalId", json_string(id)}})};
}

} // namespace lpaz::model
