#include "proof_accounts.hpp"

#include "lpaz/util/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>

namespace lpaz::admin {
namespace {

constexpr std::size_t k_few = 5;
// Of those whom the log proves and a list does not show, so many are asked for one by one.
constexpr std::size_t k_most_doubtful = 200;

// ada_fabrikam.example#EXT#@contoso.example is ada@fabrikam.example for LastPass.
std::string guest_address(std::string_view name)
{
  const auto mark = name.find("#EXT#");
  const auto underscore = name.substr(0, mark).rfind('_');
  if (mark == name.npos || underscore == name.npos) {
    return {};
  }
  std::string address(name.substr(0, mark));
  address[underscore] = '@';
  return address;
}

} // namespace

std::vector<std::string> account_names(const AwaitedChange& change)
{
  std::vector<std::string> names;
  for (const std::string& name :
       {change.user_principal_name, guest_address(change.user_principal_name), change.mail}) {
    std::string lower = util::to_lower(name);
    if (!lower.empty() && std::ranges::find(names, lower) == names.end()) {
      names.push_back(std::move(lower));
    }
  }
  return names;
}

bool ProofAccounts::is_as_awaited(const lastpass::Account& account) const
{
  return m_state != AwaitedState::gone && account.disabled == (m_state == AwaitedState::disabled);
}

ProofAccounts::Indexes ProofAccounts::open_people() const
{
  Indexes open;
  for (std::size_t i = 0; i < m_board.size(); ++i) {
    if (m_board.is_open(i)) {
      open.push_back(i);
    }
  }
  return open;
}

Result<std::vector<std::size_t>> ProofAccounts::check()
{
  const Indexes open = open_people();
  if (open.size() > k_few) {
    return check_list();
  }
  Indexes agreed;
  for (const std::size_t index : open) {
    LPAZ_CHECK(ask_for(index, agreed));
  }
  return agreed;
}

Result<std::optional<lastpass::Account>> ProofAccounts::account_of(std::size_t index)
{
  for (const std::string& name : account_names(m_board.change(index))) {
    LPAZ_TRY(auto account, m_api.find_account(name));
    if (account) {
      return account;
    }
  }
  return std::optional<lastpass::Account>();
}

Status ProofAccounts::ask_for(std::size_t index, Indexes& agreed)
{
  LPAZ_TRY(const auto account, account_of(index));
  const bool logged = m_board.has_log_proof(index);
  if (account && is_as_awaited(*account)) {
    agreed.push_back(index);
  } else if (account && logged) {
    const std::string_view state = account->disabled ? "disabled" : "not disabled";
    m_board.note(
        index,
        {PendingCause::contradicted,
         fmt::format("the provisioning log says that it was done, but the LastPass account "
                     "{} is {}",
                     account->user_name,
                     state),
         "look at the account in the LastPass Admin Console"});
  } else if (!account && m_state == AwaitedState::gone) {
    // Absent counts only if LastPass shows accounts at all.
    LPAZ_TRY(const auto accounts, m_api.check_credentials());
    if (accounts > 0) {
      agreed.push_back(index);
    }
  } else if (!account && !logged && m_board.cause(index) == PendingCause::none) {
    m_board.note(index,
                 {PendingCause::no_account,
                  fmt::format("LastPass knows no account {}",
                              util::join(account_names(m_board.change(index)), " or ")),
                  "the person may never have had one; lpaz status shows who is in scope"});
  }
  return {};
}

Result<std::unordered_set<std::size_t>> ProofAccounts::listed_people(std::size_t& accounts)
{
  std::unordered_map<std::string, std::size_t> people;
  const Indexes open = open_people();
  std::size_t longest = 1;
  for (std::size_t rank = 0; rank < longest;
       ++rank) { // a principal name goes before a mail address
    for (const std::size_t index : open) {
      const auto names = account_names(m_board.change(index));
      longest = std::max(longest, names.size());
      if (rank < names.size()) {
        people.emplace(names[rank], index);
      }
    }
  }
  lastpass::AccountFilter filter;
  if (m_state != AwaitedState::gone) {
    filter.disabled = m_state == AwaitedState::disabled;
  }
  std::unordered_set<std::size_t> listed;
  LPAZ_CHECK(m_api.list_accounts(filter, [&](const lastpass::Account& account) -> Status {
    ++accounts;
    const auto found = people.find(util::to_lower(account.user_name));
    // The filter is not taken on trust.
    if (found != people.end() && (m_state == AwaitedState::gone || is_as_awaited(account))) {
      listed.insert(found->second);
    }
    return {};
  }));
  return listed;
}

Result<ProofAccounts::Indexes> ProofAccounts::check_list()
{
  std::size_t accounts = 0;
  LPAZ_TRY(const auto listed, listed_people(accounts));
  Indexes agreed;
  for (const std::size_t index : open_people()) {
    const bool is_listed = listed.contains(index);
    const bool is_gone =
        !is_listed && accounts > 0 && !account_names(m_board.change(index)).empty();
    if (m_state == AwaitedState::gone ? is_gone : is_listed) {
      agreed.push_back(index);
    }
  }
  LPAZ_CHECK(ask_for_doubtful(listed, agreed));
  return agreed;
}

Status ProofAccounts::ask_for_doubtful(const std::unordered_set<std::size_t>& listed,
                                       Indexes& agreed)
{
  if (m_state == AwaitedState::gone) {
    return {}; // the list was one of all accounts
  }
  for (const std::size_t index : open_people()) {
    if (m_board.has_log_proof(index) && !listed.contains(index) &&
        m_asked.size() < k_most_doubtful && m_asked.insert(index).second) {
      LPAZ_CHECK(ask_for(index, agreed));
    }
  }
  return {};
}

} // namespace lpaz::admin
