#pragma once

#include "lpaz/http/pipeline.hpp"

namespace lpaz::http {

// client-request-id: a new GUID for each logical call, the same for all its tries.
class RequestIdPolicy : public HttpPolicy {
public:
  Result<HttpResponse> send(HttpRequest& request, const NextPolicy& next) override;
};

} // namespace lpaz::http
