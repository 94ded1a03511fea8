#include "sandbox/server/connections.hpp"

#include "lpaz/util/text.hpp"

#include <netinet/in.h>
#include <sys/socket.h>

#include <filesystem>
#include <optional>
#include <vector>

namespace lpaz::sandbox::server {
namespace {

using NameFunction = int (*)(int, sockaddr*, socklen_t*);

std::optional<int> port_of(int descriptor, NameFunction name)
{
  sockaddr_in address{};
  socklen_t size = sizeof address;
  if (name(descriptor, reinterpret_cast<sockaddr*>(&address), &size) != 0 ||
      address.sin_family != AF_INET) {
    return std::nullopt;
  }
  return ntohs(address.sin_port);
}

std::vector<int> open_descriptors()
{
  std::vector<int> found;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator("/proc/self/fd", error)) {
    if (const auto number = util::parse_integer(entry.path().filename().string())) {
      found.push_back(static_cast<int>(*number));
    }
  }
  return found;
}

} // namespace

void for_each_connection(std::uint16_t server_port,
                         const std::function<void(int descriptor, int client_port)>& visit)
{
  for (const int descriptor : open_descriptors()) {
    const auto own = port_of(descriptor, ::getsockname);
    const auto peer = port_of(descriptor, ::getpeername);
    if (own && peer && *own == server_port) {
      visit(descriptor, *peer);
    }
  }
}

} // namespace lpaz::sandbox::server
