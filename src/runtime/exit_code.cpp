#include "lpaz/runtime/exit_code.hpp"

namespace lpaz::runtime {

int exit_code_for(ErrorKind kind)
{
  switch (kind) {
  case ErrorKind::failed:
  case ErrorKind::conflict:
    return 1;
  case ErrorKind::usage:
    return 2;
  case ErrorKind::partial:
    return 3;
  case ErrorKind::sign_in:
    return 4;
  case ErrorKind::unavailable:
    return 5;
  case ErrorKind::refused:
    return 6;
  case ErrorKind::pending:
    return 7;
  case ErrorKind::not_found:
    return 8;
  case ErrorKind::permission:
    return 9;
  case ErrorKind::unhealthy:
    return 10;
  case ErrorKind::defect:
    return 70;
  case ErrorKind::interrupted:
    return 130;
  }
  return 70;
}

std::vector<cli::ExitCode> exit_code_table()
{
  return {
      {0, "done, or already so", "go on"},
      {1, "failed", "read the message"},
      {2, "usage, bad input, ambiguous name", "be fixed"},
      {3, "partly done (some items failed; each is reported)", "look at the rows"},
      {4, "sign-in failed or needed", "renew the credential"},
      {5, "service unavailable or throttled after all retries", "run again later"},
      {6, "refused by a guard-rail, or needs --yes", "ask a person"},
      {7, "still pending at the time limit", "run again, or look at lpaz status"},
      {8, "not found", "be fixed"},
      {9, "permission denied", "have the named permission granted"},
      {10, "checked and not healthy", "raise an alarm"},
      {70, "defect in lpaz", "report it"},
      {130, "interrupted", "run again"},
  };
}

} // namespace lpaz::runtime
