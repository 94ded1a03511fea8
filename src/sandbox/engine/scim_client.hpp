#pragma once

#include "sandbox/engine/scim_body.hpp"
#include "sandbox/engine/scim_sender.hpp"
#include "sandbox/provisioning_service.hpp"

#include "lpaz/util/json.hpp"

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace lpaz::sandbox::engine {

enum class ScimResource { user, group };

// The requests of provisioning.md C.1. An error carries the code of the synchronization service;
// concerns_endpoint() tells one of the whole target from one of a single object.
class ScimClient {
public:
  ScimClient(ScimSender& sender, const ScimTarget& target);

  // The one that has this value; nothing if there is none. More than one is an error.
  Result<std::optional<util::Json>>
  match(ScimResource resource, std::string_view attribute, std::string_view value);
  // ErrorKind::not_found (InvalidAnchor) if it is gone.
  Result<util::Json> read(ScimResource resource, std::string_view id);
  // Gives the id in the target.
  Result<std::string> create(ScimResource resource, std::string body);
  Status change(ScimResource resource, std::string_view id, std::string body);
  // An object that is already gone counts as removed.
  Status remove(ScimResource resource, std::string_view id);

  PatchDialect dialect() const { return m_dialect; }

private:
  std::string url(ScimResource resource, std::string_view id, std::string_view query) const;
  Result<ScimAnswer> send(std::string_view method, std::string url, std::string body = {});

  ScimSender* m_sender;
  util::Secret m_token;
  std::string m_base;  // without query and trailing '/'
  std::string m_query; // of the tenant URL: travels with every request
  PatchDialect m_dialect;
};

bool concerns_endpoint(const Error& error);

} // namespace lpaz::sandbox::engine
