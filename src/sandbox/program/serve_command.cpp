#include "sandbox/program/command.hpp"
#include "sandbox/program/options.hpp"
#include "sandbox/program/sandbox.hpp"
#include "sandbox/program/signals.hpp"

#include <nlohmann/json.hpp>

namespace lpaz::sandbox::program {
namespace {

constexpr std::string_view k_help =
    R"(Prints one line of JSON when it is ready, and nothing before it: graph, authority, tenantId, clientId, clientSecret, connectionUrl, provisioningToken, lastpassApiUrl, cid, provhash, control, page; with --tls also caFile. Runs until SIGINT or SIGTERM, then ends with 0.

The other commands work it through its control address: give that with --at or in LPAZ_SANDBOX. The page is for a browser on this machine.

With --throttle it refuses as the service does, calls with 429 and Retry-After, parts of a $batch one by one. That is off at first, since rehearsals and benchmarks squeeze hours into seconds. GET throttle below the control address tells what was granted and refused of each quota; POST throttle {"throttle": "3000/150"} sets it while it runs, with full quotas and counts from zero.

Seeds:

Each is made by playing its story through.

- fresh: the company; LastPass is empty and no app is there.
- running: the app is configured, Engineering and Finance are assigned, the first cycle is done.
- token-reset: as running, then the token was reset in LastPass and margaret.hamilton was blocked. The next cycle will find out.
- quarantined: the same a cycle later, so that the job is in quarantine.
- hybrid: as running, but the people and both groups come from Active Directory, and margaret.hamilton was disabled there.
- 100k: 100,000 people and 500 groups beside the company's; no app is there.

LastPass is worked by hand below /lastpass beside the control address: GET state, POST token (Reset Provisioning Token), DELETE users/NAME, POST users/NAME/login, and POST quirks for what SCIM servers do differently: {"textAsTruth": false} refuses "False" where false is meant, {"memberRemoval": "all"} or "ignored" is what a Remove with a list of members does, {"elsewhere": ["NAME"]} names people of another company.

In every seed provisioningToken is the one that LastPass accepts now.

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
