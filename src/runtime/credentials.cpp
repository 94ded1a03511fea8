#include "credentials.hpp"

#include "secret_file.hpp"

#include "lpaz/util/file.hpp"
#include "lpaz/util/text.hpp"

#include <fmt/format.h>

namespace lpaz::runtime {
namespace {

Error no_credential(const std::string& missing, const Settings& settings)
{
  Error error;
  error.kind = ErrorKind::sign_in;
  error.message = fmt::format("not signed in: {} is not set", missing);
  error.hint =
      fmt::format("set AZURE_TENANT_ID, AZURE_CLIENT_ID and AZURE_CLIENT_SECRET, or keep them "
                  "in the profile \"{}\" with lpaz login",
                  settings.profile.value);
  return error;
}

// Kinds of credential that Microsoft's libraries would take from the environment.
Status refuse_other_kinds(const util::Environment& environment)
{
  for (const std::string_view variable :
       {"AZURE_CLIENT_CERTIFICATE_PATH", "AZURE_FEDERATED_TOKEN_FILE"}) {
    if (environment.get(variable)) {
      return fail(
          ErrorKind::sign_in,
          fmt::format("{} is set, but this version signs in with a client secret only", variable),
          "set AZURE_CLIENT_SECRET");
    }
  }
  return {};
}

Result<util::Secret> client_secret(const Settings& settings, const util::Environment& environment)
{
  if (auto secret = environment.get("AZURE_CLIENT_SECRET")) {
    return util::Secret(*std::move(secret));
  }
  if (settings.client_secret_file.value.empty()) {
    LPAZ_CHECK(refuse_other_kinds(environment));
    return fail(no_credential("AZURE_CLIENT_SECRET", settings));
  }
  return read_secret_file(
      settings.client_secret_file.value, "the client secret", ErrorKind::sign_in);
}

} // namespace

Result<std::unique_ptr<auth::TokenCredential>>
make_client_secret_credential(auth::ClientSecretOptions options, const CredentialParts& parts)
{
  return auth::ClientSecretCredential::create(
      std::move(options), parts.token_pipeline, parts.cache, parts.clock);
}

Result<std::unique_ptr<auth::TokenCredential>> make_credential(const Settings& settings,
                                                               const util::Environment& environment,
                                                               const CredentialParts& parts)
{
  if (settings.tenant_id.value.empty()) {
    return fail(no_credential("AZURE_TENANT_ID", settings));
  }
  if (settings.client_id.value.empty()) {
    return fail(no_credential("AZURE_CLIENT_ID", settings));
  }
  auth::ClientSecretOptions options;
  options.authority = settings.authority.value;
  options.tenant_id = settings.tenant_id.value;
  options.client_id = settings.client_id.value;
  LPAZ_TRY(options.client_secret, client_secret(settings, environment));
  return make_client_secret_credential(std::move(options), parts);
}

} // namespace lpaz::runtime
