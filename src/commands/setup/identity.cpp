#include "commands/setup/identity.hpp"

#include "lpaz/auth/token_claims.hpp"
#include "lpaz/cli/row_columns.hpp"
#include "lpaz/util/text.hpp"
#include "lpaz/util/time.hpp"

#include <nlohmann/json.hpp>

#include <string_view>
#include <utility>

namespace lpaz::commands {
namespace {

// Application permissions are the claim `roles`, delegated ones the words of `scp`.
std::vector<std::string> permissions_of(const util::Json& claims)
{
  std::vector<std::string> list;
  if (const util::Json* roles = util::find_array(claims, "roles"); roles != nullptr) {
    for (const util::Json& role : *roles) {
      if (role.is_string()) {
        list.push_back(role.get<std::string>());
      }
    }
  }
  const std::string scopes = util::string_at(claims, "scp");
  for (const std::string_view scope : util::split(scopes, ' ')) {
    if (!scope.empty()) {
      list.emplace_back(scope);
    }
  }
  return list;
}

OrderedJson name_or_null(const std::optional<std::string>& name)
{
  return name ? OrderedJson(*name) : OrderedJson();
}

constexpr cli::RowColumn<IdentityRow> k_columns[] = {
    {"tenantId",
     "Tenant",
     "The tenant, as it was given",
     [](const IdentityRow& row) { return OrderedJson(row.identity.tenant_id); }},
    {"tenantName",
     "Tenant name",
     "Its display name; only whoami asks for it",
     [](const IdentityRow& row) { return name_or_null(row.tenant_name); },
     ColumnKind::text,
     ColumnShow::when_set},
    {"kind",
     "Signed in with",
     "Kind of the credential",
     [](const IdentityRow& row) { return OrderedJson(row.identity.kind); }},
    {"clientId",
     "Application",
     "Application (client) id",
     [](const IdentityRow& row) { return OrderedJson(row.identity.client_id); }},
    {"appName",
     "Application name",
     "Its display name; only whoami asks for it",
     [](const IdentityRow& row) { return name_or_null(row.app_name); },
     ColumnKind::text,
     ColumnShow::when_set},
    {"objectId",
     "Object id",
     "Object id of the app or user in the tenant, from the token",
     [](const IdentityRow& row) { return OrderedJson(row.object_id); },
     ColumnKind::text,
     ColumnShow::when_set},
    {"permissions",
     "Permissions",
     "Permissions in the token",
     [](const IdentityRow& row) { return OrderedJson(row.permissions); },
     ColumnKind::list,
     ColumnShow::when_set},
    {"tokenExpires",
     "Token expires",
     "When the cached token ends",
     [](const IdentityRow& row) { return OrderedJson(util::format_rfc3339(row.token_expires)); },
     ColumnKind::time},
    {"authority", "Authority", "The sign-in service", [](const IdentityRow& row) {
       return OrderedJson(row.identity.authority);
     }}};

} // namespace

IdentityRow identity_row(auth::CredentialIdentity identity, const auth::AccessToken& token)
{
  const util::Json claims = auth::decode_claims(token.token).value_or(util::Json::object());
  return {.identity = std::move(identity),
          .object_id = util::string_at(claims, "oid"),
          .permissions = permissions_of(claims),
          .token_expires = token.expires_on};
}

std::vector<Column> identity_columns()
{
  return columns_of(k_columns);
}

OrderedJson to_json(const IdentityRow& row)
{
  return to_row(k_columns, row);
}

} // namespace lpaz::commands
