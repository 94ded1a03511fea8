#include "sandbox/server/http_server.hpp"

#include "sandbox/server/compression.hpp"
#include "sandbox/server/connections.hpp"

#include "lpaz/util/time.hpp"
#include "lpaz/util/url.hpp"

#include <fmt/format.h>
#include <httplib.h>

#include <sys/socket.h>

#include <thread>

namespace lpaz::sandbox::server {
namespace {

constexpr std::size_t k_threads = 96; // one for every open connection
constexpr std::size_t k_largest_body = 8U << 20U;
constexpr std::size_t k_largest_state = std::size_t{1} << 30U; // of PUT /control/state
constexpr std::size_t k_smallest_packed = 1024;
constexpr time_t k_keep_alive_seconds = 300;
constexpr std::size_t k_keep_alive_requests = 10'000'000;
constexpr int k_waiting_clients = 512;
constexpr int k_too_large = 413;

// The address of the proxy on this machine that the client used; empty if there is none.
std::string proxy_address(const httplib::Request& from, const std::string& host)
{
  const std::string scheme = from.get_header_value("X-Forwarded-Proto");
  const auto url = util::parse_url(scheme + "://" + host, "address of the proxy");
  return url && util::is_loopback(*url) ? util::origin(*url) : "";
}

// The client's own name for this machine, so that links lead back to the host it knows; any other
// name gets the address that was announced.
std::string base_url_for(const httplib::Request& from, const std::string& base_url)
{
  const std::string host = from.get_header_value("Host");
  if (const std::string proxy = proxy_address(from, host); !proxy.empty()) {
    return proxy;
  }
  const auto colon = base_url.rfind(':');
  return host == "localhost" + base_url.substr(colon)
             ? base_url.substr(0, base_url.find("//") + 2) + host
             : base_url;
}

Request request_of(const httplib::Request& from, const std::string& base_url)
{
  Request request;
  request.method = from.method;
  const auto question = from.target.find('?');
  request.path = from.target.substr(0, question);
  request.query = question == std::string::npos ? "" : from.target.substr(question + 1);
  for (const auto& [name, value] : from.headers) {
    request.headers.emplace(name, value);
  }
  request.body = from.body;
  request.base_url = base_url_for(from, base_url);
  return request;
}

// Content types with parameters are left alone by the library's own compression.
void pack(Response& response, const httplib::Request& request)
{
  const auto type = response.headers.find("Content-Type");
  if (response.body.size() < k_smallest_packed || type == response.headers.end() ||
      !type->second.starts_with("application/json;") ||
      !accepts_gzip(request.get_header_value("Accept-Encoding"))) {
    return;
  }
  if (auto packed = gzip(response.body)) {
    response.body = std::move(*packed);
    response.headers.emplace("Content-Encoding", "gzip");
    response.headers.emplace("Vary", "Accept-Encoding");
  }
}

void end_connection(std::uint16_t server_port, int client_port)
{
  for_each_connection(server_port, [&](int descriptor, int port) {
    if (port == client_port) {
      ::shutdown(descriptor, SHUT_RDWR);
    }
  });
}

// Announces the whole body, sends half of it and ends the connection.
void send_half(Response response, httplib::Response& to, const std::string& type)
{
  const std::size_t whole = response.body.size();
  to.set_content_provider(
      whole,
      type,
      [body = std::move(response.body)](std::size_t, std::size_t, httplib::DataSink& sink) {
        sink.write(body.data(), body.size() / 2);
        return false;
      });
}

void send_whole(Response response, httplib::Response& to, const std::string& type)
{
  to.body = std::move(response.body);
  if (!type.empty()) {
    to.set_header("Content-Type", type);
  }
}

} // namespace

struct HttpServer::State {
  std::unique_ptr<httplib::Server> server;
  std::thread thread;
  std::uint16_t port = 0;
  std::string base_url;
  Answerer answerer;

  void respond(const httplib::Request& from, httplib::Response& to) const;
  void listen_to_all_methods();
};

void HttpServer::State::respond(const httplib::Request& from, httplib::Response& to) const
{
  Answer answer = answerer(request_of(from, base_url), from.remote_port);
  if (answer.delivery == Delivery::drop) {
    end_connection(port, from.remote_port);
    return;
  }
  pack(answer.response, from);
  to.status = answer.response.status;
  if (!answer.response.headers.contains("Date")) {
    to.set_header("Date", util::format_http_date(std::chrono::system_clock::now()));
  }
  std::string type;
  for (const auto& [name, value] : answer.response.headers) {
    if (IgnoringCase less; !less(name, "Content-Type") && !less("Content-Type", name)) {
      type = value;
    } else {
      to.set_header(name, value);
    }
  }
  if (answer.delivery == Delivery::cut) {
    send_half(std::move(answer.response), to, type);
  } else {
    send_whole(std::move(answer.response), to, type);
  }
}

void HttpServer::State::listen_to_all_methods()
{
  const auto respond_to = [this](const httplib::Request& from, httplib::Response& to) {
    if (from.body.size() > k_largest_body && !from.target.starts_with("/control/state")) {
      to.status = k_too_large;
      return;
    }
    respond(from, to);
  };
  // Requests without a body are answered before the library looks for one: it would wait for the
  // body of a DELETE that has none.
  server->set_pre_routing_handler([this](const httplib::Request& from, httplib::Response& to) {
    if (from.has_header("Transfer-Encoding") ||
        from.get_header_value<std::uint64_t>("Content-Length") > 0) {
      return httplib::Server::HandlerResponse::Unhandled;
    }
    respond(from, to);
    return httplib::Server::HandlerResponse::Handled;
  });
  server->set_error_handler([](const httplib::Request& from, httplib::Response& to) {
    if (to.status == k_too_large && to.body.empty() && from.target.starts_with("/v1.0")) {
      to.set_content(
          R"({"error":{"code":"RequestEntityTooLarge","message":"The request body is too large."}})",
          "application/json");
    }
  });
  const std::string any = R"([^]*)";
  server->Post(any, respond_to).Put(any, respond_to).Patch(any, respond_to);
  server->Delete(any, respond_to).Get(any, respond_to);
}

HttpServer::HttpServer(std::unique_ptr<State> state) : m_state(std::move(state))
{
}

HttpServer::~HttpServer()
{
  stop();
}

Result<std::unique_ptr<HttpServer>> HttpServer::bind(std::uint16_t port,
                                                     const ServerCertificate& certificate)
{
  auto state = std::make_unique<State>();
  const bool is_tls = !certificate.certificate_file.empty();
  if (is_tls) {
    state->server = std::make_unique<httplib::SSLServer>(certificate.certificate_file.c_str(),
                                                         certificate.key_file.c_str());
  } else {
    state->server = std::make_unique<httplib::Server>();
  }
  httplib::Server& server = *state->server;
  if (!server.is_valid()) {
    return fail(ErrorKind::failed, "the server's certificate cannot be used");
  }
  server.new_task_queue = [] { return new httplib::ThreadPool(k_threads); };
  server.set_tcp_nodelay(true);
  // Not SO_REUSEPORT, the library's choice: two sandboxes would share a port unnoticed.
  socket_t listening = INVALID_SOCKET;
  server.set_socket_options([&listening](socket_t socket) {
    const int yes = 1;
    ::setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    listening = socket;
  });
  server.set_keep_alive_timeout(k_keep_alive_seconds);
  server.set_keep_alive_max_count(k_keep_alive_requests);
  server.set_payload_max_length(k_largest_state);
  int bound = port;
  if (port == 0) {
    bound = server.bind_to_any_port("127.0.0.1");
  } else if (!server.bind_to_port("127.0.0.1", port)) {
    bound = -1;
  }
  if (bound <= 0) {
    return fail(ErrorKind::unavailable, fmt::format("cannot listen on 127.0.0.1 port {}", port));
  }
  // The library's queue of five makes simultaneous clients wait for seconds.
  ::listen(listening, k_waiting_clients);
  server.set_socket_options([](socket_t) {});
  state->port = static_cast<std::uint16_t>(bound);
  state->base_url = fmt::format("{}://127.0.0.1:{}", is_tls ? "https" : "http", bound);
  return std::unique_ptr<HttpServer>(new HttpServer(std::move(state)));
}

std::uint16_t HttpServer::port() const
{
  return m_state->port;
}

const std::string& HttpServer::base_url() const
{
  return m_state->base_url;
}

void HttpServer::start(Answerer answerer)
{
  m_state->answerer = std::move(answerer);
  m_state->listen_to_all_methods();
  m_state->thread = std::thread([this] { m_state->server->listen_after_bind(); });
  while (!m_state->server->is_running()) {
    std::this_thread::yield();
  }
}

void HttpServer::stop()
{
  if (!m_state->thread.joinable()) {
    return;
  }
  m_state->server->stop();
  for_each_connection(m_state->port,
                      [](int descriptor, int) { ::shutdown(descriptor, SHUT_RDWR); });
  m_state->thread.join();
}

} // namespace lpaz::sandbox::server
