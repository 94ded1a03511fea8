#include "sandbox/lastpass/patch.hpp"
#include "sandbox/lastpass/resource_filter.hpp"
#include "sandbox/lastpass/scim_fault.hpp"
#include "sandbox/lastpass/scim_reply.hpp"
#include "sandbox/lastpass/scim_service.hpp"

#include "lpaz/util/text.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <utility>

namespace lpaz::sandbox::lastpass {
namespace {

constexpr std::size_t k_longest_user_name = 320;

server::Response
reply(const Company& company, const Account& account, const ScimCall& call, int status)
{
  util::Json json = user_resource(company, account, call.base);
  const std::string location = json["meta"]["location"];
  call.projection.apply(json);
  auto response = scim_json(status, json);
  if (status == 201) {
    response.headers.emplace("Location", location);
  }
  return response;
}

Result<std::vector<const Account*>> find_accounts(const Company& company, const ScimCall& call)
{
  std::vector<const Account*> found;
  if (call.filter.empty()) {
    company.for_each_account([&](const Account& account) { found.push_back(&account); });
    return found;
  }
  LPAZ_TRY(const auto comparisons, parse_filter(call.filter));
  const auto visit = [&](const Account& account) {
    if (fits(user_resource(company, account, call.base), comparisons)) {
      found.push_back(&account);
    }
  };
  for (const auto& comparison : comparisons) {
    const auto candidates = comparison.value && comparison.path.schema.empty()
                                ? company.candidates(comparison.path.attribute, *comparison.value)
                                : std::nullopt;
    if (candidates && (comparison.path.member.empty() || comparison.path.member == "value")) {
      std::ranges::for_each(*candidates, [&](const Account* account) { visit(*account); });
      return found;
    }
  }
  company.for_each_account(visit);
  return found;
}

Result<server::Response> list_users(const Company& company, const ScimCall& call)
{
  LPAZ_TRY(const auto found, find_accounts(company, call));
  util::Json resources = util::Json::array();
  for (std::size_t i = call.start_index - 1; i < found.size() && resources.size() < call.count;
       ++i) {
    util::Json json = user_resource(company, *found[i], call.base);
    call.projection.apply(json);
    resources.push_back(std::move(json));
  }
  return list_response(found.size(), call, std::move(resources));
}

// LastPass user names are e-mail addresses; the sandbox accepts any short text.
Result<std::string> user_name_of(const util::Json& resource)
{
  const auto* name = find_attribute(resource, "userName");
  std::string text =
      name != nullptr && name->is_string() ? name->get<std::string>() : std::string();
  if (util::trim(text).empty() || text.size() > k_longest_user_name) {
    return fail(scim_fault(400, "invalidValue", "userName is missing or too long"));
  }
  return text;
}

// Attributes in the spelling of the RFC, so that later paths find them.
util::Json normalized(const util::Json& body)
{
  util::Json resource = util::Json::object();
  for (const auto& [name, value] : body.items()) {
    if (!value.is_null()) {
      resource[canonical_name(name)] = value;
    }
  }
  return resource;
}

Result<server::Response> create_user(Company& company, const ScimCall& call)
{
  util::Json resource = normalized(call.body);
  LPAZ_TRY(const auto name, user_name_of(resource));
  LPAZ_CHECK(normalize_active(resource, call.quirks->accepts_text_as_truth));
  if (call.quirks->belongs_elsewhere(name)) {
    return fail(scim_fault(409, "uniqueness", "the user belongs to another LastPass company"));
  }
  if (company.find_account_by_name(name) != nullptr) {
    return fail(scim_fault(409, "uniqueness", "a user with this userName exists already"));
  }
  return reply(company, company.add_account(resource, call.now), call, 201);
}

// LastPass cannot change a user name; another spelling is not a change.
Status check_replacement(const Account& account, const ScimCall& call, util::Json& resource)
{
  LPAZ_TRY(const auto name, user_name_of(resource));
  if (!util::equals_ignoring_case(name, account.user_name)) {
    return fail(scim_fault(400, "mutability", "LastPass does not support changes of userName"));
  }
  return normalize_active(resource, call.quirks->accepts_text_as_truth);
}

Result<server::Response>
replace_user(Company& company, const Account& account, const ScimCall& call)
{
  util::Json resource = normalized(call.body);
  LPAZ_CHECK(check_replacement(account, call, resource));
  company.replace_account(account.id, resource, call.now);
  return reply(company, account, call, 200);
}

Result<server::Response> patch_user(Company& company, const Account& account, const ScimCall& call)
{
  LPAZ_TRY(const auto steps, read_patch(call.body));
  util::Json resource = user_resource(company, account, call.base);
  for (const auto& step : steps) {
    LPAZ_CHECK(apply_patch(resource, step));
  }
  LPAZ_CHECK(check_replacement(account, call, resource));
  company.replace_account(account.id, resource, call.now);
  return reply(company, account, call, 200);
}

} // namespace

Result<server::Response> serve_users(Company& company, const ScimCall& call)
{
  if (call.id.empty()) {
    if (call.method == "GET") {
      return list_users(company, call);
    }
    return call.method == "POST"
               ? create_user(company, call)
               : Result<server::Response>(fail(scim_fault(405, "", "only GET and POST")));
  }
  const Account* account = company.find_account(call.id);
  if (account == nullptr) {
    return fail(scim_fault(404, "", "no user has the id " + call.id));
  }
  if (call.method == "GET") {
    return reply(company, *account, call, 200);
  }
  if (call.method == "PUT") {
    return replace_user(company, *account, call);
  }
  if (call.method == "PATCH") {
    return patch_user(company, *account, call);
  }
  if (call.method == "DELETE") {
    company.delete_account(std::string(account->id), call.now);
    return server::Response::no_content();
  }
  return fail(scim_fault(405, "", "only GET, PUT, PATCH and DELETE"));
}

} // namespace lpaz::sandbox::lastpass
