#include "sandbox/lastpass/company_view.hpp"
#include "sandbox/seed/seed.hpp"
#include "sandbox/server/page.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <string>

using namespace lpaz;
using namespace lpaz::sandbox;

namespace {

server::Request get(const std::string& path, const std::string& query = {})
{
  server::Request request;
  request.method = "GET";
  request.path = path;
  request.query = query;
  return request;
}

struct Company {
  store::Tenant tenant{seed::tenant_identity(), {}};

  explicit Company(std::size_t users = 0)
  {
    REQUIRE(seed::fill_company(tenant).has_value());
    seed::fill_generated(tenant, users);
  }
  server::Response show(const std::string& path, const std::string& query = {}) const
  {
    return server::show_page(tenant, get(path, query));
  }
  util::Json entra(const std::string& query) const
  {
    return util::Json::parse(show("/page/entra", query).body);
  }
};

util::Json lastpass_view(const lastpass::Company& company, const std::string& query)
{
  return util::Json::parse(
      lastpass::company_view(company, get("/page/lastpass", query), util::TimePoint()).body);
}

} // namespace

TEST_CASE("The page is of files, and its policy lets the browser load nothing else")
{
  const Company company;
  for (const auto* path :
       {"/", "/page/style.css", "/page/rows.js", "/page/script.js", "/page/icon.svg"}) {
    CAPTURE(path);
    const auto response = company.show(path);
    CHECK(response.status == 200);
    CHECK(response.body.size() > 100);
    const auto policy = response.headers.find("Content-Security-Policy")->second;
    CHECK(policy.starts_with("default-src 'none';"));
    CHECK(policy.find("unsafe") == std::string::npos);
    CHECK(policy.find("http") == std::string::npos);
  }
  CHECK(company.show("/page/nothing").status == 404);
  server::Request post = get("/");
  post.method = "POST";
  CHECK(server::show_page(company.tenant, post).status == 405);
}

TEST_CASE("The view of Entra gives one page of each list, whatever the number of people")
{
  const Company company(1000);
  const auto view = company.entra("people=990");
  CHECK(view.at("counts").at("users") == 1000);
  CHECK(view.at("people").at("total") == 1001); // one is in the recycle bin
  CHECK(view.at("people").at("rows").size() == 11);
  CHECK(company.entra("people=100000").at("people").at("rows").empty());
  CHECK(company.entra("people=-5").at("people").at("rows").size() == 25);
  CHECK(company.entra("people=nonsense").at("people").at("offset") == 0);
}

TEST_CASE("The view of Entra is searched by name in any case")
{
  const Company company(100);
  const auto found = company.entra("search=LOVELACE").at("people");
  REQUIRE(found.at("total") == 1);
  CHECK(found.at("rows")[0].at("userPrincipalName") == "ada.lovelace@contoso.example");
  CHECK(found.at("rows")[0].at("signIn") == "Enabled");
  CHECK(company.entra("search=team").at("groups").at("total") == 1);
  const auto deleted = company.entra("search=former").at("people").at("rows")[0];
  CHECK(deleted.at("userPrincipalName") == "former.colleague@contoso.example");
  CHECK(deleted.at("signIn") == "Recycle bin");
}

TEST_CASE("Hostile names come to the page as visible text")
{
  const Company company;
  const auto name = company.entra("search=mallory")
                        .at("people")
                        .at("rows")[0]
                        .at("displayName")
                        .get<std::string>();
  CHECK(name.find('\x1b') == std::string::npos);
  CHECK(name.find("\xe2\x80\xae") == std::string::npos);
  CHECK(name.find("\\u202e") != std::string::npos);
}

TEST_CASE("The view of LastPass counts, pages and tells the status of whoever is asked for")
{
  lastpass::Company company;
  for (int i = 0; i < 30; ++i) {
    const std::string name = fmt::format("user{}@x", i);
    company.add_account({{"userName", name}, {"displayName", fmt::format("User {}", i)}}, {});
  }
  const std::string first = company.find_account_by_name("user0@x")->id;
  company.set_logged_in(first);
  company.set_active(company.find_account_by_name("user1@x")->id, false, {});
  const auto view = lastpass_view(company, "people=25&name=user1%40x&name=user0%40x&name=nobody");
  CHECK(view.at("counts") ==
        util::Json{{"users", 30}, {"active", 1}, {"invited", 28}, {"disabled", 1}, {"groups", 0}});
  CHECK(view.at("accounts").at("rows").size() == 5);
  CHECK(view.at("statuses") == util::Json{{{"name", "user1@x"}, {"status", "Disabled"}},
                                          {{"name", "user0@x"}, {"status", "Active"}}});
  CHECK(lastpass_view(company, "search=user%2029").at("accounts").at("total") == 1);
}

TEST_CASE("What the page asks for is no request of a client")
{
  CHECK(server::is_page("/"));
  CHECK(server::is_page("/page/entra"));
  CHECK_FALSE(server::is_page("/v1.0/users"));
  CHECK_FALSE(server::is_page("/pages"));
}
