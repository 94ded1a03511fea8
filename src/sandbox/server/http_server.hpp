#pragma once

#include "sandbox/server/gateway.hpp"

#include "lpaz/util/result.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

namespace lpaz::sandbox::server {

// Files in PEM; empty: plain HTTP.
struct ServerCertificate {
  std::string certificate_file;
  std::string key_file;
};

// Serves on 127.0.0.1 and nowhere else.
class HttpServer {
public:
  using Answerer = std::function<Answer(const Request&, int connection)>;

  // Port 0 takes a free one. Fails with ErrorKind::unavailable when the port is in use.
  static Result<std::unique_ptr<HttpServer>> bind(std::uint16_t port,
                                                  const ServerCertificate& certificate);
  ~HttpServer(); // stops

  std::uint16_t port() const;
  const std::string& base_url() const; // http://127.0.0.1:PORT
  // Answers from threads of its own until stop().
  void start(Answerer answerer);
  // Ends the open connections, too.
  void stop();

private:
  struct State;
  explicit HttpServer(std::unique_ptr<State> state);
  std::unique_ptr<State> m_state;
};

} // namespace lpaz::sandbox::server
