#include "sandbox/program/command.hpp"
#include "sandbox/program/options.hpp"
#include "sandbox/program/sandbox.hpp"
#include "sandbox/program/signals.hpp"

#include <nlohmann/json.hpp>

namespace lpaz::sandbox::program {
namespace {

constexpr std::string_view k_help =
    R"(Prints one line of JSON when the sandbox is ready, and nothing before it: graph, authority, tenantId, clientId, clientSecret, connectionUrl, provisioningToken, lastpassApiUrl, cid, provhash, control, page; with --tls also caFile. Runs until SIGINT or SIGTERM arrives, then exits with 0.

The other commands reach it at its control address: pass that with --at or in LPAZ_SANDBOX. Open the page in a browser on this machine.

With --throttle it refuses calls beyond the quotas as the service does, with 429 and Retry-After, and parts of a $batch one by one. This is off by default, since rehearsals and benchmarks squeeze hours into seconds. GET throttle below the control address reports what was granted and refused for each quota; POST throttle {"throttle": "3000/150"} changes the quotas of a running sandbox, fills them up and resets the counts.

Seeds:

A seed is made by playing its story through at the start.

- fresh: the company; LastPass is empty and there is no app.
- running: the app is configured, Engineering and Finance are assigned, the first cycle has run.
- token-reset: as running, then the token was reset in LastPass and margaret.hamilton was blocked. No cycle has run since.
- quarantined: the same one cycle later, so the job is in quarantine.
- hybrid: as running, but the users and both groups come from Active Directory, and margaret.hamilton was disabled there.
- 100k: 100,000 users, the company's included, and 500 more groups; there is no app.

To change LastPass by hand, use the calls below /lastpass, next to the control address: GET state, POST token (Reset Provisioning Token), DELETE users/NAME, POST users/NAME/login, and POST quirks for what SCIM servers do differently: {"textAsTruth": false} refuses the text "False" for false, {"memberRemoval": "all"} or "ignored" sets what a Remove with a list of members does, and {"elsewhere": ["NAME"]} lists users who belong to another company.

In every seed, LastPass accepts provisioningToken.

Examples:
  lpaz-sandbox serve --port 8080 --cycle 10
  lpaz-sandbox serve --seed running --record exchanges.jsonl
  lpaz-sandbox serve --tls --deny AuditLog.Read.All)";

Result<int> run(const Options& options, const Terminal& terminal)
{
  block_signals({SIGINT, SIGTERM, SIGHUP});
  LPAZ_TRY(const auto sandbox, Sandbox::start(completed(options, terminal.environment)));
  LPAZ_CHECK(terminal.print(util::dump_json(to_json(sandbox->announcement())) + "\n"));
  wait_for_signal({SIGINT, SIGTERM, SIGHUP});
  return 0;
}

} // namespace

Command serve_command()
{
  return make_command<Options>(
      describe_command("serve", k_start_section, "Run until a signal ends it", k_help),
      tenant_args,
      run);
}

} // namespace lpaz::sandbox::program
