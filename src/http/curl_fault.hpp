#pragma once

#include "http/transport_fault.hpp"

#include <curl/curl.h>

#include <string_view>

namespace lpaz::http {

TransportFault fault_of(CURLcode code);

// `proxy_status` is what a proxy answered to CONNECT, 300 or more.
TransportFault fault_of_proxy(long proxy_status);

// The part of curl's own text that may be shown; empty where it could quote a proxy URL with its
// password.
std::string_view shown_detail(CURLcode code, std::string_view detail);

} // namespace lpaz::http
