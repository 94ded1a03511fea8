#include "lpaz/runtime/context.hpp"

#include "credentials.hpp"
#include "last_pass.hpp"
#include "stream_log.hpp"

#include "lpaz/auth/bearer_token_policy.hpp"
#include "lpaz/auth/token_cache.hpp"
#include "lpaz/auth/token_claims.hpp"
#include "lpaz/http/standard_policies.hpp"
#include "lpaz/util/text.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <filesystem>
#include <optional>

namespace lpaz::runtime {
namespace {

constexpr std::chrono::seconds k_longest_try{100};
constexpr std::chrono::seconds k_longest_reconnecting{30};

http::CurlOptions curl_options(const Settings& settings)
{
  http::CurlOptions options;
  options.ca_file = settings.ca_file.value;
  options.timeout = std::min(k_longest_try, settings.timeout);
  return options;
}

http::RetryOptions retry_options(const Settings& settings)
{
  http::RetryOptions options;
  options.time_limit = settings.timeout;
  options.transport_time_limit = std::min(k_longest_reconnecting, settings.timeout);
  return options;
}

std::optional<std::filesystem::path> cache_directory(const Settings& settings)
{
  if (settings.cache_directory.value.empty()) {
    return std::nullopt;
  }
  return std::filesystem::path(settings.cache_directory.value);
}

} // namespace

// The members are created in the order of their use; each is null until it is asked for.
struct Context::State {
  State(Surroundings outside,
        Settings chosen,
        cli::RowStyle row_style,
        std::vector<cli::Column> list)
      : surroundings(std::move(outside)), settings(std::move(chosen)), style(std::move(row_style)),
        columns(std::move(list)), log(surroundings.streams.err(), settings.quiet, settings.verbose),
        progress(surroundings.streams.err(),
                 surroundings.clock,
                 cli::progress_mode(!settings.quiet && !settings.no_progress,
                                    surroundings.streams.err().is_terminal(),
                                    surroundings.environment.get("CI").has_value())),
        scopes({settings.graph_endpoint.value + "/.default"}), graph_clock(surroundings.clock)
  {
  }

  http::HttpTransport& get_transport()
  {
    if (!transport) {
      transport = surroundings.make_transport(curl_options(settings));
    }
    return *transport;
  }

  CredentialParts credential_parts()
  {
    if (!token_pipeline) {
      token_pipeline = std::make_unique<http::HttpPipeline>(
          http::standard_policies(retry_options(settings), nullptr, surroundings.clock, log),
          get_transport());
      cache = std::make_unique<auth::TokenCache>(
          cache_directory(settings), surroundings.clock, log, settings.timeout);
    }
    return {*token_pipeline, *cache, surroundings.clock};
  }

  Status make_printer()
  {
    if (!printer) {
      LPAZ_TRY(printer, cli::make_row_printer(style, columns, surroundings.streams.out()));
    }
    return {};
  }

  Surroundings surroundings;
  Settings settings;
  cli::RowStyle style;
  std::vector<cli::Column> columns;
  StreamLog log;
  cli::Progress progress;
  std::vector<std::string> scopes;
  std::unique_ptr<http::HttpTransport> transport;
  std::unique_ptr<http::HttpPipeline> token_pipeline;
  std::unique_ptr<auth::TokenCache> cache;
  std::unique_ptr<auth::TokenCredential> credential;
  http::ServiceClock graph_clock;
  std::unique_ptr<http::HttpPipeline> graph_pipeline;
  std::unique_ptr<graph::GraphClient> graph;
  std::unique_ptr<http::HttpPipeline> last_pass_pipeline;
  std::unique_ptr<lastpass::EnterpriseApi> last_pass;
  std::unique_ptr<cli::RowPrinter> printer;
  std::size_t printed = 0;
};

Context::Context(Surroundings surroundings,
                 Settings settings,
                 cli::RowStyle style,
                 std::vector<cli::Column> columns)
    : m_state(std::make_unique<State>(
          std::move(surroundings), std::move(settings), std::move(style), std::move(columns)))
{
}

Context::~Context() = default;

const Settings& Context::settings() const
{
  return m_state->settings;
}

const util::Environment& Context::environment() const
{
  return m_state->surroundings.environment;
}

util::Clock& Context::clock()
{
  return m_state->surroundings.clock;
}

util::Clock& Context::graph_clock()
{
  return m_state->graph_clock;
}

util::Log& Context::log()
{
  return m_state->log;
}

cli::Streams& Context::streams()
{
  return m_state->surroundings.streams;
}

cli::Prompter& Context::prompter()
{
  return m_state->surroundings.prompter;
}

cli::Progress& Context::progress()
{
  return m_state->progress;
}

const std::vector<std::string>& Context::graph_scopes()
{
  return m_state->scopes;
}

Result<auth::TokenCredential*> Context::credential()
{
  State& state = *m_state;
  if (!state.credential) {
    LPAZ_TRY(state.credential,
             make_credential(state.settings, environment(), state.credential_parts()));
  }
  return state.credential.get();
}

Result<std::unique_ptr<auth::TokenCredential>>
Context::credential_for(std::string tenant_id, std::string client_id, util::Secret secret)
{
  auth::ClientSecretOptions options;
  options.authority = m_state->settings.authority.value;
  options.tenant_id = std::move(tenant_id);
  options.client_id = std::move(client_id);
  options.client_secret = std::move(secret);
  return make_client_secret_credential(std::move(options), m_state->credential_parts());
}

Result<graph::GraphClient*> Context::graph()
{
  State& state = *m_state;
  if (!state.graph) {
    LPAZ_TRY(auth::TokenCredential * signer, credential());
    LPAZ_TRY(auto service, util::parse_url(state.settings.graph_endpoint.value, "Graph endpoint"));
    auto authentication =
        std::make_unique<auth::BearerTokenPolicy>(*signer, state.scopes, std::move(service));
    state.graph_pipeline =
        std::make_unique<http::HttpPipeline>(http::standard_policies(retry_options(state.settings),
                                                                     std::move(authentication),
                                                                     clock(),
                                                                     state.log,
                                                                     &state.graph_clock),
                                             state.get_transport());
    graph::GraphClientOptions options;
    options.endpoint = state.settings.graph_endpoint.value;
    options.batch_time_limit = state.settings.timeout;
    state.graph =
        std::make_unique<graph::GraphClient>(*state.graph_pipeline, graph_clock(), options);
  }
  return state.graph.get();
}

Result<lastpass::EnterpriseApi*> Context::last_pass()
{
  State& state = *m_state;
  if (!state.last_pass) {
    LPAZ_TRY(auto options, last_pass_options(state.settings, environment()));
    if (!options) {
      return nullptr;
    }
    state.last_pass_pipeline = std::make_unique<http::HttpPipeline>(
        http::standard_policies(retry_options(state.settings), nullptr, clock(), state.log),
        state.get_transport());
    LPAZ_TRY(state.last_pass,
             lastpass::EnterpriseApi::create(
                 *std::move(options), *state.last_pass_pipeline, state.surroundings.clock));
  }
  return state.last_pass.get();
}

Result<util::Json> Context::claims()
{
  LPAZ_TRY(auth::TokenCredential * signer, credential());
  auth::TokenRequestContext request;
  request.scopes = m_state->scopes;
  LPAZ_TRY(const auto token, signer->get_token(request));
  return auth::decode_claims(token.token).value_or(util::Json());
}

Result<std::string> Context::signed_in_object_id()
{
  LPAZ_TRY(const auto token, claims());
  return util::string_at(token, "oid");
}

// Only delegated tokens have scopes.
Result<bool> Context::signed_in_as_app()
{
  LPAZ_TRY(const auto token, claims());
  return token.is_object() && !token.contains("scp");
}

Status Context::print(const util::OrderedJson& row)
{
  LPAZ_CHECK(m_state->make_printer());
  m_state->progress.clear();
  ++m_state->printed;
  return m_state->printer->row(row);
}

std::size_t Context::printed() const
{
  return m_state->printed;
}

void Context::note(const std::string& text)
{
  if (!m_state->settings.quiet) {
    explain(text);
  }
}

void Context::explain(const std::string& text)
{
  m_state->progress.clear();
  (void)m_state->surroundings.streams.err().write(util::make_visible(text) + "\n");
}

Status Context::finish()
{
  m_state->progress.finish();
  // A command with rows prints an empty document when there are none; one object is either there or
  // not.
  if (!m_state->printer && (m_state->columns.empty() || m_state->style.single)) {
    return m_state->surroundings.streams.out().flush();
  }
  LPAZ_CHECK(m_state->make_printer());
  return m_state->printer->finish();
}

} // namespace lpaz::runtime
