#include "proof_accounts.hpp"

#include "lpaz/util/text.hpp"
#include "lpaz/util/uuid.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace lpaz::admin {
namespace {

constexpr std::size_t k_few = 5;
constexpr int k_list_tries = 3;

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

bool holds(const std::vector<std::string>& names, const std::string& name)
{
  return std::ranges::find(names, name) != names.end();
}

void add_name(const std::string& name, std::vector<std::string>& names)
{
  std::string lower = util::to_lower(name);
  if (!lower.empty() && !holds(names, lower)) {
    names.push_back(std::move(lower));
  }
}

std::vector<std::string> all_of(const AccountNames& names)
{
  std::vector<std::string> all = names.certain;
  all.insert(all.end(), names.possible.begin(), names.possible.end());
  return all;
}

std::string_view state_word(const lastpass::Account& account)
{
  return account.disabled ? "disabled" : "not disabled";
}

Setback contradiction(std::string_view witness, const lastpass::Account& account)
{
  return {
      PendingCause::contradicted,
      fmt::format(
          "{}, but the LastPass account {} is {}", witness, account.user_name, state_word(account)),
      "look at the account in the LastPass Admin Console"};
}

Setback no_account(const AccountNames& names)
{
  return {PendingCause::no_account,
          fmt::format("LastPass knows no account {}", util::join(names.certain, " or ")),
          "the person may never have had one; lpaz list-assignments shows who is in scope"};
}

Setback nameless()
{
  return {PendingCause::no_account,
          "no name is known under which LastPass could be asked for an account",
          "look for the account in the LastPass Admin Console"};
}

// As awaited, but perhaps somebody else's.
Setback uncertain_account(const AccountNames& names, const lastpass::Account& account)
{
  Setback setback = no_account(names);
  setback.reason += fmt::format("; the account {} is {}, but nothing shows that it is theirs",
                                account.user_name,
                                state_word(account));
  setback.hint = "look at the account in the LastPass Admin Console";
  return setback;
}

Setback still_there(const lastpass::Account& account)
{
  return {PendingCause::contradicted,
          fmt::format("the provisioning log says that it was done, but LastPass has an account {}",
                      account.user_name),
          "look whose account it is in the LastPass Admin Console"};
}

} // namespace

AccountNames account_names(const ProofSubject& subject, const std::vector<std::string>& logged)
{
  AccountNames names;
  for (const std::string& name : logged) {
    add_name(name, names.certain);
  }
  const std::string guest = guest_address(subject.user_principal_name);
  const std::string& principal = guest.empty() ? subject.user_principal_name : guest;
  // Of the purged often only the id is known.
  if (names.certain.empty() && !util::is_uuid(principal)) {
    add_name(principal, names.certain);
    for (const std::string& name : subject.former_names) {
      if (subject.has_sure_names) {
        add_name(name, names.certain);
      }
    }
  }
  std::vector<std::string> possible = subject.former_names;
  possible.insert(possible.begin(), {principal, subject.mail});
  for (const std::string& name : possible) {
    if (!holds(names.certain, util::to_lower(name)) && !util::is_uuid(name)) {
      add_name(name, names.possible);
    }
  }
  return names;
}

bool ProofAccounts::is_as_awaited(const lastpass::Account& account) const
{
  return m_state != AwaitedState::gone && account.disabled == (m_state == AwaitedState::disabled);
}

AccountNames ProofAccounts::names_of(std::size_t index) const
{
  return account_names(m_board.subject(index), m_board.logged_names(index));
}

Result<ProofAccounts::Indexes> ProofAccounts::check(bool reads_list)
{
  const Indexes open = m_board.open_people();
  const bool is_few = open.size() <= k_few;
  const bool waits_for_absence =
      m_state == AwaitedState::gone && !std::ranges::all_of(open, [this](std::size_t index) {
        return m_board.has_log_proof(index);
      });
  const bool is_due = reads_list || m_words_asked != m_board.word_count();
  m_list.reset();
  if (is_due && (!is_few || waits_for_absence)) {
    return check_list(open);
  }
  return is_few ? check_each(open) : Indexes();
}

Result<ProofAccounts::Indexes> ProofAccounts::check_each(const Indexes& open)
{
  Indexes agreed;
  for (const std::size_t index : open) {
    LPAZ_TRY(const bool agrees, check_one(index));
    if (agrees) {
      agreed.push_back(index);
    }
  }
  return agreed;
}

Result<ProofAccounts::Indexes> ProofAccounts::check_list(const Indexes& open)
{
  const std::size_t words = m_board.word_count();
  LPAZ_CHECK(read_list(open));
  LPAZ_TRY(auto agreed, check_each(open));
  m_words_asked = words;
  return agreed;
}

// A list that shifts between its pages is read again.
Status ProofAccounts::read_list(const Indexes& open)
{
  Accounts wanted;
  for (const std::size_t index : open) {
    for (std::string& name : all_of(names_of(index))) {
      wanted.try_emplace(std::move(name));
    }
  }
  Status read;
  for (int tries = 0; tries < k_list_tries; ++tries) {
    read = read_list_once(wanted);
    if (read || read.error().code != lastpass::k_list_changed) {
      break;
    }
  }
  return read;
}

Status ProofAccounts::read_list_once(const Accounts& wanted)
{
  Accounts found;
  std::size_t count = 0;
  LPAZ_CHECK(m_api.list_accounts({}, [&](const lastpass::Account& account) -> Status {
    ++count;
    std::string name = util::to_lower(account.user_name);
    if (wanted.contains(name)) {
      const auto [known, is_new] = found.try_emplace(std::move(name), account);
      if (!is_new && is_as_awaited(known->second)) {
        known->second = account;
      }
    }
    return {};
  }));
  m_list = std::move(found);
  m_listed = count;
  return {};
}

ProofAccounts::Accounts ProofAccounts::listed_of(const AccountNames& names) const
{
  Accounts listed;
  for (const std::string& name : all_of(names)) {
    if (m_list && m_list->contains(name)) {
      listed.emplace(name, m_list->at(name));
    }
  }
  return listed;
}

// Whether the list, if one was read, leaves room for a proof at all.
bool ProofAccounts::may_agree(const Accounts& listed) const
{
  const bool all_as_awaited =
      std::ranges::all_of(listed, [this](const auto& each) { return is_as_awaited(each.second); });
  return !m_list || (all_as_awaited && listed.empty() == (m_state == AwaitedState::gone));
}

// The list tells of those it shows; an account that it does not show may have come to another page
// meanwhile, so that before a proof it is asked for by name.
Result<bool> ProofAccounts::check_one(std::size_t index)
{
  const AccountNames names = names_of(index);
  Accounts found = listed_of(names);
  if (may_agree(found)) {
    for (const std::string& name : all_of(names)) {
      if (found.contains(name)) {
        continue;
      }
      LPAZ_TRY(auto account, m_api.find_account(name));
      if (account) {
        found.emplace(name, *std::move(account));
      }
    }
  }
  return found.empty() ? judge_absence(index, names) : judge(index, names, found);
}

bool ProofAccounts::judge(std::size_t index, const AccountNames& names, const Accounts& found)
{
  const bool logged = m_board.has_log_proof(index);
  if (m_state == AwaitedState::gone) {
    if (logged) {
      m_board.note(index, still_there(found.begin()->second));
    }
    return false;
  }
  const auto is_wrong = [this](const auto& each) { return !is_as_awaited(each.second); };
  const auto wrong = std::ranges::find_if(found, is_wrong);
  const auto certain = std::ranges::find_if(
      found, [&names](const auto& each) { return holds(names.certain, each.first); });
  if (wrong != found.end()) {
    const auto right = std::ranges::find_if_not(found, is_wrong);
    if (logged) {
      m_board.note(index,
                   contradiction("the provisioning log says that it was done", wrong->second));
    } else if (right != found.end()) {
      m_board.note(index,
                   contradiction(fmt::format("there are two accounts: {} is {}",
                                             right->second.user_name,
                                             state_word(right->second)),
                                 wrong->second));
    }
    return false;
  }
  if (certain == found.end()) {
    m_board.note(index, uncertain_account(names, found.begin()->second));
    return false;
  }
  return true;
}

// Absence alone is no account. It shows that one is gone with the log's word for it, or after a
// whole list of accounts.
bool ProofAccounts::judge_absence(std::size_t index, const AccountNames& names)
{
  const bool logged = m_board.has_log_proof(index);
  if (names.certain.empty()) {
    m_board.note(index, nameless());
    return false;
  }
  if (m_state == AwaitedState::gone) {
    return logged || (m_list && m_listed > 0);
  }
  if (logged || m_board.cause(index) == PendingCause::none) {
    m_board.note(index, no_account(names));
  }
  return false;
}

} // namespace lpaz::admin
