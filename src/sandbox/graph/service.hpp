#pragma once

#include "sandbox/graph/route.hpp"

namespace lpaz::sandbox::graph {

// The Graph subset under /v1.0. May be called from many threads.
class GraphService {
public:
  explicit GraphService(const Surroundings& surroundings);

  // Authenticates, finds the route, checks permission and query, answers. Every answer carries
  // request-id and client-request-id.
  server::Response respond(const server::Request& request) const;

private:
  // `headers` receives the headers that the answer has whatever the outcome.
  Result<server::Response> answer(const server::Request& request,
                                  const oauth::TokenClaims& caller,
                                  server::Headers& headers) const;
  Status pass_throttle(const Route& route, const Call& call, server::Headers& headers) const;
  Result<oauth::TokenClaims> authenticate(const server::Request& request) const;
  server::Response respond_to_part(const server::Request& request,
                                   const oauth::TokenClaims& caller) const;

  Surroundings m_surroundings;
  RouteTable m_routes;
};

} // namespace lpaz::sandbox::graph
