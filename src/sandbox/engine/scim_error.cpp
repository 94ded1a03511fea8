#include "sandbox/engine/scim_error.hpp"

#include "sandbox/engine/scim_client.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>

namespace lpaz::sandbox::engine {
namespace {

// Not put together from their common beginning: g++ 12 takes that for an overflow.
constexpr const char* k_invalid_credentials =
    "SystemForCrossDomainIdentityManagementInvalidCredentials";
constexpr const char* k_service_incompatible =
    "SystemForCrossDomainIdentityManagementServiceIncompatible";
constexpr const char* k_incompatible_filtering =
    "SystemForCrossDomainIdentityManagementServiceIncompatibleFiltering";
constexpr const char* k_bad_request = "SystemForCrossDomainIdentityManagementBadRequest";
constexpr const char* k_credential_validation_unavailable =
    "SystemForCrossDomainIdentityManagementCredentialValidationUnavailable";
constexpr std::size_t k_longest_detail = 500;
constexpr std::size_t k_longest_body = 2'000;

Error make_error(ErrorKind kind, std::string code, std::string message)
{
  Error error;
  error.kind = kind;
  error.code = std::move(code);
  error.message = std::move(message);
  return error;
}

struct Meaning {
  ErrorKind kind = ErrorKind::failed;
  std::string code;
};

struct StatusName {
  int status;
  std::string_view name; // as .NET calls it
};

constexpr std::array k_status_names{
    StatusName{400, "BadRequest"},
    StatusName{401, "Unauthorized"},
    StatusName{403, "Forbidden"},
    StatusName{404, "NotFound"},
    StatusName{405, "MethodNotAllowed"},
    StatusName{408, "RequestTimeout"},
    StatusName{409, "Conflict"},
    StatusName{412, "PreconditionFailed"},
    StatusName{413, "RequestEntityTooLarge"},
    StatusName{422, "UnprocessableEntity"},
    StatusName{429, "TooManyRequests"},
    StatusName{500, "InternalServerError"},
    StatusName{501, "NotImplemented"},
    StatusName{502, "BadGateway"},
    StatusName{503, "ServiceUnavailable"},
    StatusName{504, "GatewayTimeout"},
};

std::string status_name(int status)
{
  const auto* found = std::ranges::find(k_status_names, status, &StatusName::status);
  return found == k_status_names.end() ? std::to_string(status) : std::string(found->name);
}

Meaning meaning_of(int status, ScimPurpose purpose)
{
  const bool is_match = purpose == ScimPurpose::match;
  switch (status) {
  case 401:
    return {ErrorKind::sign_in, k_invalid_credentials};
  case 403:
    return is_match ? Meaning{ErrorKind::sign_in, k_invalid_credentials}
                    : Meaning{ErrorKind::failed, "InsufficientRights"};
  case 404:
    if (is_match) {
      return {ErrorKind::unavailable, k_service_incompatible};
    }
    return purpose == ScimPurpose::create ? Meaning{ErrorKind::failed, k_service_incompatible}
                                          : Meaning{ErrorKind::not_found, "InvalidAnchor"};
  case 400:
    return {ErrorKind::failed, k_bad_request};
  case 405:
    return {ErrorKind::failed, "MethodNotAllowed"};
  case 408:
    return {ErrorKind::failed, "Timeout"};
  case 409:
    // Of all codes this one, whatever was asked for.
    return {ErrorKind::conflict, k_incompatible_filtering};
  case 422:
    return {ErrorKind::failed, "UnprocessableEntity"};
  case 429:
    return {ErrorKind::failed, "TooManyRequests"};
  case 501:
    return {ErrorKind::failed, "NotImplemented"};
  default:
    return {ErrorKind::failed, status >= 500 ? "InternalServerError" : "WebExceptionProtocolError"};
  }
}

// The `detail` of a SCIM error body, shortened.
std::string detail_of(const std::string& body)
{
  const auto json = util::parse_json(body, "SCIM error");
  std::string detail = json ? util::string_at(*json, "detail") : std::string();
  if (detail.size() > k_longest_detail) {
    detail.resize(k_longest_detail);
  }
  return detail;
}

// What the job or the connection test says of the whole target.
std::string endpoint_message(const ScimAnswer& answer)
{
  const std::string detail = detail_of(answer.body);
  return "the target answered with HTTP status " + std::to_string(answer.status) +
         (detail.empty() ? "" : ": " + detail);
}

// What the log says of a single object: the answer as it came.
std::string entry_message(const ScimAnswer& answer)
{
  return "StatusCode: " + status_name(answer.status) +
         "\r\nMessage: Processing of the HTTP request resulted in an exception. Please see the "
         "HTTP "
         "response returned by the 'Response' property of this exception for details.\r\n"
         "Web Response: \r\n" +
         answer.body.substr(0, k_longest_body);
}

// Without an answer to a query, the whole target counts as unreachable; a change may be retried.
Error no_answer(const Error& error, ScimPurpose purpose)
{
  const bool is_query = purpose == ScimPurpose::match || purpose == ScimPurpose::read;
  return is_query ? make_error(ErrorKind::unavailable,
                               k_credential_validation_unavailable,
                               "the target gave " + error.message)
                  : make_error(ErrorKind::failed,
                               "WebExceptionProtocolError",
                               "the target gave " + error.message);
}

} // namespace

Status check_answer(const Result<ScimAnswer>& answer, ScimPurpose purpose)
{
  if (!answer) {
    return fail(no_answer(answer.error(), purpose));
  }
  if (answer->status >= 200 && answer->status < 300) {
    return {};
  }
  const Meaning meaning = meaning_of(answer->status, purpose);
  Error error = make_error(meaning.kind, meaning.code, {});
  error.message = concerns_endpoint(error) ? endpoint_message(*answer) : entry_message(*answer);
  error.http_status = answer->status;
  return fail(std::move(error));
}

Result<util::Json> read_answer(const Result<ScimAnswer>& answer, ScimPurpose purpose)
{
  LPAZ_CHECK(check_answer(answer, purpose));
  auto json = util::parse_json(answer->body, "SCIM answer");
  if (!json) {
    return fail(incompatible_answer(purpose, "the answer is not JSON"));
  }
  return *std::move(json);
}

Error incompatible_answer(ScimPurpose purpose, std::string_view what)
{
  return make_error(purpose == ScimPurpose::match ? ErrorKind::unavailable : ErrorKind::failed,
                    k_service_incompatible,
                    std::string(what));
}

Error several_matches(std::string_view attribute)
{
  return make_error(ErrorKind::conflict,
                    "DuplicateTargetEntries",
                    "several objects of the target have the same " + std::string(attribute));
}

Error linked_already(std::string_view attribute)
{
  return make_error(ErrorKind::conflict,
                    "Conflict",
                    "another object of the source has the same " + std::string(attribute) +
                        " and is linked to this one of the target already");
}

Error unfilterable_value(std::string_view attribute)
{
  return make_error(ErrorKind::usage,
                    "ImportSkipped",
                    "the value of " + std::string(attribute) + " cannot stand in a filter");
}

bool concerns_endpoint(const Error& error)
{
  return error.kind == ErrorKind::sign_in || error.kind == ErrorKind::unavailable;
}

} // namespace lpaz::sandbox::engine
