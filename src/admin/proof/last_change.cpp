#include "lpaz/admin/proof/last_change.hpp"

#include "admin/people/name_holders.hpp"

#include "lpaz/graph/directory_audit.hpp"
#include "lpaz/graph/page_iterator.hpp"
#include "lpaz/util/text.hpp"
#include "lpaz/util/time.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <chrono>
#include <set>
#include <span>
#include <utility>

namespace lpaz::admin {
namespace {

using graph::DirectoryAudit;

constexpr std::size_t k_most_asked = 40;
// "Microsoft Entra data retention": audit logs, without a licence.
constexpr std::chrono::hours k_shortest_retention{7 * 24};
// The Date of an answer is of whole seconds.
constexpr std::chrono::seconds k_one_second{1};

// What LastPass follows ("Azure AD audit activity reference"). Others, such as the end of sessions
// or a new password, change nothing there.
constexpr std::string_view k_of_person[] = {"Disable account",
                                            "Enable account",
                                            "Add user",
                                            "Delete user",
                                            "Restore user",
                                            "Hard Delete user"};
constexpr std::string_view k_of_assignment[] = {"Add app role assignment grant to user",
                                                "Remove app role assignment from user"};
constexpr std::string_view k_of_membership[] = {"Add member to group", "Remove member from group"};

bool is_one_of(std::string_view activity, std::span<const std::string_view> names)
{
  return std::ranges::any_of(names, [activity](std::string_view name) {
    return util::equals_ignoring_case(activity, name);
  });
}

// A log that does not tell of which app an assignment was may mean this one.
bool is_change(const DirectoryAudit& audit, std::string_view app_id, const ChangedPerson& person)
{
  const bool is_of_app = audit.service_principal_id.empty() ||
                         util::equals_ignoring_case(audit.service_principal_id, app_id);
  return audit.account_enabled || !audit.former_user_principal_name.empty() ||
         is_one_of(audit.activity, k_of_person) ||
         (is_of_app && is_one_of(audit.activity, k_of_assignment)) ||
         (person.can_sign_in && is_one_of(audit.activity, k_of_membership));
}

// What the audit log tells of one person.
struct Audited {
  bool is_read = false;
  std::optional<util::TimePoint> newest;
  std::vector<std::string> former_names;
};

Audited read_audits(graph::GraphClient& client,
                    const nlohmann::json& page,
                    std::string_view app_id,
                    const ChangedPerson& person)
{
  Audited audited;
  const Status read = graph::for_each_item_from(client, page, {}, [&](const auto& json) -> Status {
    DirectoryAudit audit = graph::parse_directory_audit(json, person.id);
    if (is_change(audit, app_id, person)) {
      audited.newest = std::max(audited.newest, util::parse_rfc3339(audit.activity_date_time));
    }
    if (!audit.former_user_principal_name.empty()) {
      audited.former_names.push_back(std::move(audit.former_user_principal_name));
    }
    return {};
  });
  audited.is_read = read.has_value();
  return audited;
}

std::optional<util::TimePoint> moment_of(const Audited& audited,
                                         AwaitedState state,
                                         const ChangedPerson& person,
                                         util::TimePoint now)
{
  if (person.own && audited.newest.value_or(person.own->last) <= person.own->last + k_one_second) {
    return moment_of(*person.own, state);
  }
  if (audited.newest) {
    return audited.newest;
  }
  const auto kept =
      state == AwaitedState::disabled ? util::parse_rfc3339(person.kept) : std::nullopt;
  // A log that tells of no change shows that there was none for as long as it is kept at least.
  return !kept && audited.is_read ? std::optional(now - k_shortest_retention) : kept;
}

} // namespace

util::TimePoint moment_of(const OwnWrites& own, AwaitedState state)
{
  return is_to_stay(state) ? own.last : own.first;
}

std::vector<LastChange> last_changes(graph::GraphClient& client,
                                     AwaitedState state,
                                     std::string_view service_principal_id,
                                     const std::vector<ChangedPerson>& people)
{
  std::vector<graph::GraphRequest> requests;
  for (std::size_t i = 0; i < std::min(people.size(), k_most_asked); ++i) {
    requests.push_back(graph::list_directory_audits_request(people[i].id));
  }
  const auto answers = client.send_batch(requests);
  std::vector<LastChange> changes;
  for (std::size_t i = 0; i < people.size(); ++i) {
    const bool is_told = i < answers.size() && answers[i];
    Audited audited =
        is_told ? read_audits(client, *answers[i], service_principal_id, people[i]) : Audited{};
    changes.push_back({moment_of(audited, state, people[i], client.clock().now()),
                       std::move(audited.former_names)});
  }
  return changes;
}

void drop_names_of_others(graph::GraphClient& client, std::vector<ProofSubject>& subjects)
{
  std::set<std::string> names;
  for (const ProofSubject& subject : subjects) {
    names.insert(subject.former_names.begin(), subject.former_names.end());
    if (!util::equals_ignoring_case(subject.mail, subject.user_principal_name)) {
      names.insert(subject.mail);
    }
  }
  const auto holders = read_name_holders(client, names);
  for (ProofSubject& subject : subjects) {
    if (!holders) {
      subject.has_sure_names = false;
      continue;
    }
    const auto is_of_another = [&holders, &subject](const std::string& name) {
      return std::ranges::any_of(holders->of(name), [&subject](const graph::User& holder) {
        return !util::equals_ignoring_case(holder.id, subject.id);
      });
    };
    std::erase_if(subject.former_names, is_of_another);
    subject.mail = is_of_another(subject.mail) ? std::string() : subject.mail;
  }
}

} // namespace lpaz::admin
