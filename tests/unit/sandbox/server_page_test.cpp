#include "sandbox/seed/seed.hpp"
#include "sandbox/server/page.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace lpaz::sandbox;

namespace {

std::string page_with_lastpass(const std::string& state)
{
  store::Tenant tenant(seed::tenant_identity(), {});
  seed::fill_company(tenant);
  server::Router router;
  router.mount("/lastpass",
               [&](const server::Request&) { return server::Response::json(200, state); });
  return server::show_page(tenant, router, {}).body;
}

} // namespace

TEST_CASE("The page shows both sides, and no name can act on the browser or the reader")
{
  const std::string page =
      page_with_lastpass(R"({"users":[{"userName":"<script>x","active":false}],"groups":[]})");
  CHECK(page.find("ada.lovelace@contoso.example") != std::string::npos);
  CHECK(page.find("&lt;script&gt;x") != std::string::npos);
  CHECK(page.find("<script") == std::string::npos);
  CHECK(page.find('\x1b') == std::string::npos);
  CHECK(page.find("\xe2\x80\xae") == std::string::npos);
  CHECK(page.find("\\u202e") != std::string::npos);
}

TEST_CASE("The page stands without LastPass, too")
{
  CHECK(page_with_lastpass("not json").find("<h2>LastPass</h2>") != std::string::npos);
}
