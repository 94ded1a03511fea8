#pragma once

#include "proof_board.hpp"

#include "lpaz/lastpass/enterprise_api.hpp"

#include <optional>
#include <string>
#include <unordered_set>
#include <vector>

namespace lpaz::admin {

// The names that a person's LastPass account may have, likeliest first: LastPass's user name is
// what the mapping makes of the principal name or of the mail address.
std::vector<std::string> account_names(const AwaitedChange& change);

// The LastPass accounts of those who are waited for.
class ProofAccounts {
public:
  ProofAccounts(lastpass::EnterpriseApi& api, ProofBoard& board, AwaitedState state)
      : m_api(api), m_board(board), m_state(state)
  {
  }

  // Those whose account is as awaited. A few are asked for one by one, many with one list. Notes
  // where LastPass contradicts the log.
  Result<std::vector<std::size_t>> check();

private:
  using Indexes = std::vector<std::size_t>;

  Indexes open_people() const;
  Result<std::optional<lastpass::Account>> account_of(std::size_t index);
  Status ask_for(std::size_t index, Indexes& agreed);
  Result<Indexes> check_list();
  Result<std::unordered_set<std::size_t>> listed_people(std::size_t& accounts);
  // Those whom the log proves and the list does not.
  Status ask_for_doubtful(const std::unordered_set<std::size_t>& listed, Indexes& agreed);
  bool is_as_awaited(const lastpass::Account& account) const;

  lastpass::EnterpriseApi& m_api;
  ProofBoard& m_board;
  AwaitedState m_state;
  std::unordered_set<std::size_t> m_asked;
};

} // namespace lpaz::admin
