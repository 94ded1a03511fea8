#include "support/fake_clock.hpp"
#include "support/fake_streams.hpp"
#include "support/scripted_tenant.hpp"

#include "lpaz/auth/token_credential.hpp"
#include "lpaz/runtime/context.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <map>

using namespace lpaz;
using runtime::Context;
using util::OrderedJson;

namespace {

class ContextFixture {
public:
  ContextFixture()
  {
    settings.tenant_id.value = "contoso.example";
    settings.client_id.value = "c-1";
    settings.authority.value = "https://login.example";
    settings.graph_endpoint.value = "https://graph.example";
    settings.format = cli::OutputFormat::json;
  }

  std::unique_ptr<Context> make(bool single = false)
  {
    cli::RowStyle style;
    style.format = settings.format;
    style.single = single;
    return std::make_unique<Context>(
        runtime::Surroundings{streams,
                              prompter,
                              clock,
                              environment,
                              [this](const http::CurlOptions& options) {
                                ++transports;
                                curl_options = options;
                                return std::make_unique<test::TenantTransport>(tenant);
                              }},
        settings,
        style,
        columns);
  }

  runtime::Settings settings;
  std::vector<cli::Column> columns = {{"name", "Name", "A name"}};
  test::FakeStreams streams;
  test::FakePrompter prompter;
  test::FakeClock clock;
  util::Environment environment{{{"AZURE_CLIENT_SECRET", "s-1"}}};
  test::ScriptedTenant tenant;
  http::CurlOptions curl_options;
  int transports = 0;
};

} // namespace

TEST_CASE_FIXTURE(ContextFixture, "a list command without rows prints an empty document")
{
  CHECK(make()->finish());
  CHECK(streams.out().text == "[]\n");
  streams.out().text.clear();
  settings.format = cli::OutputFormat::csv;
  CHECK(make()->finish());
  CHECK(streams.out().text == "name\r\n");
}

TEST_CASE_FIXTURE(ContextFixture,
                  "a command that prints one object prints nothing when it has none")
{
  CHECK(make(true)->finish());
  CHECK(streams.out().text.empty());
  columns.clear();
  CHECK(make()->finish());
  CHECK(streams.out().text.empty());
}

TEST_CASE_FIXTURE(ContextFixture, "rows are printed in the format that was asked for, and counted")
{
  const auto context = make();
  CHECK(context->print({{"name", "a"}}));
  CHECK(context->print({{"name", "b"}}));
  CHECK(context->printed() == 2);
  CHECK(context->finish());
  CHECK(OrderedJson::parse(streams.out().text).dump() == R"([{"name":"a"},{"name":"b"}])");
}

TEST_CASE_FIXTURE(ContextFixture,
                  "a result that cannot be written is an error, not a silent success")
{
  const auto context = make();
  streams.out().failure = fail(ErrorKind::failed, "no space left").error();
  CHECK_FALSE(context->print({{"name", "a"}}));
  CHECK_FALSE(context->finish());
}

TEST_CASE_FIXTURE(ContextFixture, "notes go to stderr, made visible, and --quiet drops them")
{
  make()->note("hello\x1b[2J");
  CHECK(streams.err().text == "hello\\x1b[2J\n");
  CHECK(streams.out().text.empty());
  streams.err().text.clear();
  settings.quiet = true;
  make()->note("hello");
  CHECK(streams.err().text.empty());
}

TEST_CASE_FIXTURE(ContextFixture, "a context that nobody asks for anything opens no connection")
{
  settings.tenant_id.value.clear();
  const auto context = make();
  CHECK(context->settings().client_id.value == "c-1");
  CHECK(context->finish());
  CHECK(transports == 0);
}

TEST_CASE_FIXTURE(ContextFixture, "credential and Graph share one connection and one token")
{
  tenant.on("GET /a", 200, {{"x", 1}});
  tenant.on("GET /b", 200, {{"x", 1}});
  const auto context = make();
  const auto id = context->signed_in_object_id();
  REQUIRE(id);
  CHECK(*id == "00000000-0000-0000-0000-0000000000ff");
  const auto client = context->graph();
  REQUIRE(client);
  CHECK((*client)->send(graph::get_request("/a")));
  CHECK((*client)->send(graph::get_request("/b")));
  CHECK(*context->graph() == *client);
  CHECK(transports == 1);
  CHECK(tenant.token_requests().size() == 1);
  CHECK(tenant.token_requests()[0].find("scope=https%3A%2F%2Fgraph.example%2F.default") !=
        std::string::npos);
}

TEST_CASE_FIXTURE(ContextFixture, "without a credential Graph is out of reach and nothing is sent")
{
  settings.tenant_id.value.clear();
  const auto client = make()->graph();
  REQUIRE_FALSE(client);
  CHECK(client.error().kind == ErrorKind::sign_in);
  CHECK(tenant.requests() == 0);
}

TEST_CASE_FIXTURE(ContextFixture,
                  "--timeout bounds a try as well as all tries, --ca-file is passed on")
{
  settings.ca_file.value = "/ca.pem";
  settings.timeout = std::chrono::seconds(20);
  tenant.always("GET /a", 429, {}, {{"Retry-After", "8"}});
  const auto context = make();
  const auto client = context->graph();
  REQUIRE(client);
  const auto answer = (*client)->send(graph::get_request("/a"));
  REQUIRE_FALSE(answer);
  CHECK(answer.error().kind == ErrorKind::unavailable);
  CHECK(clock.sleeps().size() == 2);
  CHECK(curl_options.timeout == std::chrono::seconds(20));
  CHECK(curl_options.ca_file == "/ca.pem");
}

TEST_CASE_FIXTURE(ContextFixture, "an interrupt while the service asks to wait ends the command")
{
  tenant.always("GET /a", 429);
  clock.interrupt_sleep(1);
  const auto context = make();
  const auto client = context->graph();
  REQUIRE(client);
  const auto answer = (*client)->send(graph::get_request("/a"));
  REQUIRE_FALSE(answer);
  CHECK(answer.error().kind == ErrorKind::interrupted);
}

TEST_CASE_FIXTURE(ContextFixture, "LastPass is asked only where it is configured, and once made")
{
  auto none = make()->last_pass();
  REQUIRE(none);
  CHECK(*none == nullptr);
  settings.last_pass_account_number.value = "1234567";
  CHECK_FALSE(make()->last_pass());
  environment = util::Environment{{{"LPAZ_LASTPASS_PROVHASH", "h-1"}, {"HOME", "/"}}};
  settings.last_pass_url.value = "http://lastpass.example/api";
  const auto unsafe = make()->last_pass();
  REQUIRE_FALSE(unsafe);
  CHECK(unsafe.error().kind == ErrorKind::usage);
  settings.last_pass_url.value = "https://lastpass.example/api";
  const auto context = make();
  const auto api = context->last_pass();
  REQUIRE(api);
  CHECK(*api != nullptr);
  CHECK(*context->last_pass() == *api);
  CHECK(tenant.requests() == 0);
}
