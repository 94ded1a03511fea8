#pragma once

#include "sandbox/engine/engine.hpp"
#include "sandbox/lastpass/lastpass.hpp"
#include "sandbox/store/tenant.hpp"

#include "lpaz/util/json.hpp"

#include <nlohmann/json.hpp>

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lpaz::test {

using sandbox::engine::ScimAnswer;
using sandbox::engine::ScimRequest;
using sandbox::store::ObjectId;

// The mappings of a new non-gallery job, as graph.md section 7.8 has them. `user_mapping` is one
// more attributeMapping of users, as JSON text.
std::shared_ptr<const util::OrderedJson> default_schema(std::string_view user_mapping = {});

// Carries the engine's requests to the LastPass stand-in without a socket, and remembers them.
class ScimWire : public sandbox::engine::ScimSender {
public:
  using Fault = std::function<std::optional<Result<ScimAnswer>>(const ScimRequest&)>;

  explicit ScimWire(sandbox::lastpass::LastPass& lastpass) : m_lastpass(lastpass) {}

  Result<ScimAnswer> send(const ScimRequest& request) override;

  // "PATCH /Users/<id> {…}": path behind the account number, decoded query, body.
  std::vector<std::string> sent;
  Fault fault; // answers in place of LastPass where it gives something
  void clear() { sent.clear(); }
  // How many of the requests begin like that.
  std::size_t count(std::string_view beginning) const;

private:
  sandbox::lastpass::LastPass& m_lastpass;
};

// A tenant with an enterprise app and a started job, the engine, and the LastPass stand-in that the
// job points at. No thread, no socket: cycles run when run() is called.
class ProvisioningFixture {
public:
  ProvisioningFixture();

  ObjectId add_user(std::string_view name, bool enabled = true);
  ObjectId add_group(std::string_view name, std::vector<ObjectId> members = {});
  ObjectId assign(const ObjectId& principal); // the id of the assignment
  void unassign(const ObjectId& assignment);
  void block(const ObjectId& user, bool enabled = false);
  void put_secret(std::string_view key, std::string_view value);
  void restart(sandbox::store::ResetScope scope);
  void use_schema(std::string_view user_mapping);
  void run(); // one cycle

  sandbox::store::SynchronizationJob job() const;
  // The state of somebody in LastPass; null if there is no such account.
  util::Json account(std::string_view user_name);
  util::Json lastpass_state();
  // action/status of each log entry of this object, oldest first.
  std::vector<std::string> log_of(const ObjectId& source) const;
  const sandbox::store::ProvisioningLogEntry& last_log() const;

  sandbox::store::Tenant tenant;
  sandbox::lastpass::LastPass lastpass;
  ScimWire* wire = nullptr; // the engine's
  std::unique_ptr<sandbox::engine::ProvisioningEngine> engine;
  ObjectId app = ObjectId::random();
  std::string job_id = "scim.0123.4567";

private:
  util::Json page(std::string_view path);
};

} // namespace lpaz::test
