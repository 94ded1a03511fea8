#pragma once

#include "sandbox/lastpass/lastpass.hpp"

#include "lpaz/util/json.hpp"
#include "lpaz/util/url.hpp"

#include <nlohmann/json.hpp>

#include <string>
#include <string_view>
#include <utility>

namespace lpaz::test {

// The LastPass stand-in, called without a socket.
class ScimFixture {
public:
  ScimFixture()
      : lastpass({"1234567", util::Secret("hash"), [this] { return now; }}),
        token(lastpass.token().reveal())
  {
  }

  // `path` is what follows the account number, with a query that is not encoded yet.
  sandbox::server::Response
  send(std::string method, std::string_view path, std::string body = {}, std::string filter = {})
  {
    sandbox::server::Request request;
    request.method = std::move(method);
    const auto question = path.find('?');
    request.path = lastpass.scim_path() + std::string(path.substr(0, question));
    if (question != std::string_view::npos) {
      request.query = path.substr(question + 1);
    }
    if (!filter.empty()) {
      request.query +=
          (request.query.empty() ? "filter=" : "&filter=") + util::percent_encode(filter);
    }
    request.headers.emplace("Authorization", "Bearer " + token);
    request.body = std::move(body);
    request.base_url = "https://lastpass.test";
    return lastpass.serve_scim(request);
  }

  // The body of the answer; null if it is not JSON.
  util::Json
  json(std::string method, std::string_view path, std::string body = {}, std::string filter = {})
  {
    const auto response = send(std::move(method), path, std::move(body), std::move(filter));
    return util::Json::parse(response.body, nullptr, false);
  }

  std::string add_user(const std::string& name)
  {
    return json("POST",
                "/Users",
                R"({"userName":")" + name + R"(","active":true,"displayName":"Some One",
        "emails":[{"type":"work","primary":true,"value":")" +
                    name + R"("}]})")["id"];
  }

  std::string add_group(const std::string& name)
  {
    return json("POST", "/Groups", R"({"displayName":")" + name + R"("})")["id"];
  }

  util::TimePoint now{std::chrono::hours(24 * 20'000)};
  sandbox::lastpass::LastPass lastpass;
  std::string token;
};

// A PatchOp body.
inline std::string patch(std::string_view operations)
{
  return R"({"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":)" +
         std::string(operations) + "}";
}

} // namespace lpaz::test
