#include "lpaz/http/telemetry_policy.hpp"

#include <sys/utsname.h>

namespace lpaz::http {

std::string user_agent()
{
  std::string text = "lpaz/" LPAZ_VERSION;
  utsname system{};
  if (::uname(&system) == 0) {
    text += std::string(" (") + system.sysname + " " + system.machine + ")";
  }
  return text;
}

Result<HttpResponse> TelemetryPolicy::send(HttpRequest& request, const NextPolicy& next)
{
  request.headers.set("User-Agent", user_agent());
  return next.send(request);
}

} // namespace lpaz::http
