#include "commands/setup/identity.hpp"

#include "lpaz/auth/token_claims.hpp"
#include "lpaz/util/text.hpp"
#include "lpaz/util/time.hpp"

#include <nlohmann/json.hpp>

namespace lpaz::commands {
namespace {

// Application permissions are the claim `roles`, delegated ones the words of `scp`.
OrderedJson permissions(const util::Json& claims)
{
  OrderedJson list = OrderedJson::array();
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
      list.push_back(std::string(scope));
    }
  }
  return list;
}

} // namespace

std::vector<Column> identity_columns()
{
  return {
      {"tenantId", "Tenant", "The tenant, as it was given"},
      {"tenantName",
       "Tenant name",
       "Its display name; only whoami asks for it",
       ColumnKind::text,
       ColumnShow::when_set},
      {"kind", "Signed in with", "Kind of the credential"},
      {"clientId", "Application", "Application (client) id"},
      {"appName",
       "Application name",
       "Its display name; only whoami asks for it",
       ColumnKind::text,
       ColumnShow::when_set},
      {"objectId",
       "Object id",
       "Object id of the app or user in the tenant, from the token",
       ColumnKind::text,
       ColumnShow::when_set},
      {"permissions",
       "Permissions",
       "Permissions in the token",
       ColumnKind::list,
       ColumnShow::when_set},
      {"tokenExpires", "Token expires", "When the cached token ends", ColumnKind::time},
      {"authority", "Authority", "The sign-in service"},
  };
}

OrderedJson identity_row(const auth::CredentialIdentity& identity, const auth::AccessToken& token)
{
  const util::Json claims = auth::decode_claims(token.token).value_or(util::Json::object());
  return {{"tenantId", identity.tenant_id},
          {"tenantName", nullptr},
          {"kind", identity.kind},
          {"clientId", identity.client_id},
          {"appName", nullptr},
          {"objectId", util::string_at(claims, "oid")},
          {"permissions", permissions(claims)},
          {"tokenExpires", util::format_rfc3339(token.expires_on)},
          {"authority", identity.authority}};
}

} // namespace lpaz::commands
