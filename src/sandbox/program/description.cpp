#include "sandbox/program/description.hpp"

#include "sandbox/program/command.hpp"

namespace lpaz::sandbox::program {
namespace {

constexpr std::string_view k_help =
    R"(lpaz-sandbox stands in for a tenant: the sign-in service, the part of Microsoft Graph that lpaz uses, the provisioning service of Entra ID and LastPass with its SCIM endpoint. It listens on 127.0.0.1 only and keeps everything in memory. State changes through requests, and the provisioning service acts on that state with real SCIM requests.

Its company, Contoso, has some 30 people (ada.lovelace@contoso.example and others) and 7 groups; --users adds generated ones. Ids and names are the same in every run. A seed is a situation to begin with: lpaz-sandbox serve --help lists them.

The page at the root of its address shows Entra and LastPass beside each other while they change.

Examples:
  lpaz-sandbox exec -- lpaz status
  lpaz-sandbox exec --seed quarantined -- bash my-script
  lpaz-sandbox serve --users 10000

Differences:

Where the sandbox is known to differ from the real services:

- Sign-in: application permissions with a client secret only. Nobody signs in as a user, so /me and delegated permissions are not there. Certificates, assertions and device codes are not accepted.
- Graph: version v1.0 only; /beta is refused. Resources, properties and query options that lpaz and its tests do not need are refused as if they did not exist. $batch takes 20 requests as the real one does.
- Replication: with --replication everything that was made is hidden for the same time; the real directory shows it here and not yet there, and a moment later the other way round.
- Calendar: tokens live on the real time, everything else on the tenant's calendar, which advance puts forward.
- Roles: a role is active or eligible for the whole directory; administrative units and custom roles do not exist. The app is never privileged but with --privileged.
- Provisioning: a cycle takes seconds, and begins to the second when it is due; the real service takes its time. Cycles of several jobs run one after the other. The counters of a job count what the sandbox did and are not estimates.
- Attribute mappings: the functions in common use are evaluated; any other function is an error of the job. Extension attributes and directory extensions are not there.
- Logs: entries appear at once and never expire; the real log shows them some minutes late and for 30 days. The newest 120,000 are kept.
- Mail: nobody is notified.
- Synced users: Graph refuses to change them; with --synced-writes it lets them be blocked, and half an hour later the directory on premises overwrites that. Which of the two a tenant does is not documented. There is no other trace of a directory on premises.
- Credentials: their store is limited only where preferredSingleSignOnMode of the app is saml.
- LastPass: people accept an invitation only where a test says so; there are no vaults, policies or licences, and one provisioning token for the SCIM endpoint.
- A restart: everything is forgotten, unless state dump saved it.)";

} // namespace

cli::ProgramDescription describe(const std::vector<Command>& commands)
{
  cli::ProgramDescription program;
  program.name = "lpaz-sandbox";
  program.version = LPAZ_VERSION;
  program.summary = "A local stand-in for the tenant that lpaz works on";
  program.help = k_help;
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
      {"LPAZ_SANDBOX_RECORD", "The file of --record where that is not given"},
      {"SSL_CERT_FILE", "With --tls: the authority to trust; exec sets it for its command"}};
  return program;
}

cli::ProgramDescription program_description()
{
  return describe(all_commands());
}

} // namespace lpaz::sandbox::program
