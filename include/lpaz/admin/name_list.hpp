#pragma once

#include "lpaz/util/result.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace lpaz::admin {

// The people in a file: user principal names or object ids, in the order of the file, each once
// whatever its case. `text` is either CSV whose header has one of the columns id, objectId,
// userPrincipalName, upn or user, in any case and with or without spaces (the id counts where a row
// has one; other columns are ignored, so that what lpaz and the Entra admin center write is taken),
// or one name a line. `what` names the text in errors. All rows that are bad are reported in one
// ErrorKind::usage error; nobody at all is one too.
Result<std::vector<std::string>> read_names(std::string_view text, std::string_view what);

struct NotDone {
  std::string user_principal_name;
  std::string id; // empty if the person was not found
  std::string result;
  std::string error;
};

// CSV which read_names() takes again. A spreadsheet finds no formula in the results and errors.
std::string write_not_done(const std::vector<NotDone>& rows);

} // namespace lpaz::admin
