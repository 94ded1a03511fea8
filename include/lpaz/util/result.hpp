#pragma once

#include <chrono>
#include <expected>
#include <optional>
#include <string>
#include <utility>

namespace lpaz {

// What went wrong, as a script must tell it apart. `runtime::exit_code_for` maps each to the exit
// code that the user's guide promises; nothing else does.
enum class ErrorKind {
  failed,      // everything without a better name
  usage,       // bad input, ambiguous name
  partial,     // some items failed, each was reported
  sign_in,     // no or refused credential
  unavailable, // transport failure, or throttled after all retries
  refused,     // a guard-rail, or a confirmation that nobody gave
  pending,     // not proven within the time limit
  not_found,
  permission, // 403
  unhealthy,  // checked, and not as it should be
  conflict,   // exists already, or changed meanwhile
  interrupted,
  defect, // a bug in lpaz
};

// The one error type of the program. `message` is for people, without a final full stop, and never
// holds a secret. The fields that a service did not give are empty or 0.
struct Error {
  ErrorKind kind = ErrorKind::failed;
  std::string message;
  int http_status = 0;
  std::string code;       // the service's own code, such as Request_ResourceNotFound
  std::string request_id; // the service's id of the failed request
  std::optional<std::chrono::milliseconds> retry_after;
  std::string hint; // what to do about it
};

// std::expected, but dropping one is a warning.
template <typename T>
class [[nodiscard]] Result : public std::expected<T, Error> {
  using Base = std::expected<T, Error>;

public:
  using Base::Base;
};

using Status = Result<void>;

inline std::unexpected<Error> fail(Error error)
{
  return std::unexpected<Error>(std::move(error));
}

inline std::unexpected<Error> fail(ErrorKind kind, std::string message, std::string hint = {})
{
  Error error;
  error.kind = kind;
  error.message = std::move(message);
  error.hint = std::move(hint);
  return fail(std::move(error));
}

// "context: message"; everything else is kept.
inline Error with_context(Error error, const std::string& context)
{
  error.message = context + ": " + error.message;
  return error;
}

} // namespace lpaz

#define LPAZ_CONCAT_(a, b) a##b
#define LPAZ_CONCAT(a, b) LPAZ_CONCAT_(a, b)
#define LPAZ_TRY_(result, declaration, expression)                                                 \
  auto result = (expression);                                                                      \
  if (!result) {                                                                                   \
    return std::unexpected(std::move(result).error());                                             \
  }                                                                                                \
  declaration = *std::move(result)

// LPAZ_TRY(auto user, graph::get_user(client, id)); returns the error of the expression, if any.
#define LPAZ_TRY(declaration, expression)                                                          \
  LPAZ_TRY_(LPAZ_CONCAT(lpaz_result_, __LINE__), declaration, expression)

// The same for an expression without a value.
#define LPAZ_CHECK(expression)                                                                     \
  do {                                                                                             \
    if (auto lpaz_status = (expression); !lpaz_status) {                                           \
      return std::unexpected(std::move(lpaz_status).error());                                      \
    }                                                                                              \
  } while (false)
