#include "sandbox/lastpass/group_patch.hpp"
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

util::Json rendered(const Company& company, const Group& group, const ScimCall& call)
{
  util::Json json = group_resource(company, group, call.base, call.projection.wants("members"));
  call.projection.apply(json);
  return json;
}

// A filter may use attributes that the answer does not show.
bool is_wanted(const Company& company,
               const Group& group,
               const ScimCall& call,
               const std::vector<Comparison>& comparisons)
{
  const auto names_other = [&](const Comparison& comparison) {
    return comparison.path.attribute == "displayName" && comparison.value &&
           !util::equals_ignoring_case(*comparison.value, group.display_name);
  };
  if (std::ranges::any_of(comparisons, names_other)) {
    return false;
  }
  const bool asks_members = std::ranges::any_of(
      comparisons, [](const Comparison& c) { return c.path.attribute == "members"; });
  return fits(group_resource(company, group, call.base, asks_members), comparisons);
}

Result<server::Response> list(const Company& company, const ScimCall& call)
{
  std::vector<Comparison> comparisons;
  if (!call.filter.empty()) {
    LPAZ_TRY(comparisons, parse_filter(call.filter));
  }
  std::size_t total = 0;
  util::Json resources = util::Json::array();
  for (const auto& group : company.groups()) {
    if (!comparisons.empty() && !is_wanted(company, *group, call, comparisons)) {
      continue;
    }
    if (++total >= call.start_index && resources.size() < call.count) {
      resources.push_back(rendered(company, *group, call));
    }
  }
  return list_response(total, call, std::move(resources));
}

Result<std::string> display_name_of(const util::Json& resource)
{
  const auto* name = find_attribute(resource, "displayName");
  if (name == nullptr || !name->is_string() || name->get<std::string>().empty()) {
    return fail(scim_fault(400, "invalidValue", "displayName is missing"));
  }
  return name->get<std::string>();
}

Result<server::Response> create(Company& company, const ScimCall& call)
{
  LPAZ_TRY(const auto name, display_name_of(call.body));
  if (company.find_group_by_name(name) != nullptr) {
    return fail(scim_fault(409, "uniqueness", "a group with this displayName exists already"));
  }
  LPAZ_TRY(const auto members, member_ids(company, call.body));
  const Group& group = company.add_group(call.body, call.now);
  for (const auto& member : members) {
    company.add_member(group.id, member);
  }
  auto response = scim_json(201, rendered(company, group, call));
  response.headers.emplace("Location", call.base + "/Groups/" + group.id);
  return response;
}

Result<server::Response> replace(Company& company, const Group& group, const ScimCall& call)
{
  LPAZ_TRY(const auto name, display_name_of(call.body));
  LPAZ_TRY(const auto members, member_ids(company, call.body));
  company.replace_group(group.id, call.body, call.now);
  company.clear_members(group.id);
  for (const auto& member : members) {
    company.add_member(group.id, member);
  }
  return scim_json(200, rendered(company, group, call));
}

// 204, as Entra expects it of groups.
Result<server::Response> patch(Company& company, const Group& group, const ScimCall& call)
{
  LPAZ_TRY(const auto steps, read_patch(call.body));
  LPAZ_CHECK(check_member_steps(company, steps));
  util::Json resource = group_resource(company, group, call.base, false);
  for (const auto& step : steps) {
    if (!is_member_step(step)) {
      LPAZ_CHECK(apply_patch(resource, step));
    }
  }
  LPAZ_TRY(const auto name, display_name_of(resource));
  const Group* other = company.find_group_by_name(name);
  if (other != nullptr && other != &group) {
    return fail(scim_fault(409, "uniqueness", "a group with this displayName exists already"));
  }
  company.replace_group(group.id, resource, call.now);
  for (const auto& step : steps) {
    if (is_member_step(step)) {
      apply_member_step(company, group.id, step, call.quirks->member_removal);
    }
  }
  return server::Response::no_content();
}

} // namespace

Result<server::Response> serve_groups(Company& company, const ScimCall& call)
{
  if (call.id.empty()) {
    if (call.method == "GET") {
      return list(company, call);
    }
    return call.method == "POST"
               ? create(company, call)
               : Result<server::Response>(fail(scim_fault(405, "", "only GET and POST")));
  }
  const Group* group = company.find_group(call.id);
  if (group == nullptr) {
    return fail(scim_fault(404, "", "no group has the id " + call.id));
  }
  if (call.method == "GET") {
    return scim_json(200, rendered(company, *group, call));
  }
  if (call.method == "PUT") {
    return replace(company, *group, call);
  }
  if (call.method == "PATCH") {
    return patch(company, *group, call);
  }
  if (call.method == "DELETE") {
    company.delete_group(std::string(group->id));
    return server::Response::no_content();
  }
  return fail(scim_fault(405, "", "only GET, PUT, PATCH and DELETE"));
}

} // namespace lpaz::sandbox::lastpass
