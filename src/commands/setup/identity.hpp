#pragma once

#include "commands/commands.hpp"

#include "lpaz/auth/token_credential.hpp"
#include "lpaz/util/clock.hpp"

#include <optional>
#include <string>
#include <vector>

namespace lpaz::commands {

// Who a token is for: what login and whoami print.
struct IdentityRow {
  auth::CredentialIdentity identity;
  std::string object_id; // empty if the token hides it
  std::vector<std::string> permissions;
  util::TimePoint token_expires{};
  std::optional<std::string> tenant_name = std::nullopt; // only whoami asks for the names
  std::optional<std::string> app_name = std::nullopt;
};

IdentityRow identity_row(auth::CredentialIdentity identity, const auth::AccessToken& token);
std::vector<Column> identity_columns();
OrderedJson to_json(const IdentityRow& row);

} // namespace lpaz::commands
