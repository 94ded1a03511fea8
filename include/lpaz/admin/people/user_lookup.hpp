#pragma once

#include "lpaz/graph/client.hpp"
#include "lpaz/graph/user.hpp"
#include "lpaz/util/log.hpp"
#include "lpaz/util/result.hpp"

#include <nlohmann/json_fwd.hpp>

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace lpaz::admin {

// What is looked for in the recycle bin besides the directory.
enum class Bin {
  nothing,
  names,          // of user principal names, for they may be somebody's former name
  names_then_ids, // and those ids which the directory does not know, in a second round
  names_and_ids,  // and all ids at once
};

// People by object id or user principal name. A name that was given twice, in whatever case, counts
// once. The requests can travel in a $batch with others.
class UserLookup {
public:
  explicit UserLookup(const std::vector<std::string>& names, Bin bin = Bin::nothing);

  // One request for up to 15 names each, and one for each id in the recycle bin.
  const std::vector<graph::GraphRequest>& requests() const { return m_requests; }
  // The answer to requests()[index]; follows its pages.
  Status take(graph::GraphClient& client, std::size_t index, const Result<nlohmann::json>& answer);
  // The second round of Bin::names_then_ids, if it needs one.
  Status finish(graph::GraphClient& client);

  // A name of a living person that somebody in the recycle bin had before, or of several in the
  // recycle bin, is ErrorKind::usage with all their ids. An object id never is.
  Status check_unambiguous() const;
  // The same names, where the living person is meant: says so.
  void warn_of_namesakes(util::Log& log) const;

  // Neither in the directory nor, as far as it was read, in the recycle bin.
  std::vector<std::string> missing() const;
  std::vector<std::string> not_alive() const;
  // Those found in the directory, in the order of the names; for once.
  std::vector<graph::User> take_users();
  // Those of whom only the recycle bin knows.
  std::vector<graph::User> take_deleted();

private:
  struct Entry {
    std::string name;
    std::optional<graph::User> user;
    std::vector<graph::User> deleted;
  };
  Status take_living(graph::GraphClient& client, const nlohmann::json& answer);
  Status take_bin(graph::GraphClient& client, std::size_t index, const nlohmann::json& answer);
  Status take_bin_id(const Result<nlohmann::json>& answer);
  void add_deleted(const std::string& name, const graph::User& user);

  Bin m_bin;
  std::vector<Entry> m_entries;
  std::map<std::string, std::size_t> m_index; // of m_entries, by the name in lower case
  std::vector<graph::GraphRequest> m_requests;
  std::size_t m_living = 0;    // requests for living people: the first ones
  std::size_t m_bin_names = 0; // requests for names in the recycle bin: those after them
};

// All of them, or ErrorKind::not_found naming all that are missing. For commands that give
// something: says whose name somebody in the recycle bin had.
Result<std::vector<graph::User>> find_living_users(graph::GraphClient& client,
                                                   const std::vector<std::string>& names,
                                                   util::Log& log);
Error users_not_found(const std::vector<std::string>& names);

// The user principal name of a deleted person without the id that the recycle bin puts before it.
std::string original_name(const graph::User& deleted);

} // namespace lpaz::admin
