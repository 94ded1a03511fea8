#pragma once

#include "lpaz/util/result.hpp"
#include "lpaz/util/secret.hpp"

#include <string>

namespace lpaz::sandbox::engine {

struct ScimRequest {
  std::string method;
  std::string url; // absolute
  util::Secret token;
  std::string body; // application/scim+json; empty: none
};

struct ScimAnswer {
  int status = 0;
  std::string body;
};

// Carries requests to a SCIM service provider. Any status is an answer; only a request without one
// fails, with ErrorKind::unavailable. May be called from several threads.
class ScimSender {
public:
  virtual ~ScimSender() = default;
  virtual Result<ScimAnswer> send(const ScimRequest& request) = 0;
};

} // namespace lpaz::sandbox::engine
