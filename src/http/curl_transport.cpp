#include "lpaz/http/curl_transport.hpp"

#include "http/transport_fault.hpp"

#include "lpaz/util/interrupt.hpp"
#include "lpaz/util/text.hpp"
#include "lpaz/util/url.hpp"

#include <curl/curl.h>

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace lpaz::http {
namespace {

constexpr std::size_t k_max_header_bytes = std::size_t{256} * 1024;

template <auto free_function>
struct CurlFree {
  template <typename T>
  void operator()(T* object) const
  {
    free_function(object);
  }
};

using EasyHandle = std::unique_ptr<CURL, CurlFree<curl_easy_cleanup>>;
using MultiHandle = std::unique_ptr<CURLM, CurlFree<curl_multi_cleanup>>;
using HeaderList = std::unique_ptr<curl_slist, CurlFree<curl_slist_free_all>>;

// One try: what the callbacks fill in.
struct Exchange {
  Exchange(const HttpRequest& sent_request, std::size_t max_bytes)
      : request(sent_request), max_body_bytes(max_bytes)
  {
  }

  const HttpRequest& request;
  std::size_t max_body_bytes;
  HttpResponse response;
  std::size_t header_bytes = 0;
  int sendings = 0; // curl sends again by itself when a kept connection turns out to be dead
  bool too_large = false;
  bool interrupted = false;
  std::array<char, CURL_ERROR_SIZE> detail{};
};

std::size_t on_body(char* bytes, std::size_t, std::size_t count, void* user)
{
  auto& exchange = *static_cast<Exchange*>(user);
  auto& body = exchange.response.body;
  if (count > exchange.max_body_bytes - body.size()) {
    exchange.too_large = true;
    return CURL_WRITEFUNC_ERROR;
  }
  body.append(bytes, count);
  return count;
}

std::size_t on_header(char* bytes, std::size_t, std::size_t count, void* user)
{
  auto& exchange = *static_cast<Exchange*>(user);
  exchange.header_bytes += count;
  if (exchange.header_bytes > k_max_header_bytes) {
    exchange.too_large = true;
    return CURL_WRITEFUNC_ERROR;
  }
  const std::string_view line(bytes, count);
  if (line.starts_with("HTTP/")) {
    exchange.response.headers = {}; // what came before was an interim answer
    return count;
  }
  if (const auto colon = line.find(':'); colon != std::string_view::npos) {
    exchange.response.headers.add(line.substr(0, colon), util::trim(line.substr(colon + 1)));
  }
  return count;
}

// Curl would repeat any request on a fresh connection when a kept one dies without a byte of an
// answer; the server may have carried it out all the same.
int on_sending(void* user, char*, char*, int, int)
{
  auto& exchange = *static_cast<Exchange*>(user);
  ++exchange.sendings;
  return exchange.sendings > 1 && !exchange.request.idempotent ? CURL_PREREQFUNC_ABORT
                                                               : CURL_PREREQFUNC_OK;
}

void append(HeaderList& list, const std::string& line)
{
  auto* head = curl_slist_append(list.get(), line.c_str());
  if (!list) {
    list.reset(head); // stays the same from here on
  }
}

Result<HeaderList> make_headers(const Headers& headers)
{
  HeaderList list;
  for (const auto& header : headers) {
    if (!is_sendable(header)) {
      return fail(ErrorKind::defect, "a request header holds control characters");
    }
    append(list, header.value.empty() ? header.name + ";" : header.name + ": " + header.value);
  }
  append(list, "Expect:");
  if (!headers.find("Content-Type")) {
    append(list, "Content-Type:"); // else curl calls every body a form
  }
  return list;
}

TransportFault fault_of_proxy(long proxy_status)
{
  if (proxy_status == 407) {
    return TransportFault::proxy_wants_password;
  }
  return proxy_status >= 500 ? TransportFault::proxy_failed : TransportFault::proxy_refused;
}

TransportFault fault_of(CURLcode code)
{
  switch (code) {
  case CURLE_COULDNT_RESOLVE_HOST:
    return TransportFault::unknown_host;
  case CURLE_COULDNT_RESOLVE_PROXY:
    return TransportFault::unknown_proxy;
  case CURLE_PROXY:
    return TransportFault::proxy_failed;
  case CURLE_COULDNT_CONNECT:
    return TransportFault::no_connection;
  case CURLE_OPERATION_TIMEDOUT:
    return TransportFault::timeout;
  case CURLE_SSL_CONNECT_ERROR:
    return TransportFault::tls_handshake;
  case CURLE_SEND_ERROR:
  case CURLE_RECV_ERROR:
  case CURLE_GOT_NOTHING:
  case CURLE_PARTIAL_FILE:
  case CURLE_HTTP2:
  case CURLE_HTTP2_STREAM:
  case CURLE_ABORTED_BY_CALLBACK:
    return TransportFault::cut;
  case CURLE_PEER_FAILED_VERIFICATION:
  case CURLE_SSL_ISSUER_ERROR:
    return TransportFault::untrusted;
  case CURLE_SSL_INVALIDCERTSTATUS:
    return TransportFault::revoked;
  case CURLE_SSL_CACERT_BADFILE:
    return TransportFault::bad_ca_file;
  case CURLE_BAD_CONTENT_ENCODING:
    return TransportFault::bad_encoding;
  case CURLE_WEIRD_SERVER_REPLY:
  case CURLE_UNSUPPORTED_PROTOCOL:
    return TransportFault::not_http;
  case CURLE_URL_MALFORMAT:
    return TransportFault::bad_url;
  default:
    return TransportFault::other;
  }
}

// Curl's own text is shown only where it cannot quote a proxy URL with its password.
std::string_view shown_detail(const Exchange& exchange, CURLcode code)
{
  const std::string_view detail = exchange.detail.data();
  switch (code) {
  case CURLE_COULDNT_CONNECT:
    return detail.starts_with("Failed to connect to ") ? detail : "";
  case CURLE_OPERATION_TIMEDOUT:
  case CURLE_SSL_CONNECT_ERROR:
  case CURLE_PEER_FAILED_VERIFICATION:
    return detail;
  default:
    return fault_of(code) == TransportFault::other ? curl_easy_strerror(code) : "";
  }
}

bool may_be_stopped(const HttpRequest& request)
{
  return request.method == HttpMethod::get && request.idempotent;
}

long milliseconds_of(std::chrono::milliseconds duration)
{
  return static_cast<long>(duration.count());
}

} // namespace

class CurlTransport::Session {
public:
  explicit Session(CurlOptions options) : m_options(std::move(options))
  {
    static const CURLcode global = curl_global_init(CURL_GLOBAL_DEFAULT);
    if (global == CURLE_OK) {
      m_easy.reset(curl_easy_init());
      m_multi.reset(curl_multi_init());
    }
  }

  Result<HttpResponse> send(const HttpRequest& request)
  {
    LPAZ_TRY(const auto url, util::parse_url(request.url, "request URL"));
    if (!m_easy || !m_multi) {
      return fail(ErrorKind::failed, "libcurl cannot be started");
    }
    LPAZ_TRY(const auto headers, make_headers(request.headers));
    Exchange exchange(request, m_options.max_response_bytes);
    curl_easy_reset(m_easy.get());
    set_connection(url);
    set_limits(request);
    set_message(exchange, headers.get());
    const CURLcode code = perform(exchange);
    if (exchange.interrupted) {
      return fail(util::Interrupt::error());
    }
    if (code != CURLE_OK) {
      return fail(error_of(exchange, code));
    }
    long status = 0;
    curl_easy_getinfo(m_easy.get(), CURLINFO_RESPONSE_CODE, &status);
    exchange.response.status = static_cast<int>(status);
    return std::move(exchange.response);
  }

private:
  Error error_of(const Exchange& exchange, CURLcode code)
  {
    long proxy_status = 0;
    curl_easy_getinfo(m_easy.get(), CURLINFO_HTTP_CONNECTCODE, &proxy_status);
    auto fault = proxy_status >= 300 ? fault_of_proxy(proxy_status) : fault_of(code);
    if (exchange.too_large) {
      fault = TransportFault::too_large;
    }
    const bool sent = exchange.sendings > 0;
    return transport_error(fault, exchange.request, sent, shown_detail(exchange, code));
  }

  template <typename T>
  void set(CURLoption option, T value)
  {
    curl_easy_setopt(m_easy.get(), option, value);
  }

  void set_connection(const util::Url& url)
  {
    set(CURLOPT_PROTOCOLS_STR, "http,https");
    set(CURLOPT_FOLLOWLOCATION, 0L);
    set(CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_2TLS));
    set(CURLOPT_NOSIGNAL, 1L);
    set(CURLOPT_TCP_KEEPALIVE, 1L);
    set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
    set(CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    set(CURLOPT_SSL_VERIFYPEER, 1L);
    set(CURLOPT_SSL_VERIFYHOST, 2L);
    if (!m_options.ca_file.empty()) {
      set(CURLOPT_CAINFO, m_options.ca_file.c_str());
      set(CURLOPT_CAPATH, static_cast<const char*>(nullptr));
    }
    if (util::is_loopback(url)) {
      set(CURLOPT_PROXY, "");
    }
  }

  void set_limits(const HttpRequest& request)
  {
    const auto timeout = request.timeout.count() > 0 ? request.timeout : m_options.timeout;
    set(CURLOPT_TIMEOUT_MS, milliseconds_of(timeout));
    set(CURLOPT_CONNECTTIMEOUT_MS, milliseconds_of(m_options.connect_timeout));
    set(CURLOPT_LOW_SPEED_LIMIT, 1L);
    set(CURLOPT_LOW_SPEED_TIME, static_cast<long>(m_options.stall_timeout.count()));
  }

  void set_message(Exchange& exchange, curl_slist* headers)
  {
    const auto& request = exchange.request;
    set(CURLOPT_URL, request.url.c_str());
    set(CURLOPT_HTTPHEADER, headers);
    set(CURLOPT_ACCEPT_ENCODING, "gzip");
    set(CURLOPT_FRESH_CONNECT, request.fresh_connection ? 1L : 0L);
    if (request.method != HttpMethod::get) {
      const bool has_body = request.method != HttpMethod::del || !request.body.empty();
      if (has_body) {
        set(CURLOPT_POSTFIELDS, request.body.c_str());
        set(CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body.size()));
      }
      set(CURLOPT_CUSTOMREQUEST, std::string(method_name(request.method)).c_str());
    }
    set(CURLOPT_WRITEFUNCTION, &on_body);
    set(CURLOPT_WRITEDATA, &exchange);
    set(CURLOPT_HEADERFUNCTION, &on_header);
    set(CURLOPT_HEADERDATA, &exchange);
    set(CURLOPT_PREREQFUNCTION, &on_sending);
    set(CURLOPT_PREREQDATA, &exchange);
    set(CURLOPT_ERRORBUFFER, exchange.detail.data());
  }

  CURLcode perform(Exchange& exchange)
  {
    if (curl_multi_add_handle(m_multi.get(), m_easy.get()) != CURLM_OK) {
      return CURLE_FAILED_INIT;
    }
    const CURLcode code = drive(exchange);
    curl_multi_remove_handle(m_multi.get(), m_easy.get());
    curl_easy_setopt(m_easy.get(), CURLOPT_ERRORBUFFER, static_cast<char*>(nullptr));
    return code;
  }

  CURLcode drive(Exchange& exchange)
  {
    const bool stoppable = may_be_stopped(exchange.request);
    curl_waitfd stop{.fd = util::Interrupt::fd(), .events = CURL_WAIT_POLLIN, .revents = 0};
    const unsigned watched = stoppable && stop.fd >= 0 ? 1 : 0;
    int running = 1;
    while (running != 0) {
      if (stoppable && util::Interrupt::requested()) {
        exchange.interrupted = true;
        return CURLE_ABORTED_BY_CALLBACK;
      }
      if (curl_multi_perform(m_multi.get(), &running) != CURLM_OK) {
        return CURLE_RECV_ERROR;
      }
      if (running != 0) {
        curl_multi_poll(m_multi.get(), watched != 0 ? &stop : nullptr, watched, 1000, nullptr);
      }
    }
    int left = 0;
    const CURLMsg* message = curl_multi_info_read(m_multi.get(), &left);
    return message != nullptr ? message->data.result : CURLE_RECV_ERROR;
  }

  CurlOptions m_options;
  // Declared in this order: the multi handle, which owns the connections, goes last.
  MultiHandle m_multi;
  EasyHandle m_easy;
};

CurlTransport::CurlTransport(CurlOptions options)
    : m_session(std::make_unique<Session>(std::move(options)))
{
}

CurlTransport::~CurlTransport() = default;

Result<HttpResponse> CurlTransport::send(const HttpRequest& request)
{
  return m_session->send(request);
}

} // namespace lpaz::http
