#pragma once

#include "sandbox/program/command.hpp"

#include "lpaz/util/result.hpp"

#include <string>
#include <string_view>

namespace lpaz::sandbox::program {

// Where a running sandbox is.
struct ControlOptions {
  std::string at;      // --at; empty: LPAZ_SANDBOX
  std::string ca_file; // --ca-file; empty: SSL_CERT_FILE
};

cli::ArgSet control_args(ControlOptions& options);

// Calls below the control address of a running sandbox.
class ControlClient {
public:
  // Does not connect yet. ErrorKind::usage: no address is known, or it is not on this machine.
  static Result<ControlClient> make(const ControlOptions& options, const Terminal& terminal);

  // The body of the answer. `call` is "state/reset" with its query. What the sandbox refuses is
  // ErrorKind::failed, or ErrorKind::usage where the request made no sense; ErrorKind::unavailable
  // if nobody answers.
  Result<std::string>
  call(std::string_view method, std::string_view call, const std::string& body = {}) const;

private:
  ControlClient() = default;
  std::string m_origin;
  std::string m_path; // "/control"
  std::string m_ca_file;
};

} // namespace lpaz::sandbox::program
