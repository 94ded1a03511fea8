#pragma once

#include "proof_board.hpp"

#include "lpaz/lastpass/enterprise_api.hpp"

#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace lpaz::admin {

// The names under which a person may have a LastPass account, in lower case, each once.
struct AccountNames {
  // What the log calls the accounts; where it does not tell, what the mapping makes of the
  // principal names that the person has and had.
  std::vector<std::string> certain;
  // The mail address, and what else may be the name: an account of it is perhaps somebody else's.
  // It proves nothing, but it stands against a proof.
  std::vector<std::string> possible;
};
AccountNames account_names(const ProofSubject& subject, const std::vector<std::string>& logged);

// The LastPass accounts of those who are waited for, as LastPass shows them now.
class ProofAccounts {
public:
  ProofAccounts(lastpass::EnterpriseApi& api, ProofBoard& board, AwaitedState state)
      : m_api(api), m_board(board), m_state(state)
  {
  }

  // Those of whom all accounts are as awaited. Notes where an account stands against that. A few
  // are asked for one by one; many with one list of all accounts, which is read when `reads_list`
  // is set, or when the log has said something new.
  Result<std::vector<std::size_t>> check(bool reads_list);

private:
  using Indexes = std::vector<std::size_t>;
  // Accounts by name in lower case; of a name that comes several times, one that is not as awaited.
  using Accounts = std::unordered_map<std::string, lastpass::Account>;

  bool is_as_awaited(const lastpass::Account& account) const;
  AccountNames names_of(std::size_t index) const;
  Result<Indexes> check_each(const Indexes& open);
  Result<Indexes> check_list(const Indexes& open);
  Status read_list(const Indexes& open);
  Status read_list_once(const Accounts& wanted);
  Accounts listed_of(const AccountNames& names) const;
  bool may_agree(const Accounts& listed) const;
  // Whether all accounts of a person are as awaited.
  Result<bool> check_one(std::size_t index);
  bool judge(std::size_t index, const AccountNames& names, const Accounts& found);
  bool judge_absence(std::size_t index, const AccountNames& names);

  lastpass::EnterpriseApi& m_api;
  ProofBoard& m_board;
  AwaitedState m_state;
  std::optional<Accounts> m_list; // of the accounts of those who are open, as read in this check
  std::size_t m_listed = 0;       // how many accounts LastPass has
  std::size_t m_words_asked = 0;  // ProofBoard::word_count() at the last list
};

} // namespace lpaz::admin
