#include "sandbox/engine/on_demand.hpp"

#include "sandbox/engine/group_pass.hpp"
#include "sandbox/engine/log_json.hpp"
#include "sandbox/engine/member_pass.hpp"
#include "sandbox/engine/removal_pass.hpp"
#include "sandbox/engine/user_pass.hpp"

#include "lpaz/util/text.hpp"

#include <nlohmann/json.hpp>

#include <span>
#include <utility>

namespace lpaz::sandbox::engine {
namespace {

constexpr std::size_t k_most_members = 5;

struct Subject {
  store::ObjectId id;
  bool is_group = false;
  std::vector<store::ObjectId> members;
};

Result<store::ObjectId> read_id(const util::Json& json)
{
  const auto id = store::ObjectId::parse(util::string_at(json, "objectId"));
  if (!id) {
    return fail(ErrorKind::usage, "objectId is not an object id");
  }
  return *id;
}

Result<Subject> read_subject(const util::Json& request, const std::string& rule_id)
{
  const auto* parameters = util::find_array(request, "parameters");
  const auto* subjects = parameters == nullptr || parameters->size() != 1
                             ? nullptr
                             : util::find_array(parameters->front(), "subjects");
  if (subjects == nullptr || subjects->size() != 1) {
    return fail(ErrorKind::usage, "exactly one parameter with one subject is expected");
  }
  if (util::string_at(parameters->front(), "ruleId") != rule_id) {
    return fail(ErrorKind::not_found, "the schema has no rule with this id");
  }
  Subject subject;
  LPAZ_TRY(subject.id, read_id(subjects->front()));
  const std::string type = util::string_at(subjects->front(), "objectTypeName");
  subject.is_group = util::equals_ignoring_case(type, "Group");
  if (!subject.is_group && !util::equals_ignoring_case(type, "User")) {
    return fail(ErrorKind::usage, "objectTypeName must be User or Group");
  }
  const auto* links = util::find_object(subjects->front(), "links");
  const auto* members = links == nullptr ? nullptr : util::find_array(*links, "members");
  if (members != nullptr && members->size() > k_most_members) {
    return fail(ErrorKind::usage, "at most five members can be provisioned on demand");
  }
  for (const auto& member : members == nullptr ? util::Json::array() : *members) {
    LPAZ_TRY(const auto id, read_id(member));
    subject.members.push_back(id);
  }
  return subject;
}

Status run_user(CycleContext& context, const store::ObjectId& id)
{
  const auto sources = read_users(context.tenant, context.settings.scope, std::span(&id, 1));
  const auto& source = sources.front();
  if (!source.user) {
    return fail(ErrorKind::not_found, "no user has this id");
  }
  const auto verdict = verdict_on(source, context.schema.users);
  if (!verdict.is_active) {
    const bool is_linked = context.state.managed_user(id) != nullptr;
    LogDraft draft(context.schema, source);
    draft.imported(is_linked ? ImportKind::updated : ImportKind::added);
    draft.scoped(verdict);
    context.log.add(draft.skipped(is_linked ? "other" : "create",
                                  "NotEffectivelyEntitled",
                                  "A disabled or deleted user cannot be provisioned on demand"));
    return {};
  }
  LPAZ_CHECK(UserPass(context).visit(source, false));
  LPAZ_CHECK(RemovalPass(context).run());
  return {};
}

Status run_group(CycleContext& context, const Subject& subject)
{
  if (!context.schema.groups.enabled) {
    return fail(ErrorKind::usage, "the schema does not provision groups");
  }
  const auto source = read_group(context.tenant, context.settings.scope, subject.id);
  if (!source.group) {
    return fail(ErrorKind::not_found, "no group has this id");
  }
  LPAZ_CHECK(GroupPass(context).visit(source));
  context.removals.clear(); // a group is never deleted on demand
  context.member_groups.clear();
  for (const auto& member : subject.members) {
    context.memberships.push_back({subject.id, member});
  }
  return MemberPass(context).run();
}

std::string status_word(std::string_view status)
{
  std::string word(status);
  if (!word.empty()) {
    word.front() = static_cast<char>(word.front() - 'a' + 'A');
  }
  return word;
}

util::OrderedJson answer_of(const store::ProvisioningLogEntry& entry)
{
  util::OrderedJson details;
  details["errorCode"] = entry.failure ? entry.failure->error_code : skip_reason_of(entry);
  details["errorMessage"] = entry.failure               ? entry.failure->reason
                            : entry.status == "skipped" ? entry.steps.back().description
                                                        : "";
  util::OrderedJson key;
  key["result"] = status_word(entry.status);
  key["details"] = std::move(details);
  util::OrderedJson answer;
  answer["key"] = util::dump_json(key);
  answer["value"] = util::dump_json(on_demand_json(entry));
  return answer;
}

} // namespace

Result<util::OrderedJson> provision_on_demand(CycleContext& context, const util::Json& request)
{
  LPAZ_TRY(const auto subject, read_subject(request, context.schema.rule_id));
  const Status status =
      subject.is_group ? run_group(context, subject) : run_user(context, subject.id);
  if (!status && !concerns_endpoint(status.error())) {
    return fail(status.error());
  }
  if (!status) {
    SourceUser unnamed;
    unnamed.id = subject.id;
    LogDraft draft(context.schema, unnamed);
    context.log.add(draft.failed("other", status.error()));
  }
  const auto* entry = context.log.last();
  if (entry == nullptr) {
    return fail(ErrorKind::defect, "nothing was logged");
  }
  return answer_of(*entry);
}

} // namespace lpaz::sandbox::engine
