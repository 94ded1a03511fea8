#include "commands/commands.hpp"

#include "lpaz/runtime/profile.hpp"

#include <fmt/format.h>

#include <filesystem>

namespace lpaz::commands {
namespace {

constexpr std::string_view k_help =
    R"(Removes the cached tokens of the credential, and what lpaz login kept in the profile: the tenant, the application and the secret file that lpaz wrote itself. It leaves a secret file of your own alone. The tokens themselves stay valid until they expire, at most about an hour later.

Examples:
  lpaz logout
  lpaz logout --profile prod)";

struct Options {};

cli::ArgSet args(Options&)
{
  return {};
}

// Only the file that login itself writes.
void remove_own_secret(const runtime::Settings& settings)
{
  const auto own = runtime::own_secret_file(settings.config_file.value, settings.profile.value);
  if (settings.client_secret_file.value == own.string()) {
    std::error_code error;
    std::filesystem::remove(own, error);
  }
}

Status run(const Options&, runtime::Context& context)
{
  const runtime::Settings& settings = context.settings();
  auto credential = context.credential();
  if (credential) {
    LPAZ_CHECK((*credential)->forget(context.graph_scopes()));
  }
  const bool kept = settings.client_secret_file.source.starts_with("profile");
  if (kept) {
    remove_own_secret(settings);
    LPAZ_CHECK(
        runtime::write_profile(settings.config_file.value,
                               settings.profile.value,
                               {{"tenantId", ""}, {"clientId", ""}, {"clientSecretFile", ""}}));
  }
  context.note(credential || kept ? "Signed out." : "Nobody was signed in.");
  return {};
}

} // namespace

CommandSpec logout()
{
  return command("logout", "Forget the cached tokens and the kept credential", k_help, args, run);
}

} // namespace lpaz::commands
