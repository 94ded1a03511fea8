#include "documentation.hpp"

#include "lpaz/runtime/settings.hpp"

#include <fmt/format.h>

namespace lpaz::runtime {

std::string_view program_text()
{
  return R"(Entra ID (Azure AD) provisions LastPass accounts through an enterprise app over SCIM. lpaz drives Entra ID through Microsoft Graph: it sets up that app, assigns groups, blocks and deletes users, and shows the effect in LastPass.

Results go to stdout, everything else to stderr. Scripts use --output json, jsonl, csv or tsv, whose field names are stable; they are listed in the man page of each command.

Ctrl-C, SIGTERM or a terminal that goes away ends a run after the requests that are under way, with a row for everybody and exit code 130; a second Ctrl-C or SIGTERM ends it at once. A change to many people is held in memory until it is done: about 20 MB and 3 KB for each person, so some 50 MB for 10,000 people.

To sign in, set AZURE_TENANT_ID, AZURE_CLIENT_ID and AZURE_CLIENT_SECRET, or keep them in a profile with lpaz login. An option takes precedence over an environment variable, which takes precedence over the profile in the configuration file, which takes precedence over the default.

Examples:
  lpaz configure-app --connection-url URL --provisioning-token-file token.txt
  lpaz assign-group "LastPass pilot"
  lpaz status
  lpaz block-user ada@contoso.example
  lpaz list-users --disabled --output json)";
}

std::vector<cli::EnvironmentVariable> environment_table()
{
  std::vector<cli::EnvironmentVariable> table;
  for (const SettingRow& row : setting_rows()) {
    if (!row.variable.empty()) {
      table.push_back({std::string(row.variable),
                       row.option.names.empty() ? std::string(row.help)
                                                : fmt::format("Default of {}", row.option.name())});
    }
  }
  table.push_back(
      {"HTTPS_PROXY, NO_PROXY", "The proxy for all requests except those to this machine"});
  table.push_back({"NO_COLOR, CLICOLOR_FORCE, TERM", "Control colours, as in other programs"});
  table.push_back({"GITHUB_ACTIONS, GITHUB_STEP_SUMMARY",
                   "If true: errors are annotations too, and a line is appended to the summary"});
  return table;
}

std::vector<cli::FileEntry> file_table()
{
  std::vector<std::string_view> members;
  for (const SettingRow& row : setting_rows()) {
    if (!row.member.empty()) {
      members.push_back(row.member);
    }
  }
  return {
      {"~/.config/lpaz/config.json",
       fmt::format("Profiles: {{\"profiles\": {{\"default\": {{\"tenantId\": …, \"clientId\": …, "
                   "\"protectedUsers\": […]}}}}}}. Comments are allowed. A profile may have: {}",
                   fmt::join(members, ", "))},
      {"~/.config/lpaz/PROFILE.secret",
       "The client secret that lpaz login was given on stdin, mode 0600"},
      {"~/.cache/lpaz", "The token cache: mode 0700, files 0600. May be deleted at any time"},
  };
}

} // namespace lpaz::runtime
