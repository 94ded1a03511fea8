#pragma once

#include "sandbox/server/faults.hpp"
#include "sandbox/server/journal.hpp"
#include "sandbox/server/recorder.hpp"
#include "sandbox/server/router.hpp"
#include "sandbox/store/tenant.hpp"

namespace lpaz::sandbox::server {

// What happens to the connection.
enum class Delivery { whole, cut, drop };

struct Answer {
  Response response;
  Delivery delivery = Delivery::whole;
};

// Sits in front of the services: writes the journal and the recording, and injects faults. Control
// calls and the page pass untouched and unrecorded. They, and the calls under /lastpass, ask for no
// credentials; so those that another site makes a browser send are refused.
class Gateway {
public:
  Gateway(const store::Tenant& tenant, const Router& router, Journal& journal, Faults& faults)
      : m_tenant(tenant), m_router(router), m_journal(journal), m_faults(faults)
  {
  }

  // Records from now on. Call it before the first request.
  void record_to(Recorder recorder) { m_recorder = std::move(recorder); }

  // `connection` is the client's port.
  Answer answer(const Request& request, int connection);

private:
  Answer act(const Request& request, const std::optional<Fault>& fault);

  const store::Tenant& m_tenant;
  const Router& m_router;
  Journal& m_journal;
  Faults& m_faults;
  Recorder m_recorder;
};

} // namespace lpaz::sandbox::server
