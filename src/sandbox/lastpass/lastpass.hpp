#pragma once

#include "sandbox/lastpass/company.hpp"
#include "sandbox/lastpass/quirks.hpp"
#include "sandbox/server/router.hpp"

#include "lpaz/util/clock.hpp"
#include "lpaz/util/secret.hpp"

#include <functional>
#include <mutex>
#include <string>
#include <vector>

namespace lpaz::sandbox::lastpass {

struct CompanySettings {
  std::string account_number; // cid; also part of the SCIM address
  util::Secret provisioning_hash;
  std::function<util::TimePoint()> now;
};

// The LastPass stand-in: a SCIM 2.0 service provider, the Enterprise API, and a view of what is in
// it. May be called from several threads.
class LastPass {
public:
  explicit LastPass(CompanySettings settings);

  // At /scimapi, /enterpriseapi.php, /lastpass and /page/lastpass. The router must not outlive this
  // object.
  void mount(server::Router& router);

  // /scimapi/<account number>/…, with the provisioning token as bearer.
  server::Response serve_scim(const server::Request& request);
  // POST, always 200.
  server::Response serve_enterprise_api(const server::Request& request);
  // For users of the sandbox and tests, without credentials:
  // GET /lastpass/state, GET /lastpass/users/<userName>,
  // POST /lastpass/users/<userName>/login (the first log-in of an invited user),
  // DELETE /lastpass/users/<userName> (by hand in the Admin Console),
  // POST /lastpass/token (Reset Provisioning Token; answers the new one),
  // POST /lastpass/quirks (see Quirks).
  server::Response serve_state(const server::Request& request);

  // GET /page/lastpass: what the page of the sandbox shows of LastPass.
  server::Response serve_page(const server::Request& request);

  std::string scim_path() const { return "/scimapi/" + m_settings.account_number; }
  util::Secret token() const;
  // The old one is invalid at once.
  util::Secret reset_token();
  void use_token(util::Secret token);
  // Calls visit(company) while no other thread uses it.
  void with_company(const std::function<void(Company&)>& visit);

private:
  bool is_authorized(const server::Request& request) const;
  server::Response take_quirks(const server::Request& request);
  server::Response serve_user(const server::Request& request,
                              const std::vector<std::string>& segments);

  CompanySettings m_settings;
  mutable std::mutex m_mutex; // guards what follows
  util::Secret m_token;
  Company m_company;
  Quirks m_quirks;
};

} // namespace lpaz::sandbox::lastpass
