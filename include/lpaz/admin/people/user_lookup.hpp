#pragma once

#include "lpaz/graph/client.hpp"
#include "lpaz/graph/user.hpp"
#include "lpaz/util/result.hpp"

#include <nlohmann/json_fwd.hpp>

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace lpaz::admin {

// People by object id or user principal name. A name that was given twice, in whatever case, counts
// once. The requests can travel in a $batch with others.
class UserLookup {
public:
  explicit UserLookup(const std::vector<std::string>& names);

  // One request for up to 15 names each.
  const std::vector<graph::GraphRequest>& requests() const { return m_requests; }
  // The answer to one of them; follows its pages.
  Status take(graph::GraphClient& client, const nlohmann::json& answer);

  std::vector<std::string> missing() const;
  // Those found, in the order of the names; for once.
  std::vector<graph::User> take_users();

private:
  struct Entry {
    std::string name;
    std::optional<graph::User> user;
  };
  std::vector<Entry> m_entries;
  std::map<std::string, std::size_t> m_index; // of m_entries, by the name in lower case
  std::vector<graph::GraphRequest> m_requests;
};

// All of them together; who is missing is no error.
Result<UserLookup> look_up_users(graph::GraphClient& client, const std::vector<std::string>& names);
// All of them, or ErrorKind::not_found naming all that are missing.
Result<std::vector<graph::User>> find_users(graph::GraphClient& client,
                                            const std::vector<std::string>& names);
Error users_not_found(const std::vector<std::string>& names);

// A deleted person by object id or user principal name, of the names given. `bin` are those found;
// one name that fits several is ErrorKind::usage with their ids.
struct BinLookup {
  std::vector<graph::User> found;
  std::vector<std::string> missing;
};
Result<BinLookup> find_deleted_users(graph::GraphClient& client,
                                     const std::vector<std::string>& names);

// The user principal name of a deleted person without the id that the recycle bin puts before it.
std::string original_name(const graph::User& deleted);

} // namespace lpaz::admin
