#pragma once

#include "lpaz/graph/client.hpp"
#include "lpaz/util/result.hpp"

#include <nlohmann/json_fwd.hpp>

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace lpaz::admin {

// Who of the tenant holds which directory role, active or eligible, directly or through a
// role-assignable group. Fetched once, whatever the number of people it is asked about.
class DirectoryRoles {
public:
  // The requests of the first round, to travel in a $batch with others; then take() with their
  // results, in the same order.
  static std::vector<graph::GraphRequest> requests();
  // Reads further pages and the members of groups that hold roles, if any. A refused or failed
  // read is no error: it makes the roles unknown.
  Status take(graph::GraphClient& client, const std::vector<Result<nlohmann::json>>& results);

  // False if the active roles could not be read: nobody can be called role-free then.
  bool known() const { return m_known; }
  // Why not, and whether eligible roles could not be read.
  const std::vector<std::string>& warnings() const { return m_warnings; }

  // Names of the roles of this user, such as "Global Administrator" or "Global Reader (eligible)".
  std::vector<std::string> roles_of(std::string_view user_id) const;
  bool is_global_administrator(std::string_view user_id) const;
  // People who hold it actively and are not known to be blocked.
  const std::set<std::string>& global_administrators() const { return m_global_administrators; }

private:
  struct Holding {
    std::string role_id;
    bool eligible = false;
  };
  struct Holder {
    std::string id;
    std::string kind; // empty = unknown
    std::optional<bool> enabled;
  };
  Status take_holdings(graph::GraphClient& client, const nlohmann::json& page, bool eligible);
  Status take_names(graph::GraphClient& client, const nlohmann::json& page);
  Status expand_groups(graph::GraphClient& client);
  void add(const Holder& holder, const Holding& holding);

  bool m_known = false;
  std::vector<std::string> m_warnings;
  std::map<std::string, std::string, std::less<>> m_role_names;        // by role definition id
  std::map<std::string, std::vector<Holding>, std::less<>> m_holdings; // by principal id
  std::map<std::string, bool> m_groups; // principals that are groups; false: that may be one
  std::set<std::string> m_global_administrators;
};

} // namespace lpaz::admin
