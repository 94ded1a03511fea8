#include "lpaz/http/pipeline.hpp"

#include <utility>

namespace lpaz::http {

Result<HttpResponse> NextPolicy::send(HttpRequest& request) const
{
  if (m_policies.empty()) {
    return m_transport->send(request);
  }
  return m_policies.front()->send(request, NextPolicy(m_policies.subspan(1), *m_transport));
}

HttpPipeline::HttpPipeline(std::vector<std::unique_ptr<HttpPolicy>> policies,
                           HttpTransport& transport)
    : m_policies(std::move(policies)), m_transport(transport)
{
}

Result<HttpResponse> HttpPipeline::send(HttpRequest request)
{
  return NextPolicy(m_policies, m_transport).send(request);
}

} // namespace lpaz::http
