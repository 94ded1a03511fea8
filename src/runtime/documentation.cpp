#include "documentation.hpp"

namespace lpaz::runtime {

std::string_view program_text()
{
  return R"(Entra ID (Azure AD) provisions LastPass accounts through an enterprise app over SCIM. lpaz drives Entra ID through Microsoft Graph: it sets that app up, assigns groups, blocks and deletes people, and shows what became of it on the LastPass side.

Results go to stdout, everything else to stderr. Scripts use --output json, jsonl, csv or tsv, whose field names are stable; they are listed in the man page of each command.

To sign in, set AZURE_TENANT_ID, AZURE_CLIENT_ID and AZURE_CLIENT_SECRET, or keep them in a profile with lpaz login. An option wins over an environment variable, that over the profile in the configuration file, that over the default.

Examples:
  lpaz configure-app --connection-url URL --provisioning-token-file token.txt
  lpaz assign-group "LastPass pilot"
  lpaz status
  lpaz block-user ada@contoso.example
  lpaz list-users --disabled --output json)";
}

std::vector<cli::EnvironmentVariable> environment_table()
{
  return {
      {"AZURE_TENANT_ID", "The tenant: its id or a verified domain"},
      {"AZURE_CLIENT_ID", "The application (client) id to sign in as"},
      {"AZURE_CLIENT_SECRET", "Its secret (the value, not the id of the secret)"},
      {"AZURE_AUTHORITY_HOST", "Another sign-in service; https, or http to this machine"},
      {"LPAZ_CONNECTION_URL", "Connection URL of the LastPass Admin Console, for configure-app"},
      {"LPAZ_PROVISIONING_TOKEN",
       "Provisioning token of the LastPass Admin Console, for configure-app"},
      {"LPAZ_LASTPASS_CID",
       "Account number of the LastPass Enterprise API, with which lpaz asks LastPass itself"},
      {"LPAZ_LASTPASS_PROVHASH", "Its provisioning hash, a secret (not the provisioning token)"},
      {"LPAZ_LASTPASS_API_URL",
       "Its address, if it is not https://lastpass.com/enterpriseapi.php; https, or http to this "
       "machine"},
      {"LPAZ_GRAPH_ENDPOINT", "Another Graph host; https, or http to this machine"},
      {"LPAZ_APP", "Default of --app"},
      {"LPAZ_PROFILE", "Default of --profile"},
      {"LPAZ_CONFIG", "Default of --config"},
      {"LPAZ_CACHE_DIR", "Folder of the token cache"},
      {"LPAZ_CLOUD", "Default of --cloud"},
      {"LPAZ_OUTPUT", "Default of --output"},
      {"HTTPS_PROXY, NO_PROXY", "Proxy for everything but this machine"},
      {"NO_COLOR, CLICOLOR_FORCE, TERM", "Colours, as everywhere"},
      {"GITHUB_ACTIONS, GITHUB_STEP_SUMMARY",
       "If true: errors are annotations too, and a line is appended to the summary"},
  };
}

std::vector<cli::FileEntry> file_table()
{
  return {
      {"~/.config/lpaz/config.json",
       "Profiles: {\"profiles\": {\"default\": {\"tenantId\": …, \"clientId\": …, "
       "\"clientSecretFile\": …, "
       "\"app\": …, \"cloud\": …, \"protectedUsers\": […]}}}. Comments are allowed. Other members: "
       "authorityHost, graphEndpoint, connectionUrl, caFile, lastpassCid, lastpassProvhashFile, "
       "lastpassApiUrl, output"},
      {"~/.config/lpaz/PROFILE.secret",
       "The client secret that lpaz login was given on stdin, mode 0600"},
      {"~/.cache/lpaz", "The token cache: mode 0700, files 0600. May be deleted at any time"},
  };
}

} // namespace lpaz::runtime
