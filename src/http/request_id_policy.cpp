#include "lpaz/http/request_id_policy.hpp"

#include "lpaz/util/uuid.hpp"

namespace lpaz::http {

Result<HttpResponse> RequestIdPolicy::send(HttpRequest& request, const NextPolicy& next)
{
  request.headers.set("client-request-id", util::new_uuid());
  return next.send(request);
}

} // namespace lpaz::http
