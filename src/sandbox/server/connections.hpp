#pragma once

#include <cstdint>
#include <functional>

namespace lpaz::sandbox::server {

// Calls visit(descriptor, client's port) for every connection of this process that a client made
// to `server_port` here. The HTTP library shows no sockets, and a fault has to end one.
void for_each_connection(std::uint16_t server_port,
                         const std::function<void(int descriptor, int client_port)>& visit);

} // namespace lpaz::sandbox::server
