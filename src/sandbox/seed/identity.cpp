#include "sandbox/seed/seed.hpp"

#include "lpaz/util/digest.hpp"

namespace lpaz::sandbox::seed {

store::TenantIdentity tenant_identity()
{
  store::TenantIdentity identity;
  identity.tenant_id = store::ObjectId::derive("tenant contoso");
  identity.display_name = "Contoso";
  identity.domain = "contoso.example";
  identity.initial_domain = "contoso.onmicrosoft.com";
  identity.client_id = store::ObjectId::derive("application lpaz");
  // With characters that have to be encoded in a form, as real secrets have.
  identity.client_secret = "S8Q~" + util::base64url_encode(util::random_bytes(24)) + ".+=";
  identity.client_principal_id = store::ObjectId::derive("service principal lpaz");
  return identity;
}

} // namespace lpaz::sandbox::seed
