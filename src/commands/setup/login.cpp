#include "commands/commands.hpp"
#include "commands/setup/identity.hpp"

#include "lpaz/runtime/profile.hpp"
#include "lpaz/util/file.hpp"
#include "lpaz/util/text.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <filesystem>
#include <system_error>

namespace lpaz::commands {
namespace {

constexpr std::string_view k_help =
    R"(Checks that the credential works and shows whose it is. The credential is the one of the environment (AZURE_TENANT_ID, AZURE_CLIENT_ID, AZURE_CLIENT_SECRET) or of the profile; in CI no login is needed at all.

With --tenant-id, --client-id or --client-secret-file the values are checked first and then kept in the profile of the configuration file, so that later commands find them. A secret from standard input or from the prompt is kept in a file of its own beside the configuration (mode 0600); for a secret in a file, only its path is kept.

Examples:
  lpaz login
  lpaz login --tenant-id contoso.onmicrosoft.com --client-id ID --client-secret-file secret.txt
  pass show entra/lpaz | lpaz login --tenant-id ID --client-id ID --client-secret-file - --profile prod)";

constexpr std::size_t k_longest_secret = 4096;

struct Options {
  std::optional<std::string> tenant_id;
  std::optional<std::string> client_id;
  std::optional<std::string> client_secret_file;

  bool keeps() const { return tenant_id || client_id || client_secret_file; }
};

cli::ArgSet args(Options& options)
{
  return {option("--tenant-id", options.tenant_id, "ID|DOMAIN", "The tenant to sign in to"),
          option("--client-id", options.client_id, "ID", "The application (client) id"),
          option("--client-secret-file",
                 options.client_secret_file,
                 "FILE|-",
                 "File with the client secret, - for standard input")
              .completes(cli::Completion::file)};
}

Result<util::Secret> typed_secret(runtime::Context& context, const std::optional<std::string>& file)
{
  if (!file) {
    return context.prompter().ask_secret("Client secret");
  }
  LPAZ_TRY(auto text, context.streams().in().read_all(k_longest_secret));
  util::Secret secret{std::string(util::trim(text))};
  util::wipe(text);
  if (secret.empty()) {
    return fail(ErrorKind::usage, "standard input contains no client secret");
  }
  return secret;
}

// The secret that was given, and where later commands will find it. A typed one is written to a
// file of its own only after it was accepted.
struct GivenSecret {
  util::Secret secret;
  std::filesystem::path file;
  bool to_be_written = false;
};

Result<GivenSecret> given_secret(const Options& options, runtime::Context& context)
{
  const runtime::Settings& settings = context.settings();
  if (options.client_secret_file && *options.client_secret_file != "-") {
    LPAZ_TRY(auto text, util::read_private_file(*options.client_secret_file, k_longest_secret));
    util::Secret secret{std::string(util::trim(text))};
    util::wipe(text);
    std::error_code error;
    auto file = std::filesystem::absolute(*options.client_secret_file, error);
    return GivenSecret{std::move(secret), std::move(file), false};
  }
  LPAZ_TRY(auto secret, typed_secret(context, options.client_secret_file));
  return GivenSecret{std::move(secret),
                     runtime::own_secret_file(settings.config_file.value, settings.profile.value),
                     true};
}

Status check_place(const runtime::Settings& settings)
{
  if (settings.config_file.value.empty()) {
    return fail(ErrorKind::usage,
                "there is no place for a configuration: HOME is not set",
                "name a file with --config");
  }
  const std::string& name = settings.profile.value;
  if (name.find('/') != std::string::npos || name.starts_with('.')) {
    return fail(ErrorKind::usage, "the profile name must not contain / or begin with a dot");
  }
  return {};
}

Status
keep(const auth::CredentialIdentity& identity, const GivenSecret& given, runtime::Context& context)
{
  const runtime::Settings& settings = context.settings();
  if (given.to_be_written) {
    LPAZ_CHECK(runtime::ensure_folder_of(given.file));
    LPAZ_CHECK(util::write_private_file(given.file, given.secret.reveal()));
    context.note(
        fmt::format("The secret is kept in {} (readable by you only).", given.file.string()));
  }
  LPAZ_CHECK(runtime::write_profile(
      settings.config_file.value,
      settings.profile.value,
      {{"tenantId", identity.tenant_id},
       {"clientId", identity.client_id},
       {"clientSecretFile", given.file.string()},
       {"cloud", settings.cloud.source == "default" ? "" : settings.cloud.value}}));
  context.note(fmt::format(
      "Kept in the profile \"{}\" of {}.", settings.profile.value, settings.config_file.value));
  return {};
}

Result<auth::AccessToken> new_token(auth::TokenCredential& credential, runtime::Context& context)
{
  auth::TokenRequestContext request;
  request.scopes = context.graph_scopes();
  request.force_new = true;
  return credential.get_token(request);
}

Status run(const Options& options, runtime::Context& context)
{
  if (!options.keeps()) {
    LPAZ_TRY(auth::TokenCredential * credential, context.credential());
    LPAZ_TRY(const auto token, new_token(*credential, context));
    return context.print(to_json(identity_row(credential->identity(), token)));
  }
  LPAZ_CHECK(check_place(context.settings()));
  LPAZ_TRY(const GivenSecret given, given_secret(options, context));
  const runtime::Settings& settings = context.settings();
  LPAZ_TRY(const auto credential,
           context.credential_for(options.tenant_id.value_or(settings.tenant_id.value),
                                  options.client_id.value_or(settings.client_id.value),
                                  given.secret));
  LPAZ_TRY(const auto token, new_token(*credential, context));
  LPAZ_CHECK(keep(credential->identity(), given, context));
  return context.print(to_json(identity_row(credential->identity(), token)));
}

} // namespace

CommandSpec login()
{
  return command("login", "Check the credential and keep it for later commands", k_help, args, run)
      .prints_one(identity_columns())
      .makes_profiles();
}

} // namespace lpaz::commands
