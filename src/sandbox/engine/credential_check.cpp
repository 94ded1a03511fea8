#include "sandbox/engine/credential_check.hpp"

#include "sandbox/engine/scim_client.hpp"

#include "lpaz/util/text.hpp"
#include "lpaz/util/url.hpp"
#include "lpaz/util/uuid.hpp"

#include <nlohmann/json.hpp>

#include <string>
#include <utility>

namespace lpaz::sandbox::engine {
namespace {

constexpr std::string_view k_prefix = "SystemForCrossDomainIdentityManagementCredentialValidation";

std::unexpected<Error> refuse(ErrorKind kind, std::string_view suffix, const std::string& message)
{
  Error error;
  error.kind = kind;
  error.code = std::string(k_prefix) + std::string(suffix);
  error.message = message;
  return fail(std::move(error));
}

} // namespace

Status check_credentials(ScimSender& sender, const ScimTarget& target)
{
  const auto url = util::parse_url(util::trim(target.base_address), "tenant URL");
  if (!url) {
    return refuse(ErrorKind::usage, "Failure", url.error().message);
  }
  ScimClient client(sender, target);
  const auto found = client.match(ScimResource::user, "userName", util::new_uuid());
  if (found) {
    return found->has_value()
               ? Status(refuse(ErrorKind::failed,
                               "Failure",
                               "The target found a user that cannot exist: it ignores the filter"))
               : Status();
  }
  const Error& error = found.error();
  if (error.http_status == 0 && error.kind == ErrorKind::unavailable &&
      error.code.ends_with("Unavailable")) {
    return refuse(ErrorKind::unavailable, "Unavailable", error.message);
  }
  // What is no fault of the whole target has a message for the log, with the answer in it.
  const std::string why =
      error.http_status == 0 || concerns_endpoint(error)
          ? error.message
          : "the target answered with HTTP status " + std::to_string(error.http_status);
  return refuse(error.kind, "Failure", "You appear to have entered invalid credentials: " + why);
}

} // namespace lpaz::sandbox::engine
