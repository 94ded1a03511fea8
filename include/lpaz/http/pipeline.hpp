#pragma once

#include "lpaz/http/transport.hpp"

#include <memory>
#include <span>
#include <vector>

namespace lpaz::http {

class HttpPolicy;

// The rest of the pipeline behind a policy: the later policies and the transport. Calling send()
// again repeats all of it.
class NextPolicy {
public:
  NextPolicy(std::span<const std::unique_ptr<HttpPolicy>> policies, HttpTransport& transport)
      : m_policies(policies), m_transport(&transport)
  {
  }

  Result<HttpResponse> send(HttpRequest& request) const;

private:
  std::span<const std::unique_ptr<HttpPolicy>> m_policies;
  HttpTransport* m_transport;
};

// One concern of every request. May change the request, the answer, or send more than once. Several
// threads may send at once, so a policy locks whatever it remembers between requests.
class HttpPolicy {
public:
  virtual ~HttpPolicy() = default;
  virtual Result<HttpResponse> send(HttpRequest& request, const NextPolicy& next) = 0;
};

// Policies in their order, outermost first, in front of a transport that outlives the pipeline.
class HttpPipeline {
public:
  HttpPipeline(std::vector<std::unique_ptr<HttpPolicy>> policies, HttpTransport& transport);
  Result<HttpResponse> send(HttpRequest request);

private:
  std::vector<std::unique_ptr<HttpPolicy>> m_policies;
  HttpTransport& m_transport;
};

} // namespace lpaz::http
