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

// Who of the tenant holds which directory role: active or eligible, for the whole directory or for
// an administrative unit, directly or through a role-assignable group (its members, its owners, and
// whom Privileged Identity Management makes one on request). Fetched once, whatever the number of
// people it is asked about.
class DirectoryRoles {
public:
  // The requests of the first round, to travel in a $batch with others; then take() with their
  // results, in the same order.
  static std::vector<graph::GraphRequest> requests();
  // Reads further pages, and the people of role-assignable groups if there are any: three requests
  // for each group, 20 to a $batch. A refused read makes the roles unknown; a read that may go well
  // the next time is an error.
  Status take(graph::GraphClient& client, const std::vector<Result<nlohmann::json>>& results);
  // Reads who of the Global Administrators may sign in, where that is still unknown: an expanded
  // principal does not tell.
  Status read_states(graph::GraphClient& client);

  // Whether everything was read. As long as it is not, nobody can be called role-free.
  bool known() const { return m_taken && !m_failure; }
  // The first read that failed: ErrorKind::permission with the permission in the hint, or
  // ErrorKind::unavailable. That eligible roles need a licence which the tenant lacks is none.
  const std::optional<Error>& failure() const { return m_failure; }
  // What could not be read, and why.
  const std::vector<std::string>& warnings() const { return m_warnings; }

  // Names of the roles of this user, such as "Global Administrator", "Global Reader (eligible)".
  std::vector<std::string> roles_of(std::string_view user_id) const;
  // Whether this person holds the role actively, and for the whole directory.
  bool is_global_administrator(std::string_view user_id) const;
  // Those of them who are known to be able to sign in. An app is none: it opens no door to people.
  std::set<std::string> able_administrators() const;

private:
  struct Holding {
    std::string role_id;       // empty: that of a role-assignable group which holds none yet
    std::string how;           // "eligible", "owner of the group Admins"; empty = just so
    bool opens_tenant = false; // active Global Administrator of the whole directory
  };
  struct Holder {
    std::string id;
    std::string kind; // empty = unknown
    std::optional<bool> enabled;
  };
  struct RoleGroup {
    std::string name;
    bool is_certain = false; // otherwise a principal of unknown kind, which may be a group
  };
  enum class Via { member, owner, eligible };

  template <typename Take>
  Status read(const Result<nlohmann::json>& answer, const std::string& what, Take take);
  Status take_holdings(graph::GraphClient& client, const nlohmann::json& page, bool eligible);
  Status take_groups(graph::GraphClient& client, const nlohmann::json& page);
  Status take_names(graph::GraphClient& client, const nlohmann::json& page);
  Status take_states(graph::GraphClient& client, const nlohmann::json& page);
  Status expand_groups(graph::GraphClient& client);
  Status take_members(graph::GraphClient& client,
                      const std::string& group,
                      const Result<nlohmann::json>& answer);
  Status take_owners(graph::GraphClient& client,
                     const std::string& group,
                     const Result<nlohmann::json>& answer);
  Status take_eligible(graph::GraphClient& client,
                       const std::string& group,
                       const Result<nlohmann::json>& answer);
  void add(const Holder& holder, const Holding& holding);
  void add_through(const std::string& group, const Holder& holder, Via via);

  bool m_taken = false;
  std::optional<Error> m_failure;
  std::vector<std::string> m_warnings;
  std::map<std::string, std::string, std::less<>> m_role_names;        // by role definition id
  std::map<std::string, std::vector<Holding>, std::less<>> m_holdings; // by principal id
  std::map<std::string, RoleGroup> m_groups;                           // by id
  // Who holds Global Administrator, and whether that account is enabled; empty = unknown.
  std::map<std::string, std::optional<bool>, std::less<>> m_administrators;
};

} // namespace lpaz::admin
