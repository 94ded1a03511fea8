#include "sandbox/store/tenant.hpp"

#include <utility>

namespace lpaz::sandbox::store {

Tenant::Tenant(TenantIdentity identity, TenantBehaviour behaviour)
    : m_identity(std::move(identity)), m_behaviour(std::move(behaviour))
{
}

} // namespace lpaz::sandbox::store
