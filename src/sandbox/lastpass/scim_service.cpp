#include "sandbox/lastpass/scim_service.hpp"

#include "sandbox/lastpass/scim_fault.hpp"
#include "sandbox/lastpass/scim_reply.hpp"

#include "lpaz/util/text.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <utility>

namespace lpaz::sandbox::lastpass {
namespace {

constexpr std::size_t k_default_page = 100;

using Query = std::vector<std::pair<std::string, std::string>>;

std::string value_of(const Query& query, std::string_view name)
{
  for (const auto& [key, value] : query) {
    if (util::equals_ignoring_case(key, name)) {
      return value;
    }
  }
  return {};
}

std::size_t number_of(const Query& query, std::string_view name, std::size_t fallback)
{
  const auto number = util::parse_integer(value_of(query, name));
  return !number ? fallback : *number < 0 ? 0 : static_cast<std::size_t>(*number);
}

Result<ScimCall> read_call(const server::Request& request,
                           const std::vector<std::string>& segments,
                           const std::string& base)
{
  ScimCall call;
  call.method = request.method;
  call.base = base;
  call.id = segments.size() > 1 ? segments[1] : std::string();
  const auto query = server::parse_form(request.query);
  call.filter = value_of(query, "filter");
  call.projection =
      Projection::parse(value_of(query, "attributes"), value_of(query, "excludedAttributes"));
  call.start_index = std::max<std::size_t>(number_of(query, "startIndex", 1), 1);
  call.count = std::min(number_of(query, "count", k_default_page), k_largest_page);
  if (request.method != "GET" && request.method != "DELETE") {
    auto body = util::parse_json(request.body, "body");
    if (!body || !body->is_object()) {
      return fail(scim_fault(400, "invalidSyntax", "the body is not a JSON object"));
    }
    call.body = *std::move(body);
  }
  return call;
}

// The address up to the account number: "/scimapi/1234567/Users/x" without the last segments.
std::string base_of(const server::Request& request, std::size_t segments)
{
  std::string path = request.path;
  if (path.ends_with('/')) {
    path.pop_back();
  }
  for (std::size_t i = 0; i < segments; ++i) {
    path.erase(std::min(path.rfind('/'), path.size()));
  }
  return request.base_url + path;
}

} // namespace

server::Response list_response(std::size_t total, const ScimCall& call, util::Json resources)
{
  util::Json body;
  body["schemas"] = {"urn:ietf:params:scim:api:messages:2.0:ListResponse"};
  body["totalResults"] = total;
  body["startIndex"] = call.start_index;
  body["itemsPerPage"] = resources.size();
  body["Resources"] = std::move(resources);
  return scim_json(200, body);
}

server::Response serve_scim(Company& company,
                            const server::Request& request,
                            const std::vector<std::string>& segments,
                            const Quirks& quirks,
                            util::TimePoint now)
{
  const std::string collection = segments.empty() ? std::string() : segments.front();
  const std::string base = base_of(request, segments.size());
  if (auto found = serve_discovery(collection, segments.size() > 1 ? segments[1] : "", base)) {
    return request.method == "GET" ? *std::move(found)
                                   : scim_error(scim_fault(405, "", "only GET is possible here"));
  }
  const bool is_user = util::equals_ignoring_case(collection, "Users");
  if ((!is_user && !util::equals_ignoring_case(collection, "Groups")) || segments.size() > 2) {
    return scim_error(scim_fault(404, "", "nothing is here"));
  }
  auto call = read_call(request, segments, base);
  if (!call) {
    return scim_error(call.error());
  }
  call->now = now;
  call->quirks = &quirks;
  auto response = is_user ? serve_users(company, *call) : serve_groups(company, *call);
  return response ? *std::move(response) : scim_error(response.error());
}

} // namespace lpaz::sandbox::lastpass
