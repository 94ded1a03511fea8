#include "sandbox/lastpass/group_patch.hpp"

#include "sandbox/lastpass/resource_filter.hpp"
#include "sandbox/lastpass/scim_fault.hpp"

#include <nlohmann/json.hpp>

namespace lpaz::sandbox::lastpass {
namespace {

void collect_ids(const util::Json& value, std::vector<std::string>& ids)
{
  if (value.is_string()) {
    ids.push_back(value.get<std::string>());
  } else if (value.is_array()) {
    for (const auto& element : value) {
      if (!element.is_array()) {
        collect_ids(element, ids);
      }
    }
  } else if (const auto* id = find_attribute(value, "value"); id != nullptr && id->is_string()) {
    ids.push_back(id->get<std::string>());
  }
}

std::vector<std::string> ids_of(const PatchStep& step)
{
  std::vector<std::string> ids;
  for (const auto& filter : step.path.filters) {
    if (filter.attribute == "value") {
      ids.push_back(filter.value);
    }
  }
  collect_ids(step.value, ids);
  return ids;
}

// Entra's default dialect: the ids in the value and not in a filter.
bool is_list_removal(const PatchStep& step)
{
  return step.kind == PatchKind::remove && step.path.filters.empty() && !step.value.is_null();
}

Status check_ids(const Company& company, const std::vector<std::string>& ids)
{
  for (const auto& id : ids) {
    if (company.find_account(id) == nullptr) {
      return fail(scim_fault(400, "invalidValue", "no user has the id " + id));
    }
  }
  return {};
}

} // namespace

bool is_member_step(const PatchStep& step)
{
  return step.path.schema.empty() && step.path.attribute == "members";
}

Status check_member_steps(const Company& company, const std::vector<PatchStep>& steps)
{
  for (const auto& step : steps) {
    if (is_member_step(step) && step.kind != PatchKind::remove) {
      LPAZ_CHECK(check_ids(company, ids_of(step)));
    }
  }
  return {};
}

void apply_member_step(Company& company,
                       const std::string& group,
                       const PatchStep& step,
                       MemberRemoval removal)
{
  const auto ids = ids_of(step);
  if (is_list_removal(step) && removal != MemberRemoval::named) {
    if (removal == MemberRemoval::all) {
      company.clear_members(group);
    }
    return;
  }
  const bool takes_all =
      step.kind == PatchKind::replace || (step.kind == PatchKind::remove && ids.empty());
  if (takes_all && step.path.filters.empty()) {
    company.clear_members(group);
  }
  for (const auto& id : ids) {
    if (step.kind == PatchKind::remove) {
      company.remove_member(group, id);
    } else {
      company.add_member(group, id);
    }
  }
}

Result<std::vector<std::string>> member_ids(const Company& company, const util::Json& resource)
{
  std::vector<std::string> ids;
  if (const auto* members = find_attribute(resource, "members")) {
    collect_ids(*members, ids);
  }
  LPAZ_CHECK(check_ids(company, ids));
  return ids;
}

} // namespace lpaz::sandbox::lastpass
