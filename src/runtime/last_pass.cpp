#include "last_pass.hpp"

#include "secret_file.hpp"

#include "lpaz/util/file.hpp"
#include "lpaz/util/text.hpp"

#include <fmt/format.h>

namespace lpaz::runtime {
namespace {

constexpr std::string_view k_hash_variable = "LPAZ_LASTPASS_PROVHASH";

// Empty if none is set.
Result<util::Secret> provisioning_hash(const Settings& settings,
                                       const util::Environment& environment)
{
  if (auto hash = environment.get(k_hash_variable)) {
    return util::Secret(*std::move(hash));
  }
  if (settings.last_pass_hash_file.value.empty()) {
    return util::Secret();
  }
  return read_secret_file(
      settings.last_pass_hash_file.value, "the LastPass provisioning hash", ErrorKind::usage);
}

std::unexpected<Error> incomplete(std::string_view missing)
{
  return fail(
      ErrorKind::usage,
      fmt::format("the LastPass Enterprise API is only partly configured: {} is not set", missing),
      "set LPAZ_LASTPASS_CID and LPAZ_LASTPASS_PROVHASH, or neither");
}

} // namespace

Result<std::optional<lastpass::EnterpriseApiOptions>>
last_pass_options(const Settings& settings, const util::Environment& environment)
{
  LPAZ_TRY(auto hash, provisioning_hash(settings, environment));
  const std::string& number = settings.last_pass_account_number.value;
  if (number.empty() && hash.empty()) {
    return std::optional<lastpass::EnterpriseApiOptions>();
  }
  if (number.empty() || hash.empty()) {
    return incomplete(number.empty() ? "LPAZ_LASTPASS_CID" : k_hash_variable);
  }
  lastpass::EnterpriseApiOptions options;
  options.url = settings.last_pass_url.value;
  options.account_number = number;
  options.provisioning_hash = std::move(hash);
  return std::optional(std::move(options));
}

} // namespace lpaz::runtime
