#include "lpaz/admin/proof/last_change.hpp"

#include "lpaz/admin/people/user_lookup.hpp"
#include "lpaz/graph/directory_audit.hpp"
#include "lpaz/graph/page_iterator.hpp"
#include "lpaz/util/json.hpp"
#include "lpaz/util/text.hpp"
#include "lpaz/util/time.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <chrono>
#include <map>
#include <utility>

namespace lpaz::admin {
namespace {

using graph::DirectoryAudit;

constexpr std::size_t k_most_asked = 40;
// "Microsoft Entra data retention": audit logs, without a licence.
constexpr std::chrono::hours k_shortest_retention{7 * 24};

enum class Direction { takes, gives, ends, neither };

// What a change is about. Each by itself can be the reason why an account is disabled.
enum class Matter { account, existence, scope };

struct Activity {
  std::string_view name; // "Azure AD audit activity reference"
  Direction direction;
  Matter matter;
};

constexpr Activity k_activities[] = {
    {"Disable account", Direction::takes, Matter::account},
    {"Enable account", Direction::gives, Matter::account},
    {"Add user", Direction::gives, Matter::account},
    {"Delete user", Direction::takes, Matter::existence},
    {"Restore user", Direction::gives, Matter::existence},
    {"Hard Delete user", Direction::ends, Matter::existence},
    {"Add app role assignment grant to user", Direction::gives, Matter::scope},
    {"Remove app role assignment from user", Direction::takes, Matter::scope},
    {"Add member to group", Direction::gives, Matter::scope},
    {"Remove member from group", Direction::takes, Matter::scope},
};

std::optional<Activity> activity_of(const DirectoryAudit& audit)
{
  if (audit.account_enabled) {
    return Activity{
        {}, *audit.account_enabled ? Direction::gives : Direction::takes, Matter::account};
  }
  const auto* known = std::ranges::find_if(k_activities, [&audit](const Activity& each) {
    return util::equals_ignoring_case(audit.activity, each.name);
  });
  return known == std::end(k_activities) ? std::nullopt : std::optional(*known);
}

bool is_towards(Direction direction, AwaitedState state)
{
  switch (state) {
  case AwaitedState::disabled:
    return direction == Direction::takes || direction == Direction::ends;
  case AwaitedState::enabled:
  case AwaitedState::present:
    return direction == Direction::gives;
  case AwaitedState::gone:
    return direction == Direction::ends;
  }
  return false;
}

bool is_against(Direction direction, AwaitedState state)
{
  const bool to_stay = state == AwaitedState::enabled || state == AwaitedState::present;
  return to_stay ? direction == Direction::takes || direction == Direction::ends
                 : direction == Direction::gives;
}

// What the audit log tells of one person.
struct Audited {
  bool is_read = false;
  std::vector<std::pair<util::TimePoint, Activity>> activities; // newest first
  std::vector<std::string> former_names;
  std::optional<util::TimePoint> renamed; // last; from then on the account may be another one
};

Audited read_audits(graph::GraphClient& client,
                    const Result<nlohmann::json>& page,
                    const ChangedPerson& person)
{
  Audited audited;
  const Status read =
      !page ? Status(fail(page.error()))
            : graph::for_each_item_from(
                  client, *page, {}, [&audited, &person](const auto& json) -> Status {
                    DirectoryAudit audit = graph::parse_directory_audit(json, person.id);
                    const auto at = util::parse_rfc3339(audit.activity_date_time);
                    const auto activity = activity_of(audit);
                    if (at && activity) {
                      audited.activities.emplace_back(*at, *activity);
                    }
                    if (!audit.former_user_principal_name.empty()) {
                      audited.former_names.push_back(std::move(audit.former_user_principal_name));
                      audited.renamed = std::max(audited.renamed, at);
                    }
                    return {};
                  });
  audited.is_read = read.has_value();
  return audited;
}

struct Turn {
  std::optional<util::TimePoint> towards; // the first change towards the state, since …
  std::optional<util::TimePoint> against; // … the last one against it
};

// Of the changes about one matter, or about all.
Turn turn_of(const Audited& audited, AwaitedState state, std::optional<Matter> matter)
{
  Turn turn;
  for (const auto& [at, activity] : audited.activities) {
    if (matter && activity.matter != *matter) {
      continue;
    }
    if (is_towards(activity.direction, state)) {
      turn.towards = at;
    } else if (is_against(activity.direction, state)) {
      turn.against = at;
      break;
    }
  }
  return turn;
}

// What the account is disabled for, each enough by itself; nothing stands for all matters together.
std::vector<std::optional<Matter>> reasons_of(AwaitedState state, const ChangedPerson& person)
{
  std::vector<std::optional<Matter>> reasons;
  if (state == AwaitedState::disabled) {
    const std::pair<bool, Matter> each[] = {{person.is_blocked, Matter::account},
                                            {person.is_deleted, Matter::existence},
                                            {person.is_unassigned, Matter::scope}};
    for (const auto& [is_so, matter] : each) {
      if (is_so) {
        reasons.emplace_back(matter);
      }
    }
  }
  return reasons.empty() ? std::vector<std::optional<Matter>>{std::nullopt} : reasons;
}

std::optional<util::TimePoint> earlier(std::optional<util::TimePoint> a,
                                       std::optional<util::TimePoint> b)
{
  return a && b ? std::min(a, b) : a ? a : b;
}

std::optional<util::TimePoint> moment_of(const Audited& audited,
                                         AwaitedState state,
                                         const ChangedPerson& person,
                                         util::TimePoint now)
{
  std::optional<util::TimePoint> towards;
  std::optional<util::TimePoint> against; // the log is late: what came after is not in there yet
  for (const auto& reason : reasons_of(state, person)) {
    const Turn turn = turn_of(audited, state, reason);
    towards = earlier(towards, turn.towards);
    against = std::max(against, turn.against);
  }
  if (towards) {
    return towards;
  }
  if (against) {
    return person.written && *person.written > *against ? person.written : std::nullopt;
  }
  if (person.written) {
    return person.written;
  }
  const auto kept = state == AwaitedState::disabled && (person.is_blocked || person.is_deleted)
                        ? util::parse_rfc3339(person.kept)
                        : std::nullopt;
  // A log that tells of no change shows that there was none for as long as it is kept at least.
  return !kept && audited.is_read ? std::optional(now - k_shortest_retention) : kept;
}

} // namespace

std::vector<LastChange> last_changes(graph::GraphClient& client,
                                     AwaitedState state,
                                     const std::vector<ChangedPerson>& people)
{
  std::vector<graph::GraphRequest> requests;
  for (std::size_t i = 0; i < std::min(people.size(), k_most_asked); ++i) {
    requests.push_back(graph::list_directory_audits_request(people[i].id));
  }
  const auto answers = client.send_batch(requests);
  std::vector<LastChange> changes;
  for (std::size_t i = 0; i < people.size(); ++i) {
    Audited audited = i < answers.size() ? read_audits(client, answers[i], people[i]) : Audited{};
    auto at = moment_of(audited, state, people[i], client.clock().now());
    if (at && audited.renamed) {
      at = std::max(*at, *audited.renamed);
    }
    changes.push_back({at, std::move(audited.former_names)});
  }
  return changes;
}

void drop_names_of_others(graph::GraphClient& client, std::vector<ProofSubject>& subjects)
{
  std::vector<std::string> names;
  for (const ProofSubject& subject : subjects) {
    names.insert(names.end(), subject.former_names.begin(), subject.former_names.end());
    if (!subject.mail.empty() &&
        !util::equals_ignoring_case(subject.mail, subject.user_principal_name)) {
      names.push_back(subject.mail);
    }
  }
  if (names.empty()) {
    return;
  }
  UserLookup lookup(names);
  const auto answers = client.send_batch(lookup.requests());
  for (std::size_t i = 0; i < answers.size(); ++i) {
    if (!lookup.take(client, i, answers[i])) {
      for (ProofSubject& subject : subjects) {
        subject.has_sure_names = false;
      }
      return;
    }
  }
  std::map<std::string, std::string> owners; // ids by principal name
  for (const graph::User& user : lookup.take_users()) {
    owners[util::to_lower(user.user_principal_name)] = user.id;
  }
  for (ProofSubject& subject : subjects) {
    const auto is_of_another = [&owners, &subject](const std::string& name) {
      const auto owner = owners.find(util::to_lower(name));
      return owner != owners.end() && !util::equals_ignoring_case(owner->second, subject.id);
    };
    std::erase_if(subject.former_names, is_of_another);
    subject.mail = is_of_another(subject.mail) ? std::string() : subject.mail;
  }
}

} // namespace lpaz::admin
