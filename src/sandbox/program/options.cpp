#include "sandbox/program/options.hpp"

#include <limits>

namespace lpaz::sandbox::program {
namespace {

constexpr std::string_view k_program_text =
    R"(lpaz-sandbox stands in for a tenant: the sign-in service, the part of Microsoft Graph that lpaz uses, the provisioning service of Entra ID and LastPass with its SCIM endpoint. It listens on 127.0.0.1 only and keeps everything in memory. State changes through requests, and the provisioning service acts on that state with real SCIM requests.

Its company, Contoso, has some 30 people (ada.lovelace@contoso.example and others) and 7 groups; --users adds generated ones. Ids and names are the same in every run.

Examples:
  lpaz-sandbox exec -- lpaz status
  lpaz-sandbox exec --cycle 2 -- bash my-script
  lpaz-sandbox serve --users 10000)";

constexpr std::string_view k_serve_text =
    R"(Prints one line of JSON when it is ready, and nothing before it: graph, authority, tenantId, clientId, clientSecret, connectionUrl, provisioningToken, lastpassApiUrl, cid, provhash, control, page; with --tls also caFile. Runs until SIGINT or SIGTERM, then ends with 0.

Calls below the control address work the sandbox itself: GET journal (every request that it got), POST journal/reset, GET state, POST advance {"seconds": N} (puts the calendar forward), POST cycle (runs one provisioning cycle and waits for its end), GET, POST and DELETE fault.

A fault happens to the next requests that match: {"fault": "status", "method": "GET", "path": "/v1.0/users", "times": 2, "status": 429, "retryAfter": 3}. Other kinds: slow (with delay in milliseconds), cut, garbage, drop-before, drop-after.

Examples:
  lpaz-sandbox serve --port 8080 --cycle 10
  lpaz-sandbox serve --tls --deny AuditLog.Read.All)";

constexpr std::string_view k_exec_text =
    R"(Starts a sandbox on a free port, runs the command with the environment that lpaz reads (AZURE_*, LPAZ_GRAPH_ENDPOINT, LPAZ_CONNECTION_URL and so on, LPAZ_CACHE_DIR an empty folder of its own) and with LPAZ_SANDBOX set to the control address, and ends with the command's exit code: 127 if there is no such command, 126 if it cannot be run, 128 and the signal's number if a signal ended it.

Examples:
  lpaz-sandbox exec -- lpaz whoami
  lpaz-sandbox exec --replication 1500 -- lpaz configure-app
  lpaz-sandbox exec -- sh -c 'curl -s $LPAZ_SANDBOX/state')";

cli::CommandDescription command(std::string name, std::string summary, std::string_view help)
{
  cli::CommandDescription description;
  description.name = std::move(name);
  description.section = "Commands";
  description.summary = std::move(summary);
  description.help = help;
  return description;
}

} // namespace

cli::ArgSet tenant_args(Options& options)
{
  constexpr long long k_longest = 10LL * 366 * 24 * 3600;
  return {
      cli::option("--port", options.port, "N", "Port on 127.0.0.1")
          .range(0, 65535)
          .default_text("a free one"),
      cli::flag("--tls", options.tls, "Serve over TLS with a certificate of its own authority"),
      cli::option("--users", options.users, "N", "Generate people until there are N")
          .range(0, 200'000),
      cli::option("--cycle", options.cycle_seconds, "SECONDS", "Time between provisioning cycles")
          .range(1, k_longest)
          .default_text("2400"),
      cli::option("--replication",
                  options.replication_ms,
                  "MS",
                  "Milliseconds before Graph shows what was created")
          .range(0, 3'600'000)
          .default_text("0"),
      cli::option("--token-life", options.token_life_seconds, "SECONDS", "Life of access tokens")
          .range(1, k_longest)
          .default_text("3599"),
      cli::option("--grant",
                  options.grant,
                  "PERMISSION",
                  "Grant the app this application permission and no other but those also named"),
      cli::option("--deny",
                  options.deny,
                  "PERMISSION",
                  "Take this application permission from the app; a * at the end stands for any "
                  "text"),
      cli::flag("--privileged",
                options.privileged,
                "Make the app a Global Administrator, so that it may change administrators"),
      cli::option("--scim-url",
                  options.scim_url,
                  "URL",
                  "Give out this connection URL instead of the LastPass stand-in's"),
  };
}

cli::ProgramDescription describe(Options& options, std::vector<std::string>& command_line)
{
  cli::ProgramDescription program;
  program.name = "lpaz-sandbox";
  program.version = LPAZ_VERSION;
  program.summary = "A local stand-in for the tenant that lpaz works on";
  program.help = k_program_text;
  program.sections = {"Commands"};
  auto serve = command("serve", "Run until a signal ends it", k_serve_text);
  serve.args = tenant_args(options);
  auto exec = command("exec", "Run a command against a sandbox of its own", k_exec_text);
  exec.args = tenant_args(options);
  exec.args.add(cli::positional("COMMAND", command_line, "What to run, behind --"));
  program.commands = {std::move(serve), std::move(exec)};
  program.exit_codes = {{0, "Done", ""},
                        {1, "Failed, for example because the port is in use", ""},
                        {2, "Wrong usage", ""}};
  return program;
}

} // namespace lpaz::sandbox::program
