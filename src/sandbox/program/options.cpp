#include "sandbox/program/options.hpp"

#include "sandbox/seed/named_seeds.hpp"

namespace lpaz::sandbox::program {

cli::ArgSet tenant_args(Options& options)
{
  constexpr long long k_longest = 10LL * 366 * 24 * 3600;
  return {
      cli::option("--port", options.port, "N", "Port on 127.0.0.1")
          .range(0, 65535)
          .default_text("a free one"),
      cli::flag("--tls", options.tls, "Serve over TLS with a certificate of its own authority"),
      cli::option("--seed", options.seed, "NAME", "The situation to start from")
          .choices(seed::seed_names())
          .default_text("fresh"),
      cli::option("--users", options.users, "N", "Generate users until there are N")
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
      cli::option("--throttle",
                  options.throttle,
                  "QUOTA",
                  "Refuse calls beyond the service's quotas: on, off, or another write quota as "
                  "WRITES/SECONDS; on is 3000/150, 3500 to 8000 resource units in 10 s, and 5 "
                  "calls in 10 s of each, reports and provisionOnDemand")
          .default_text("off"),
      cli::option(
          "--token-life", options.token_life_seconds, "SECONDS", "Lifetime of access tokens")
          .range(1, k_longest)
          .default_text("3599"),
      cli::option("--grant",
                  options.grant,
                  "PERMISSION",
                  "Grant the app only this application permission and others given the same way"),
      cli::option("--deny",
                  options.deny,
                  "PERMISSION",
                  "Take this application permission from the app; a * at the end stands for any "
                  "text"),
      cli::flag("--privileged",
                options.privileged,
                "Make the app a Global Administrator, so it may change administrators"),
      cli::flag("--synced-writes",
                options.synced_writes,
                "Let Graph block and unblock synced users; their own directory overwrites that "
                "half an hour later"),
      cli::option("--scim-url",
                  options.scim_url,
                  "URL",
                  "Announce this connection URL instead of the LastPass stand-in's"),
      cli::option("--record",
                  options.record,
                  "FILE",
                  "Append every request and its answer to FILE, one JSON object per line, without "
                  "secrets; also LPAZ_SANDBOX_RECORD"),
  };
}

Options completed(Options options, const util::Environment& environment)
{
  if (options.record.empty()) {
    options.record = environment.get("LPAZ_SANDBOX_RECORD").value_or(std::string());
  }
  return options;
}

} // namespace lpaz::sandbox::program
