#include "sandbox/lastpass/lastpass.hpp"
#include "sandbox/lastpass/state_page.hpp"

#include <nlohmann/json.hpp>

#include <utility>

namespace lpaz::sandbox::lastpass {
namespace {

server::Response refuse(int status, std::string_view what)
{
  util::OrderedJson body;
  body["error"] = what;
  return server::Response::json(status, util::dump_json(body));
}

server::Response not_found(std::string_view what)
{
  return refuse(404, what);
}

} // namespace

server::Response LastPass::serve_state(const server::Request& request)
{
  auto segments = server::path_segments(request.path);
  if (!segments.empty()) {
    segments.erase(segments.begin()); // "lastpass"
  }
  const bool is_get = request.method == "GET";
  if (segments.size() == 1 && segments[0] == "token" && request.method == "POST") {
    util::OrderedJson body;
    body["token"] = reset_token().reveal();
    return server::Response::json(200, util::dump_json(body));
  }
  if (segments.size() == 1 && segments[0] == "quirks" && request.method == "POST") {
    return take_quirks(request);
  }
  const std::lock_guard lock(m_mutex);
  if (segments.size() == 1 && segments[0] == "state" && is_get) {
    return server::Response::json(200, util::dump_json(state_of(m_company, m_settings.now())));
  }
  if (segments.size() >= 2 && segments[0] == "users") {
    return serve_user(request, segments);
  }
  return not_found("nothing is here");
}

server::Response LastPass::take_quirks(const server::Request& request)
{
  const auto body = util::parse_json(request.body, "request body");
  auto quirks = body ? parse_quirks(*body) : Result<Quirks>(fail(body.error()));
  if (!quirks) {
    return refuse(400, quirks.error().message);
  }
  const std::lock_guard lock(m_mutex);
  m_quirks = *std::move(quirks);
  return server::Response::no_content();
}

server::Response LastPass::serve_user(const server::Request& request,
                                      const std::vector<std::string>& segments)
{
  const Account* account = m_company.find_account_by_name(segments[1]);
  if (account == nullptr) {
    return not_found("LastPass has no such user");
  }
  if (segments.size() == 2 && request.method == "DELETE") {
    m_company.delete_account(std::string(account->id), m_settings.now());
    return server::Response::no_content();
  }
  if (segments.size() == 3 && segments[2] == "login" && request.method == "POST") {
    if (account->status(m_settings.now()) == "Expired invitation") {
      return refuse(409, "the invitation has expired");
    }
    m_company.set_logged_in(account->id);
  } else if (segments.size() != 2 || request.method != "GET") {
    return not_found("nothing is here");
  }
  return server::Response::json(
      200, util::dump_json(account_state(m_company, *account, m_settings.now())));
}

} // namespace lpaz::sandbox::lastpass
