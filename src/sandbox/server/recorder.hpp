#pragma once

#include "sandbox/server/router.hpp"

#include "lpaz/util/file.hpp"
#include "lpaz/util/result.hpp"

#include <string>
#include <string_view>

namespace lpaz::sandbox::server {

struct Answer;

// Appends every exchange to a file (0600), one JSON object per line: method, path with its query,
// the client's name, both bodies and the status. Authorization headers and the sign-in service's
// bodies are left out, secrets in other bodies are masked. May be used from many threads.
class Recorder {
public:
  // Records nothing.
  Recorder() = default;
  // An empty name gives a recorder that records nothing. The file is made if there is none.
  static Result<Recorder> open(const std::string& file);

  // `fault` is the fault that was injected; empty: none.
  void add(const Request& request, const Answer& answer, std::string_view fault) const;

private:
  explicit Recorder(util::FileDescriptor file) : m_file(std::move(file)) {}

  util::FileDescriptor m_file;
};

// The JSON text with the values of secrets masked. Empty if a text mentions a secret but is not
// JSON or is longer than 4 MB. Any other text is returned unchanged.
std::string without_secrets(const std::string& body);

} // namespace lpaz::sandbox::server
