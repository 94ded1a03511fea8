#pragma once

#include "lpaz/http/pipeline.hpp"

#include <string>

namespace lpaz::http {

// "lpaz/1.2.3 (Linux x86_64)".
std::string user_agent();

class TelemetryPolicy : public HttpPolicy {
public:
  Result<HttpResponse> send(HttpRequest& request, const NextPolicy& next) override;
};

} // namespace lpaz::http
