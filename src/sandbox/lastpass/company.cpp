#include "sandbox/lastpass/company.hpp"

#include "sandbox/lastpass/resource_filter.hpp"

#include "lpaz/util/text.hpp"
#include "lpaz/util/uuid.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <utility>

namespace lpaz::sandbox::lastpass {
namespace {

constexpr std::size_t k_most_deleted = 10'000;
constexpr std::chrono::days k_invitation_life{90};

std::string key(std::string_view attribute, std::string_view value)
{
  return util::to_lower(attribute) + "=" + util::to_lower(value);
}

std::string text_of(const util::Json& resource, std::string_view name)
{
  const auto* found = find_attribute(resource, name);
  return found != nullptr && found->is_string() ? found->get<std::string>() : std::string();
}

// Without what is kept elsewhere.
std::string document_of(util::Json resource)
{
  for (const auto* name : {"id", "meta", "groups", "schemas", "members"}) {
    resource.erase(name);
  }
  return util::dump_json(resource);
}

} // namespace

std::string_view Account::status(util::TimePoint now) const
{
  if (!active) {
    return "Disabled";
  }
  if (has_logged_in) {
    return "Active";
  }
  return now - reinvited.value_or(created) < k_invitation_life ? "Invited" : "Expired invitation";
}

Company::Company(std::vector<Account> accounts,
                 std::vector<Group> groups,
                 std::deque<DeletedAccount> deleted,
                 std::uint64_t next_uid)
    : m_deleted(std::move(deleted)), m_next_uid(next_uid)
{
  for (auto& account : accounts) {
    m_accounts_by_id.emplace(account.id, m_accounts.size());
    m_accounts.push_back(std::make_unique<Account>(std::move(account)));
    const auto document = util::parse_json(m_accounts.back()->document, "stored resource");
    index(*m_accounts.back(), document ? *document : util::Json::object());
  }
  for (auto& group : groups) {
    for (const auto& member : group.members) {
      edit(member)->groups.insert(group.id);
    }
    m_groups.push_back(std::make_unique<Group>(std::move(group)));
  }
}

const Account* Company::find_account(std::string_view id) const
{
  const auto found = m_accounts_by_id.find(std::string(id));
  return found == m_accounts_by_id.end() ? nullptr : m_accounts[found->second].get();
}

Account* Company::edit(std::string_view id)
{
  const auto found = m_accounts_by_id.find(std::string(id));
  return found == m_accounts_by_id.end() ? nullptr : m_accounts[found->second].get();
}

const Account* Company::find_account_by_name(std::string_view user_name) const
{
  const auto found = m_index.find(key("userName", user_name));
  return found == m_index.end() ? nullptr : found->second;
}

std::optional<std::vector<const Account*>> Company::candidates(std::string_view attribute,
                                                               std::string_view value) const
{
  if (attribute != "userName" && attribute != "externalId" && attribute != "emails") {
    return std::nullopt;
  }
  std::vector<const Account*> found;
  const auto [begin, end] = m_index.equal_range(key(attribute, value));
  for (auto entry = begin; entry != end; ++entry) {
    if (std::ranges::find(found, entry->second) == found.end()) {
      found.push_back(entry->second);
    }
  }
  return found;
}

const Account& Company::add_account(const util::Json& resource, util::TimePoint now)
{
  auto account = std::make_unique<Account>();
  account->id = util::new_uuid();
  account->uid = m_next_uid++;
  account->created = now;
  Account& added = *account;
  m_accounts_by_id.emplace(added.id, m_accounts.size());
  m_accounts.push_back(std::move(account));
  take_over(added, resource, now);
  return added;
}

void Company::replace_account(std::string_view id, const util::Json& resource, util::TimePoint now)
{
  if (Account* account = edit(id)) {
    take_over(*account, resource, now);
  }
}

void Company::take_over(Account& account, const util::Json& resource, util::TimePoint now)
{
  unindex(account);
  account.user_name = text_of(resource, "userName");
  account.document = document_of(resource);
  account.modified = now;
  index(account, resource);
  const auto* active = find_attribute(resource, "active");
  set_active(account.id, active == nullptr || *active != util::Json(false), now);
}

void Company::index(Account& account, const util::Json& resource)
{
  account.display_name = text_of(resource, "displayName");
  auto& keys = m_keys[&account];
  keys.push_back(key("userName", account.user_name));
  if (const auto external = text_of(resource, "externalId"); !external.empty()) {
    keys.push_back(key("externalId", external));
  }
  const auto* emails = find_attribute(resource, "emails");
  for (const auto& email : emails != nullptr && emails->is_array() ? *emails : util::Json()) {
    if (const auto address = text_of(email, "value"); !address.empty()) {
      keys.push_back(key("emails", address));
    }
  }
  for (const auto& each : keys) {
    m_index.emplace(each, &account);
  }
}

void Company::unindex(const Account& account)
{
  for (const auto& each : m_keys[&account]) {
    const auto [begin, end] = m_index.equal_range(each);
    const auto entry =
        std::find_if(begin, end, [&](const auto& e) { return e.second == &account; });
    if (entry != end) {
      m_index.erase(entry);
    }
  }
  m_keys.erase(&account);
}

void Company::set_active(std::string_view id, bool active, util::TimePoint now)
{
  Account* account = edit(id);
  if (account == nullptr) {
    return;
  }
  if (active) {
    account->disabled_since.reset();
  } else if (!account->disabled_since) {
    account->disabled_since = now;
  }
  account->active = active;
}

void Company::set_logged_in(std::string_view id)
{
  if (Account* account = edit(id)) {
    account->has_logged_in = true;
  }
}

void Company::reinvite(std::string_view id, util::TimePoint now)
{
  if (Account* account = edit(id)) {
    account->reinvited = now;
  }
}

void Company::delete_account(std::string_view id, util::TimePoint now)
{
  const auto found = m_accounts_by_id.find(std::string(id));
  if (found == m_accounts_by_id.end()) {
    return;
  }
  auto& slot = m_accounts[found->second];
  unindex(*slot);
  for (const auto& group : slot->groups) {
    if (Group* edited = edit_group(group)) {
      edited->members.erase(slot->id);
    }
  }
  m_deleted.push_back({slot->user_name, now});
  if (m_deleted.size() > k_most_deleted) {
    m_deleted.pop_front();
  }
  slot.reset();
  m_accounts_by_id.erase(found);
}

} // namespace lpaz::sandbox::lastpass
