#include "sandbox/program/description.hpp"

#include "sandbox/program/command.hpp"

namespace lpaz::sandbox::program {
namespace {

constexpr std::string_view k_program_help =
    R"(lpaz-sandbox stands in for a tenant: the sign-in service, the part of Microsoft Graph that lpaz uses, the provisioning service of Entra ID and LastPass with its SCIM endpoint. It listens on 127.0.0.1 only and keeps everything in memory. State changes through requests, and the provisioning service acts on that state with real SCIM requests.

Its company, Contoso, has some 30 users (ada.lovelace@contoso.example and others) and 7 groups; --users adds generated users. Ids and names are the same in every run. A seed is a situation to start from: lpaz-sandbox serve --help lists the seeds.

The page at the root of its address shows Entra and LastPass side by side as they change.

Examples:
  lpaz-sandbox exec -- lpaz status
  lpaz-sandbox exec --seed quarantined -- bash my-script
  lpaz-sandbox serve --users 10000

Differences:

Where the sandbox is known to differ from the real services:

- Sign-in: an app can sign in with a client secret and application permissions only. Users cannot sign in, so /me and delegated permissions do not exist. Certificates, assertions and device codes are not accepted.
- Graph: only version v1.0 exists; /beta is refused. Resources, properties and query options that lpaz and its tests do not need are refused as if they did not exist. $batch accepts 20 requests, as the real one does.
- Replication: with --replication every new object stays hidden for the same time; in the real directory one request may show it and the next one may not.
- Calendar: tokens expire in real time; everything else follows the tenant's calendar, which advance moves forward.
- Roles: a role is active or eligible for the whole directory; administrative units and custom roles do not exist. The app is privileged only with --privileged.
- Provisioning: a cycle takes seconds and starts exactly when it is due; the real service is slower and less punctual. Cycles of several jobs run one after another. The counters of a job count what the sandbox did and are not estimates.
- Attribute mappings: the commonly used functions are evaluated; any other function is an error of the job. Extension attributes and directory extensions do not exist.
- Logs: entries appear at once and never expire; the real log shows them some minutes late and keeps them for 30 days. The sandbox keeps the newest 120,000.
- Mail: no mail is sent.
- Synced users: Graph refuses to change them; with --synced-writes it allows them to be blocked, and half an hour later the on-premises directory overwrites that. It is not documented which of the two a tenant does. Nothing else of an on-premises directory is simulated.
- Credentials: the size of their store is limited only if the app's preferredSingleSignOnMode is saml.
- LastPass: users accept an invitation only when a test says so; there are no vaults, policies or licences, and there is one provisioning token for the SCIM endpoint.
- Restart: a sandbox that ends forgets everything that state dump did not save.)";

} // namespace

cli::ProgramDescription describe(const std::vector<Command>& commands)
{
  cli::ProgramDescription program;
  program.name = "lpaz-sandbox";
  program.version = LPAZ_VERSION;
  program.summary = "A local stand-in for the tenant that lpaz works on";
  program.help = k_program_help;
  program.sections = {std::string(k_start_section), std::string(k_work_section)};
  for (const auto& command : commands) {
    program.commands.push_back(command.description);
  }
  program.exit_codes = {{0, "Done", ""},
                        {1, "Failed, for example because the port is in use", ""},
                        {2, "Wrong usage", ""}};
  program.environment = {
      {"LPAZ_SANDBOX",
       "The control address of the running sandbox that state, fault, advance, cycle and journal "
       "work on; exec sets it for its command"},
      {"LPAZ_SANDBOX_RECORD", "The file to record to when --record is not given"},
      {"SSL_CERT_FILE", "With --tls: the authority to trust; exec sets it for its command"}};
  return program;
}

cli::ProgramDescription program_description()
{
  return describe(all_commands());
}

} // namespace lpaz::sandbox::program
