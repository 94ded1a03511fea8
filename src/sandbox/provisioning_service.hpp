#pragma once

#include "lpaz/util/json.hpp"
#include "lpaz/util/result.hpp"
#include "lpaz/util/secret.hpp"

#include <string>
#include <string_view>

namespace lpaz::sandbox {

// Where a job sends its SCIM requests.
struct ScimTarget {
  std::string base_address;
  util::Secret token;
};

// The provisioning engine as Graph and the control calls see it. Called without the tenant's lock.
// Graph itself writes start, pause and restart into the job (store/synchronization_job.hpp).
class ProvisioningService {
public:
  virtual ~ProvisioningService() = default;
  // Asks the target for a random user, as the service's connection test does. The error's code is
  // the synchronization error (SystemForCrossDomainIdentityManagementCredentialValidation…), its
  // message the text for users.
  virtual Status validate_credentials(const ScimTarget& target) = 0;
  // A job was changed: check again what is due.
  virtual void wake() = 0;
  // Runs one cycle of every scheduled job now and returns when they have ended.
  virtual void run_cycle_now() = 0;
  // The two JSON texts of provisionOnDemand's answer as members `key` and `value`.
  // ErrorKind::not_found: no such job, rule or object.
  virtual Result<util::OrderedJson> provision_on_demand(std::string_view job_id,
                                                        const util::Json& request) = 0;
};

} // namespace lpaz::sandbox
