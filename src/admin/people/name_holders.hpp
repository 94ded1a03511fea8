#pragma once

#include "lpaz/graph/client.hpp"
#include "lpaz/graph/user.hpp"
#include "lpaz/util/result.hpp"

#include <map>
#include <set>
#include <string>
#include <vector>

namespace lpaz::admin {

// Who has which of some names now, as user principal name or mail address: LastPass knows accounts
// by such a name.
class NameHolders {
public:
  void add(const graph::User& user);
  // Living people; the name in whatever case.
  const std::vector<graph::User>& of(const std::string& name) const;

private:
  std::map<std::string, std::vector<graph::User>> m_users; // by name in lower case
};

// Empty names are left out. Two requests for 15 names, 20 requests to a $batch.
Result<NameHolders> read_name_holders(graph::GraphClient& client,
                                      const std::set<std::string>& names);

} // namespace lpaz::admin
