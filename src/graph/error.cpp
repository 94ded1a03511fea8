#include "lpaz/graph/error.hpp"

#include "lpaz/util/json.hpp"
#include "lpaz/util/text.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace lpaz::graph {
namespace {

using util::Json;

constexpr std::size_t k_longest_message = 2000;

// The error object of the body, or null.
const Json* error_object(const Json& body)
{
  return util::find_object(body, "error");
}

// Both spellings occur.
const Json* inner_error(const Json& error)
{
  const Json* inner = util::find_object(error, "innerError");
  return inner != nullptr ? inner : util::find_object(error, "innererror");
}

// innerError may nest; the deepest code is the most specific one.
std::string deepest_code(const Json& error)
{
  std::string code = util::string_at(error, "code");
  const Json* inner = &error;
  for (int depth = 0; depth < 8; ++depth) {
    const Json* next = inner_error(*inner);
    if (next == nullptr) {
      break;
    }
    inner = next;
    if (auto specific = util::find_string(*inner, "code"); specific && !specific->empty()) {
      code = *specific;
    }
  }
  return code;
}

// The synchronization service's own errors come as a JSON text inside `message`.
std::string unwrapped_message(const Json& error)
{
  std::string message = util::string_at(error, "message");
  if (!util::trim(message).starts_with('{')) {
    return message;
  }
  const auto nested = util::parse_json(message, "message");
  if (!nested) {
    return message;
  }
  for (const std::string_view key : {"Message", "message"}) {
    if (auto text = util::find_string(*nested, key); text && !text->empty()) {
      return *text;
    }
  }
  if (const Json* inner = util::find_object(*nested, "error"); inner != nullptr) {
    return util::find_string(*inner, "message").value_or(message);
  }
  return util::find_string(*nested, "error").value_or(message);
}

// Graph has no code for "already added"; these are the texts in which it says so.
bool says_exists_already(std::string_view message)
{
  const std::string lower = util::to_lower(message);
  return lower.find("already exist") != std::string::npos;
}

// An empty 401 of the synchronization service stands for a missing permission, not for a bad token.
bool is_missing_permission(int status, const Json* error)
{
  return status == 401 && error != nullptr && util::string_at(*error, "code") == "UnknownError" &&
         util::string_at(*error, "message").empty();
}

ErrorKind kind_of_client_error(int status, std::string_view message)
{
  switch (status) {
  case 400:
    return says_exists_already(message) ? ErrorKind::conflict : ErrorKind::failed;
  case 401:
    return ErrorKind::sign_in;
  case 403:
    return ErrorKind::permission;
  case 404:
    return ErrorKind::not_found;
  case 409:
  case 412:
  case 423:
    return ErrorKind::conflict;
  case 408:
  case 429:
    return ErrorKind::unavailable;
  default:
    return ErrorKind::failed;
  }
}

ErrorKind kind_of(int status, std::string_view message)
{
  if (status >= 500) {
    return status == 501 ? ErrorKind::failed : ErrorKind::unavailable;
  }
  return kind_of_client_error(status, message);
}

std::string request_id_of(const http::HttpResponse& response, const Json* error)
{
  if (const auto header = response.headers.find("request-id")) {
    return std::string(*header);
  }
  const Json* inner = error == nullptr ? nullptr : inner_error(*error);
  return inner == nullptr ? "" : util::string_at(*inner, "request-id");
}

std::string hint_for(int status, std::string_view code)
{
  if (code == "Authentication_RequestFromNonPremiumTenantOrB2CTenant") {
    return "this needs an Entra ID P1 or P2 licence in the tenant";
  }
  if (status == 429) {
    return "the service throttles this application; run the command again in a few minutes";
  }
  if (status >= 500) {
    return "the service is temporarily unavailable; run the command again in a few minutes";
  }
  return status == 401 ? "sign in again: lpaz login" : "";
}

} // namespace

Error error_from_response(const http::HttpResponse& response)
{
  const Json body = util::parse_json(response.body, "error").value_or(Json());
  const Json* object = error_object(body);
  Error error;
  error.http_status = response.status;
  error.request_id = request_id_of(response, object);
  if (object != nullptr) {
    error.code = deepest_code(*object);
    error.message = unwrapped_message(*object).substr(0, k_longest_message);
  }
  const bool missing_permission = is_missing_permission(response.status, object);
  error.kind = missing_permission ? ErrorKind::permission : kind_of(response.status, error.message);
  if (error.message.empty()) {
    error.message = missing_permission
                        ? "Graph refused the request without a reason, as it does when the "
                          "application lacks a permission"
                        : fmt::format("Graph answered HTTP {}", response.status);
  }
  error.hint = missing_permission ? "" : hint_for(response.status, error.code);
  return error;
}

} // namespace lpaz::graph
