#include "lpaz/graph/provisioning_object_summary.hpp"

#include "lpaz/graph/odata_query.hpp"
#include "lpaz/util/json.hpp"
#include "lpaz/util/text.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>

namespace lpaz::graph {
namespace {

using util::equals_ignoring_case;
using util::Json;
using util::string_at;

// A real entry has four or five steps. The steps of one with very many are not believed, so that
// a hostile entry costs no time.
constexpr std::size_t k_most_steps = 100;
constexpr std::size_t k_longest_name = 320; // of an address, RFC 3696

constexpr std::array<std::string_view, 7> k_skip_reasons{"RedundantExport",
                                                         "NotEffectivelyEntitled",
                                                         "AttributeValidationFailed",
                                                         "NotAssigned",
                                                         "ImportSkipped",
                                                         "NotSupported",
                                                         "UnableToResolveReferenceAttributeValue"};
// Says no more than the status does, so it counts only where there is nothing else.
constexpr std::string_view k_skipped = "EntrySynchronizationSkipped";

// A value that several places may tell. Where they differ, it is not known.
template <typename T>
class Told {
public:
  void add(const std::optional<T>& value)
  {
    if (!value) {
      return;
    }
    m_differs = m_differs || (m_value && *m_value != *value);
    m_value = value;
  }
  bool has_any() const { return m_value.has_value(); }
  std::optional<T> value() const { return m_differs ? std::nullopt : m_value; }

private:
  std::optional<T> m_value;
  bool m_differs = false;
};

using ToldFlag = Told<bool>;

// "True", also in quotes of its own and in any case.
std::optional<bool> parse_flag(std::string_view text)
{
  while (text.size() > 1 && text.front() == '"' && text.back() == '"') {
    text = text.substr(1, text.size() - 2);
  }
  if (equals_ignoring_case(text, "true")) {
    return true;
  }
  return equals_ignoring_case(text, "false") ? std::optional(false) : std::nullopt;
}

// A detail is a text; a bare truth value is understood as well.
std::optional<bool> flag_at(const Json& details, std::string_view key)
{
  const auto truth = util::find_bool(details, key);
  return truth ? truth : parse_flag(string_at(details, key));
}

// What the steps of an entry tell together.
struct StepFacts {
  Told<std::string> skip_reason;
  Told<std::string> skipped_property;
  std::string skip_description;
  ToldFlag is_active;
  ToldFlag was_imported_active;
  ToldFlag is_assigned;
  ToldFlag has_role;
  ToldFlag passes_scoping_filter;
  ToldFlag target_active;
  ToldFlag exported_active;
  bool target_was_read = false;
  std::vector<std::string> target_user_names;
};

struct Step {
  std::string name;
  std::string type;
  std::string status;
  const Json* details = nullptr; // null: the step has none

  bool is(std::string_view wanted) const { return equals_ignoring_case(name, wanted); }
  bool has_type(std::string_view wanted) const { return equals_ignoring_case(type, wanted); }
  bool has_status(std::string_view wanted) const { return equals_ignoring_case(status, wanted); }
  bool is_export() const { return util::to_lower(name).starts_with("entryexport"); }
  // The older family leaves out the type in places.
  bool is_scoping() const
  {
    return has_type("scoping") ||
           (type.empty() && !util::to_lower(name).starts_with("entryimport"));
  }
};

std::optional<std::string> text_at(const Json& details, std::string_view key)
{
  std::string text = string_at(details, key);
  return text.empty() ? std::nullopt : std::optional(std::move(text));
}

void add_user_name(std::string name, std::vector<std::string>& names)
{
  const bool is_known = std::ranges::any_of(
      names, [&](const std::string& known) { return equals_ignoring_case(known, name); });
  if (!name.empty() && name.size() <= k_longest_name && !is_known) {
    names.push_back(std::move(name));
  }
}

// Where the scoping step does not tell: somebody who is soft-deleted is not active, whatever
// accountEnabled says; without that detail only a disabled account is certain. Who left the scope
// is soft-deleted to the service as well, so that this does not contradict the scoping step.
void take_import(const Step& step, StepFacts& facts)
{
  const auto enabled = flag_at(*step.details, "accountEnabled");
  const auto deleted = flag_at(*step.details, "IsSoftDeleted");
  if (enabled == false) {
    facts.is_active.add(false);
  } else if (deleted == true) {
    facts.was_imported_active.add(false);
  } else if (enabled == true && deleted == false) {
    facts.was_imported_active.add(true);
  }
}

void take_scoping(const Step& step, StepFacts& facts)
{
  const Json& details = *step.details;
  facts.is_active.add(flag_at(details, "Active in the source system"));
  facts.is_active.add(flag_at(details, "IsActive"));
  facts.is_assigned.add(flag_at(details, "Assigned to the application"));
  facts.is_assigned.add(flag_at(details, "Assigned"));
  facts.has_role.add(flag_at(details, "User has the required role"));
  facts.has_role.add(flag_at(details, "Group has the required role"));
  facts.passes_scoping_filter.add(flag_at(details, "Scoping filter evaluation passed"));
}

// EntrySynchronizationAdd is a matching step as well, but it says that there is nothing to read.
void take_read(const Step& step, StepFacts& facts)
{
  facts.target_was_read = facts.target_was_read || !step.details->empty();
  facts.target_active.add(flag_at(*step.details, "active"));
  add_user_name(string_at(*step.details, "userName"), facts.target_user_names);
}

void take_export(const Step& step, StepFacts& facts)
{
  if (step.has_status("success")) {
    facts.exported_active.add(flag_at(*step.details, "active"));
  }
  add_user_name(string_at(*step.details, "userName"), facts.target_user_names);
}

void take_skip(const Step& step, const Json& step_json, StepFacts& facts)
{
  facts.skip_reason.add(text_at(*step.details, "SkipReason"));
  facts.skipped_property.add(text_at(*step.details, "PropertyName"));
  facts.skip_description = string_at(step_json, "description");
}

void take_step(const Json& step_json, StepFacts& facts)
{
  const Step step{string_at(step_json, "name"),
                  string_at(step_json, "provisioningStepType"),
                  string_at(step_json, "status"),
                  util::find_object(step_json, "details")};
  if (step.details == nullptr) {
    return;
  }
  if (step.is("EntrySynchronizationSkip")) {
    take_skip(step, step_json, facts);
  } else if (step.is_export()) {
    take_export(step, facts);
  } else if (step.has_type("matching") && step.is("EntryImport") && step.has_status("success")) {
    take_read(step, facts);
  } else if (step.has_type("import")) {
    take_import(step, facts);
  } else if (step.is_scoping()) {
    take_scoping(step, facts);
  }
  std::string name = string_at(*step.details, "ReportableIdentifier");
  if (name.find('@') != std::string::npos) {
    add_user_name(std::move(name), facts.target_user_names);
  }
}

StepFacts facts_of_steps(const Json& entry_json)
{
  StepFacts facts;
  const auto* steps = util::find_array(entry_json, "provisioningSteps");
  if (steps == nullptr || steps->size() > k_most_steps) {
    return facts;
  }
  for (const auto& step : *steps) {
    take_step(step, facts);
  }
  return facts;
}

bool is_letter(char c)
{
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool has_word(std::string_view text, std::string_view word)
{
  for (auto at = text.find(word); at != text.npos; at = text.find(word, at + 1)) {
    const auto end = at + word.size();
    if ((at == 0 || !is_letter(text[at - 1])) && (end == text.size() || !is_letter(text[end]))) {
      return true;
    }
  }
  return false;
}

// The older family has the code as errorCode, or as a word of the reason.
std::string skip_reason_of_error(std::string_view code, std::string_view reason)
{
  Told<std::string> found;
  for (const auto known : k_skip_reasons) {
    if (equals_ignoring_case(code, known)) {
      return std::string(known);
    }
    if (has_word(reason, known)) {
      found.add(std::string(known));
    }
  }
  if (found.has_any()) {
    return found.value().value_or("");
  }
  return equals_ignoring_case(code, k_skipped) ? std::string(k_skipped) : std::string();
}

// What became of "active": nothing that is known, unless the change succeeded.
std::optional<bool>
active_set_by(const Json& entry_json, std::string_view status, const StepFacts& facts)
{
  if (!equals_ignoring_case(status, "success")) {
    return std::nullopt;
  }
  ToldFlag active = facts.exported_active;
  const auto* properties = util::find_array(entry_json, "modifiedProperties");
  for (const auto& property : properties == nullptr ? Json::array() : *properties) {
    if (equals_ignoring_case(string_at(property, "displayName"), "active")) {
      active.add(flag_at(property, "newValue"));
    }
  }
  return active.value();
}

void take_outcome(const Json& entry_json, ProvisioningObjectSummary& entry)
{
  const auto* outcome = util::find_object(entry_json, "provisioningStatusInfo");
  if (outcome == nullptr) {
    return;
  }
  entry.status = string_at(*outcome, "status");
  if (const auto* error = util::find_object(*outcome, "errorInformation"); error != nullptr) {
    entry.error_code = string_at(*error, "errorCode");
    entry.reason = string_at(*error, "reason");
  }
}

void take_source(const Json& entry_json, ProvisioningObjectSummary& entry)
{
  const auto* source = util::find_object(entry_json, "sourceIdentity");
  if (source == nullptr) {
    return;
  }
  entry.source_id = string_at(*source, "id");
  entry.source_type = string_at(*source, "identityType");
  entry.source_name = string_at(*source, "displayName");
  const auto* details = util::find_object(*source, "details");
  for (const std::string_view key : {"DisplayName", "UserPrincipalName"}) {
    if (entry.source_name.empty() && details != nullptr) {
      entry.source_name = string_at(*details, key);
    }
  }
}

// Documented as a list, sent as an object.
std::string service_principal_of(const Json& entry_json)
{
  const auto* list = util::find_array(entry_json, "servicePrincipal");
  if (list != nullptr) {
    return list->size() == 1 ? string_at(list->front(), "id") : std::string();
  }
  const auto* principal = util::find_object(entry_json, "servicePrincipal");
  return principal == nullptr ? std::string() : string_at(*principal, "id");
}

void take_steps(const Json& entry_json, ProvisioningObjectSummary& entry)
{
  StepFacts facts = facts_of_steps(entry_json);
  entry.skip_reason = facts.skip_reason.has_any()
                          ? facts.skip_reason.value().value_or("")
                          : skip_reason_of_error(entry.error_code, entry.reason);
  entry.skipped_property = facts.skipped_property.value().value_or("");
  if (entry.reason.empty()) {
    entry.reason = std::move(facts.skip_description);
  }
  entry.set_active = active_set_by(entry_json, entry.status, facts);
  entry.target_active = facts.target_active.value();
  entry.target_was_read = facts.target_was_read;
  entry.target_user_names = std::move(facts.target_user_names);
  entry.is_active =
      facts.is_active.has_any() ? facts.is_active.value() : facts.was_imported_active.value();
  entry.is_assigned = facts.is_assigned.value();
  entry.has_role = facts.has_role.value();
  entry.passes_scoping_filter = facts.passes_scoping_filter.value();
}

} // namespace

ProvisioningObjectSummary parse_provisioning_object_summary(const nlohmann::json& entry_json)
{
  ProvisioningObjectSummary entry;
  entry.id = string_at(entry_json, "id");
  entry.activity_date_time = string_at(entry_json, "activityDateTime");
  entry.action = string_at(entry_json, "provisioningAction");
  entry.job_id = string_at(entry_json, "jobId");
  entry.service_principal_id = service_principal_of(entry_json);
  if (const auto* target = util::find_object(entry_json, "targetIdentity"); target != nullptr) {
    entry.target_id = string_at(*target, "id");
  }
  take_source(entry_json, entry);
  take_outcome(entry_json, entry);
  take_steps(entry_json, entry);
  return entry;
}

// Which nested properties can be filtered is not documented, so the status is left to the reader.
GraphRequest list_provisioning_log_request(std::string_view job_id, std::string_view since)
{
  const std::string query =
      ODataQuery()
          .filter(
              fmt::format("jobId eq {} and activityDateTime gt {}", odata_literal(job_id), since))
          .order_by("activityDateTime desc")
          .top(500)
          .text();
  return needs(get_request("/auditLogs/provisioning" + query), "ProvisioningLog.Read.All");
}

} // namespace lpaz::graph
