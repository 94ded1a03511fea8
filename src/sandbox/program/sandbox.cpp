#include "sandbox/program/sandbox.hpp"

#include "sandbox/engine/engine.hpp"
#include "sandbox/engine/http_scim_sender.hpp"
#include "sandbox/graph/service.hpp"
#include "sandbox/lastpass/lastpass.hpp"
#include "sandbox/oauth/token_endpoint.hpp"
#include "sandbox/program/private_folder.hpp"
#include "sandbox/seed/named_seeds.hpp"
#include "sandbox/seed/seed.hpp"
#include "sandbox/server/certificate.hpp"
#include "sandbox/server/control.hpp"
#include "sandbox/server/http_server.hpp"
#include "sandbox/server/page.hpp"
#include "sandbox/server/throttle_control.hpp"
#include "sandbox/state/state_keeper.hpp"

#include "lpaz/util/digest.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace lpaz::sandbox::program {
namespace {

constexpr std::string_view k_account_number = "1234567";

bool is_denied(std::string_view permission, const std::vector<std::string>& denied)
{
  return std::ranges::any_of(denied, [&](const std::string& pattern) {
    return pattern.ends_with('*')
               ? permission.starts_with(std::string_view(pattern).substr(0, pattern.size() - 1))
               : permission == pattern;
  });
}

store::TenantBehaviour behaviour_of(const Options& options)
{
  store::TenantBehaviour behaviour;
  behaviour.replication = std::chrono::milliseconds(options.replication_ms);
  behaviour.token_life = std::chrono::seconds(options.token_life_seconds);
  behaviour.cycle_interval = std::chrono::seconds(options.cycle_seconds);
  behaviour.accepts_synced_writes = options.synced_writes;
  for (const auto& permission : options.grant.empty() ? graph::all_permissions() : options.grant) {
    if (!is_denied(permission, options.deny)) {
      behaviour.granted.insert(permission);
    }
  }
  return behaviour;
}

std::string new_provisioning_hash()
{
  return util::sha256_hex(util::random_bytes(32)).substr(0, 32);
}

lastpass::CompanySettings lastpass_settings(const store::Tenant& tenant,
                                            const std::string& provisioning_hash)
{
  return {std::string(k_account_number), util::Secret(provisioning_hash), [&tenant] {
            return tenant.now();
          }};
}

} // namespace

util::OrderedJson to_json(const Announcement& announcement)
{
  util::OrderedJson json = {{"graph", announcement.graph},
                            {"authority", announcement.authority},
                            {"tenantId", announcement.tenant_id},
                            {"clientId", announcement.client_id},
                            {"clientSecret", announcement.client_secret},
                            {"connectionUrl", announcement.connection_url},
                            {"provisioningToken", announcement.provisioning_token},
                            {"lastpassApiUrl", announcement.lastpass_api_url},
                            {"cid", announcement.cid},
                            {"provhash", announcement.provhash},
                            {"control", announcement.control},
                            {"page", announcement.page}};
  if (!announcement.ca_file.empty()) {
    json["caFile"] = announcement.ca_file;
  }
  return json;
}

// In the order of construction: each comes after what it uses.
struct Sandbox::Parts {
  Parts(const Options& options, PrivateFolder private_folder, const std::string& ca_file)
      : folder(std::move(private_folder)), tenant(seed::tenant_identity(), behaviour_of(options)),
        engine(tenant, engine::make_http_scim_sender(ca_file)),
        graph({tenant, signer, faults, &engine, &throttle}), sign_in(tenant, signer),
        lastpass(lastpass_settings(tenant, provisioning_hash)), states(tenant, engine, lastpass),
        control(tenant, journal, faults, engine, states), gateway(tenant, router, journal, faults)
  {
  }

  void mount_services();
  server::Response respond_elsewhere(const server::Request& request) const;
  void announce(const Options& options, const std::string& ca_file);
  Status begin_with(const Options& options);

  PrivateFolder folder;
  store::Tenant tenant;
  oauth::TokenSigner signer;
  server::Journal journal;
  server::Faults faults;
  server::Throttle throttle;
  server::Router router;
  engine::ProvisioningEngine engine;
  graph::GraphService graph;
  oauth::SignInService sign_in;
  std::string provisioning_hash = new_provisioning_hash();
  lastpass::LastPass lastpass;
  state::StateKeeper states;
  server::Control control;
  server::Gateway gateway;
  std::unique_ptr<server::HttpServer> server;
  Announcement announcement;
};

// The page, and below a tenant's name the sign-in service.
server::Response Sandbox::Parts::respond_elsewhere(const server::Request& request) const
{
  if (server::is_page(request.path)) {
    return server::show_page(tenant, request);
  }
  return sign_in.respond(request);
}

void Sandbox::Parts::mount_services()
{
  router.mount("/v1.0", [this](const server::Request& request) { return graph.respond(request); });
  router.mount("/beta", [this](const server::Request& request) { return graph.respond(request); });
  lastpass.mount(router);
  router.mount("/control/throttle", [this](const server::Request& request) {
    return server::respond_throttle(throttle, request);
  });
  router.mount("/control",
               [this](const server::Request& request) { return control.respond(request); });
  router.mount("", [this](const server::Request& request) { return respond_elsewhere(request); });
}

void Sandbox::Parts::announce(const Options& options, const std::string& ca_file)
{
  const auto& identity = tenant.identity();
  const std::string& base = server->base_url();
  announcement.graph = base;
  announcement.authority = base;
  announcement.tenant_id = identity.tenant_id.text();
  announcement.client_id = identity.client_id.text();
  announcement.client_secret = identity.client_secret;
  announcement.connection_url =
      options.scim_url.empty() ? base + lastpass.scim_path() : options.scim_url;
  announcement.provisioning_token = lastpass.token().reveal();
  announcement.lastpass_api_url = base + "/enterpriseapi.php";
  announcement.cid = std::string(k_account_number);
  announcement.provhash = provisioning_hash;
  announcement.control = base + "/control";
  announcement.page = base + "/";
  announcement.ca_file = ca_file;
}

Status Sandbox::Parts::begin_with(const Options& options)
{
  seed::SeedOrder order;
  order.identity = tenant.identity();
  order.cycle_interval = tenant.behaviour().cycle_interval;
  order.users = static_cast<std::size_t>(options.users);
  order.privileged = options.privileged;
  order.base_url = server->base_url();
  order.account_number = k_account_number;
  order.foreign_scim_url = options.scim_url;
  const auto grow = [this, order](std::string_view name) {
    seed::SeedOrder named = order;
    named.name = name;
    named.token = lastpass.token();
    return seed::grow(named);
  };
  states.settle(server->base_url(), grow, options.seed);
  return states.reset(options.seed);
}

Result<std::unique_ptr<Sandbox>> Sandbox::start(const Options& options)
{
  LPAZ_TRY(const auto throttle, server::parse_throttle(options.throttle));
  LPAZ_TRY(PrivateFolder folder, PrivateFolder::make());
  server::ServerCertificate certificate;
  std::string ca_file;
  if (options.tls) {
    LPAZ_TRY(const auto files, server::make_certificate(folder.path()));
    certificate = {files.certificate.string(), files.key.string()};
    ca_file = files.authority.string();
  }
  LPAZ_TRY(auto server,
           server::HttpServer::bind(static_cast<std::uint16_t>(options.port), certificate));
  LPAZ_TRY(auto recorder, server::Recorder::open(options.record));
  auto parts = std::make_unique<Parts>(
      options, std::move(folder), options.scim_url.empty() ? ca_file : std::string());
  parts->server = std::move(server);
  parts->throttle.set(throttle);
  LPAZ_CHECK(parts->begin_with(options));
  parts->announce(options, ca_file);
  parts->mount_services();
  auto* gateway = &parts->gateway;
  gateway->record_to(std::move(recorder));
  parts->server->start([gateway](const server::Request& request, int connection) {
    return gateway->answer(request, connection);
  });
  parts->engine.start();
  return std::unique_ptr<Sandbox>(new Sandbox(std::move(parts)));
}

Sandbox::Sandbox(std::unique_ptr<Parts> parts) : m_parts(std::move(parts))
{
}

// A running cycle sends requests to the server, so the server stops last.
Sandbox::~Sandbox()
{
  m_parts->engine.stop();
  m_parts->server.reset();
}

const Announcement& Sandbox::announcement() const
{
  return m_parts->announcement;
}

const std::filesystem::path& Sandbox::folder() const
{
  return m_parts->folder.path();
}

} // namespace lpaz::sandbox::program
