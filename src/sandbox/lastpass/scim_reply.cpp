#include "sandbox/lastpass/scim_reply.hpp"

#include <nlohmann/json.hpp>

#include <string>

namespace lpaz::sandbox::lastpass {

server::Response scim_json(int status, const util::Json& body)
{
  server::Response response;
  response.status = status;
  response.body = util::dump_json(body);
  response.headers.emplace("Content-Type", "application/scim+json; charset=utf-8");
  return response;
}

server::Response scim_error(const Error& fault)
{
  const int status = fault.http_status == 0 ? 400 : fault.http_status;
  util::Json body;
  body["schemas"] = {"urn:ietf:params:scim:api:messages:2.0:Error"};
  body["status"] = std::to_string(status);
  body["detail"] = fault.message;
  if (!fault.code.empty()) {
    body["scimType"] = fault.code;
  }
  auto response = scim_json(status, body);
  if (status == 401) {
    response.headers.emplace("WWW-Authenticate", "Bearer realm=\"scim\"");
  }
  return response;
}

} // namespace lpaz::sandbox::lastpass
