#pragma once

#include "lpaz/util/result.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace lpaz::admin {

// What a list names.
enum class Listed { users, groups };

// The names in a file, in the order of the file, each once whatever its case. `text` is either CSV
// whose header has a column that names them, in any case and with or without spaces (id, objectId,
// userPrincipalName, upn or user for users; id, objectId, groupId, group or displayName for groups;
// the id counts where a row has one; other columns are ignored, so that what lpaz and the Entra
// admin center write is accepted), or one name a line. `what` names the text in errors. All rows
// that are bad are reported in one ErrorKind::usage error; an empty list is one too.
Result<std::vector<std::string>>
read_names(std::string_view text, std::string_view what, Listed listed = Listed::users);

struct NotDone {
  std::string name; // user principal name, or display name of a group
  std::string id;   // empty if it was not found
  std::string result;
  std::string error;
};

// CSV which read_names() accepts. A spreadsheet finds no formula in the results and errors.
std::string write_not_done(const std::vector<NotDone>& rows, Listed listed = Listed::users);

} // namespace lpaz::admin
