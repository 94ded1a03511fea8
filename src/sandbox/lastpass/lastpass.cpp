#include "sandbox/lastpass/lastpass.hpp"

#include "sandbox/lastpass/company_view.hpp"
#include "sandbox/lastpass/enterprise_api.hpp"
#include "sandbox/lastpass/scim_fault.hpp"
#include "sandbox/lastpass/scim_reply.hpp"
#include "sandbox/lastpass/scim_service.hpp"

#include "lpaz/util/digest.hpp"
#include "lpaz/util/text.hpp"

#include <nlohmann/json.hpp>

#include <utility>

namespace lpaz::sandbox::lastpass {
namespace {

constexpr std::size_t k_token_bytes = 32;

util::Secret new_token()
{
  return util::Secret(util::base64url_encode(util::random_bytes(k_token_bytes)));
}

// 200 whatever happened, and text/xml also for JSON.
server::Response enterprise_answer(std::string body)
{
  server::Response response;
  response.body = std::move(body);
  response.headers.emplace("Content-Type", "text/xml; charset=UTF-8");
  return response;
}

// The account number may come as a number or as text.
std::string account_of(const util::Json& json)
{
  const auto number = util::find_integer(json, "cid");
  return number ? std::to_string(*number) : util::string_at(json, "cid");
}

} // namespace

LastPass::LastPass(CompanySettings settings) : m_settings(std::move(settings)), m_token(new_token())
{
}

void LastPass::mount(server::Router& router)
{
  using server::Request;
  router.mount("/scimapi", [this](const Request& request) { return serve_scim(request); });
  router.mount("/enterpriseapi.php",
               [this](const Request& request) { return serve_enterprise_api(request); });
  router.mount("/page/lastpass", [this](const Request& request) { return serve_page(request); });
  router.mount("/lastpass", [this](const Request& request) { return serve_state(request); });
}

util::Secret LastPass::token() const
{
  const std::lock_guard lock(m_mutex);
  return m_token;
}

util::Secret LastPass::reset_token()
{
  const std::lock_guard lock(m_mutex);
  m_token = new_token();
  return m_token;
}

server::Response LastPass::serve_page(const server::Request& request)
{
  const std::lock_guard lock(m_mutex);
  return company_view(m_company, request, m_settings.now());
}

void LastPass::use_token(util::Secret token)
{
  const std::lock_guard lock(m_mutex);
  m_token = std::move(token);
}

void LastPass::with_company(const std::function<void(Company&)>& visit)
{
  const std::lock_guard lock(m_mutex);
  visit(m_company);
}

bool LastPass::is_authorized(const server::Request& request) const
{
  constexpr std::string_view k_scheme = "bearer ";
  const std::string_view header = request.header("Authorization");
  return util::equals_ignoring_case(header.substr(0, k_scheme.size()), k_scheme) &&
         util::Secret(std::string(header.substr(k_scheme.size()))) == m_token;
}

server::Response LastPass::serve_scim(const server::Request& request)
{
  auto segments = server::path_segments(request.path);
  if (segments.size() < 2 || segments[1] != m_settings.account_number) {
    return scim_error(scim_fault(404, "", "no company has this account number"));
  }
  segments.erase(segments.begin(), segments.begin() + 2);
  if (!segments.empty() && segments.back().empty()) {
    segments.pop_back(); // a trailing '/'
  }
  const std::lock_guard lock(m_mutex);
  if (!is_authorized(request)) {
    return scim_error(scim_fault(401, "", "the provisioning token is missing or wrong"));
  }
  return lastpass::serve_scim(m_company, request, segments, m_quirks, m_settings.now());
}

server::Response LastPass::serve_enterprise_api(const server::Request& request)
{
  const auto json = util::parse_json(request.body, "request");
  const bool is_known =
      json && request.method == "POST" && account_of(*json) == m_settings.account_number &&
      util::Secret(util::string_at(*json, "provhash")) == m_settings.provisioning_hash;
  if (!is_known) {
    return enterprise_answer("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                             "<lastpass rc=\"Authorization Error\"/>\n");
  }
  const auto* data = util::find_member(*json, "data");
  const std::lock_guard lock(m_mutex);
  return enterprise_answer(
      util::dump_json(run_enterprise_command(m_company,
                                             util::string_at(*json, "cmd"),
                                             data == nullptr ? util::Json::object() : *data,
                                             m_settings.now())));
}

} // namespace lpaz::sandbox::lastpass
