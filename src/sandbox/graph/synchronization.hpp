#pragma once

#include "sandbox/graph/call.hpp"
#include "sandbox/store/directory.hpp"

#include "lpaz/util/json.hpp"

#include <string_view>

// What the files of the synchronization resources share.
namespace lpaz::sandbox::graph {

// The job named in the path, of the service principal named in the path; 404 otherwise.
Result<const store::SynchronizationJob*> require_job(const Call& call,
                                                     const store::Directory& directory);

util::OrderedJson json_of(const store::SynchronizationJob& job,
                          const store::SynchronizationSecrets& secrets);

// The templates that the service principal can have jobs of: none unless it was made from a
// template of the gallery.
bool has_template(const store::ServicePrincipal& principal, std::string_view template_id);

void audit_provisioning(const Call& call,
                        store::Directory& directory,
                        const store::ServicePrincipal& principal,
                        std::string_view activity);

} // namespace lpaz::sandbox::graph
