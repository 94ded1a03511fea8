#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cstdint>
#include <cstdlib>
#include <functional>
#include <mutex>
#include <stdexcept>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

namespace lpaz::test {

// What the server does with one request.
struct Reply {
  enum class Then { keep_open, close, hang };

  std::string bytes; // as they go over the wire
  Then then = Then::keep_open;
  std::function<void()> before = nullptr; // runs when the request has arrived
};

// "HTTP/1.1 <status>" with Content-Length and `headers`, each ending in \r\n.
inline std::string
http_answer(std::string_view status, std::string_view body, std::string_view headers = "")
{
  std::string text = "HTTP/1.1 ";
  text.append(status).append("\r\nContent-Length: ").append(std::to_string(body.size()));
  text.append("\r\n").append(headers).append("\r\n").append(body);
  return text;
}

// A server of raw bytes on a free loopback port: the replies in their order, one a request, over as
// many connections as the client opens. Ends with the object.
class LoopbackServer {
public:
  explicit LoopbackServer(std::vector<Reply> replies) : m_replies(std::move(replies))
  {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t length = sizeof address;
    auto* generic = reinterpret_cast<sockaddr*>(&address);
    if (m_listener < 0 || m_stop < 0 || ::bind(m_listener, generic, length) != 0 ||
        ::listen(m_listener, 8) != 0 || ::getsockname(m_listener, generic, &length) != 0) {
      throw std::runtime_error("cannot listen on the loopback interface");
    }
    m_port = ntohs(address.sin_port);
    m_thread = std::thread([this] { run(); });
  }
  LoopbackServer(const LoopbackServer&) = delete;
  LoopbackServer& operator=(const LoopbackServer&) = delete;
  ~LoopbackServer()
  {
    const std::uint64_t one = 1;
    (void)!::write(m_stop, &one, sizeof one);
    m_thread.join();
    ::close(m_listener);
    ::close(m_stop);
  }

  std::string url(std::string_view path) const
  {
    return "http://127.0.0.1:" + std::to_string(m_port) + std::string(path);
  }
  int port() const { return m_port; }
  // Whole requests as they came.
  std::vector<std::string> requests() const
  {
    const std::scoped_lock guard(m_mutex);
    return m_requests;
  }
  int connections() const
  {
    const std::scoped_lock guard(m_mutex);
    return m_connections;
  }

private:
  // False when the server has to end.
  bool wait(int fd) const
  {
    std::array<pollfd, 2> watched = {{{fd, POLLIN, 0}, {m_stop, POLLIN, 0}}};
    while (::poll(watched.data(), watched.size(), -1) < 0) {
    }
    return watched[1].revents == 0;
  }

  // False also when nothing comes from this client, but a new one wants to be served.
  bool wait_or_next_client(int client) const
  {
    std::array<pollfd, 3> watched = {
        {{client, POLLIN, 0}, {m_stop, POLLIN, 0}, {m_listener, POLLIN, 0}}};
    while (::poll(watched.data(), watched.size(), -1) < 0) {
    }
    return watched[1].revents == 0 && watched[0].revents != 0;
  }

  void run()
  {
    while (wait(m_listener)) {
      const int client = ::accept(m_listener, nullptr, nullptr);
      {
        const std::scoped_lock guard(m_mutex);
        ++m_connections;
      }
      serve(client);
      ::close(client);
    }
  }

  void serve(int client)
  {
    std::string received;
    while (m_next < m_replies.size() && read_request(client, received)) {
      const auto& reply = m_replies[m_next++];
      if (reply.before) {
        reply.before();
      }
      (void)!::send(client, reply.bytes.data(), reply.bytes.size(), MSG_NOSIGNAL);
      if (reply.then == Reply::Then::close) {
        return;
      }
      if (reply.then == Reply::Then::hang) {
        wait(client);
        return;
      }
    }
  }

  bool read_request(int client, std::string& received)
  {
    while (true) {
      const auto size = request_size(received);
      if (size != 0 && received.size() >= size) {
        const std::scoped_lock guard(m_mutex);
        m_requests.push_back(received.substr(0, size));
        received.erase(0, size);
        return true;
      }
      std::array<char, 4096> buffer;
      const bool more = received.empty() ? wait_or_next_client(client) : wait(client);
      const auto count = more ? ::recv(client, buffer.data(), buffer.size(), 0) : 0;
      if (count <= 0) {
        return false;
      }
      received.append(buffer.data(), static_cast<std::size_t>(count));
    }
  }

  // 0 while the header section is not complete.
  static std::size_t request_size(const std::string& text)
  {
    const auto end = text.find("\r\n\r\n");
    if (end == std::string::npos) {
      return 0;
    }
    const auto length = text.find("Content-Length: ");
    return end + 4 + (length < end ? std::strtoul(text.c_str() + length + 16, nullptr, 10) : 0);
  }

  std::vector<Reply> m_replies;
  std::size_t m_next = 0;
  int m_listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  int m_stop = ::eventfd(0, EFD_CLOEXEC);
  int m_port = 0;
  mutable std::mutex m_mutex;
  std::vector<std::string> m_requests;
  int m_connections = 0;
  std::thread m_thread;
};

} // namespace lpaz::test
