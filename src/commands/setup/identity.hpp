#pragma once

#include "commands/commands.hpp"

#include "lpaz/auth/token_credential.hpp"

namespace lpaz::commands {

// Who a token is for: what login and whoami print.
std::vector<Column> identity_columns();
OrderedJson identity_row(const auth::CredentialIdentity& identity, const auth::AccessToken& token);

} // namespace lpaz::commands
