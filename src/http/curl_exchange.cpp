#include "http/curl_exchange.hpp"

#include "http/curl_fault.hpp"

#include "lpaz/util/text.hpp"

#include <string>
#include <string_view>
#include <utility>

namespace lpaz::http {
namespace {

constexpr std::size_t k_max_header_bytes = std::size_t{256} * 1024;

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
    append(list, "Content-Type:"); // otherwise curl labels every body as a form
  }
  return list;
}

long milliseconds_of(std::chrono::milliseconds duration)
{
  return static_cast<long>(duration.count());
}

template <typename T>
void set(CURL* easy, CURLoption option, T value)
{
  curl_easy_setopt(easy, option, value);
}

} // namespace

CurlExchange::CurlExchange(const HttpRequest& request, const CurlOptions& options)
    : m_request(request), m_options(options)
{
}

std::size_t CurlExchange::on_body(char* bytes, std::size_t, std::size_t count, void* user)
{
  auto& exchange = *static_cast<CurlExchange*>(user);
  auto& body = exchange.m_response.body;
  if (count > exchange.m_options.max_response_bytes - body.size()) {
    exchange.m_too_large = true;
    return CURL_WRITEFUNC_ERROR;
  }
  body.append(bytes, count);
  return count;
}

std::size_t CurlExchange::on_header(char* bytes, std::size_t, std::size_t count, void* user)
{
  auto& exchange = *static_cast<CurlExchange*>(user);
  exchange.m_header_bytes += count;
  if (exchange.m_header_bytes > k_max_header_bytes) {
    exchange.m_too_large = true;
    return CURL_WRITEFUNC_ERROR;
  }
  const std::string_view line(bytes, count);
  if (line.starts_with("HTTP/")) {
    exchange.m_response.headers = {}; // the earlier headers were those of an interim answer
    return count;
  }
  if (const auto colon = line.find(':'); colon != std::string_view::npos) {
    exchange.m_response.headers.add(line.substr(0, colon), util::trim(line.substr(colon + 1)));
  }
  return count;
}

// Curl would repeat any request on a new connection when a kept one dies without a byte of an
// answer, although the server may have carried it out.
int CurlExchange::on_sending(void* user, char*, char*, int, int)
{
  auto& exchange = *static_cast<CurlExchange*>(user);
  ++exchange.m_sendings;
  return exchange.m_sendings > 1 && !exchange.m_request.idempotent ? CURL_PREREQFUNC_ABORT
                                                                   : CURL_PREREQFUNC_OK;
}

bool CurlExchange::may_be_stopped() const
{
  return m_request.method == HttpMethod::get && m_request.idempotent;
}

Status CurlExchange::prepare(CURL* easy)
{
  LPAZ_TRY(m_headers, make_headers(m_request.headers));
  curl_easy_reset(easy);
  set_connection(easy);
  set_limits(easy);
  set_message(easy);
  return {};
}

Result<HttpResponse> CurlExchange::finish(CURL* easy, CURLcode code)
{
  set(easy, CURLOPT_ERRORBUFFER, static_cast<char*>(nullptr));
  if (code != CURLE_OK) {
    return fail(error_of(easy, code));
  }
  long status = 0;
  curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &status);
  m_response.status = static_cast<int>(status);
  return std::move(m_response);
}

Error CurlExchange::error_of(CURL* easy, CURLcode code) const
{
  long proxy_status = 0;
  curl_easy_getinfo(easy, CURLINFO_HTTP_CONNECTCODE, &proxy_status);
  auto fault = proxy_status >= 300 ? fault_of_proxy(proxy_status) : fault_of(code);
  if (m_too_large) {
    fault = TransportFault::too_large;
  }
  return transport_error(fault, m_request, m_sendings > 0, shown_detail(code, m_detail.data()));
}

void CurlExchange::set_connection(CURL* easy)
{
  set(easy, CURLOPT_PROTOCOLS_STR, "http,https");
  set(easy, CURLOPT_DISALLOW_USERNAME_IN_URL, 1L);
  set(easy, CURLOPT_FOLLOWLOCATION, 0L);
  set(easy, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_2TLS));
  set(easy, CURLOPT_NOSIGNAL, 1L);
  set(easy, CURLOPT_TCP_KEEPALIVE, 1L);
  set(easy, CURLOPT_PIPEWAIT, 1L); // prefers one HTTP/2 connection to several
  set(easy, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
  set(easy, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
  set(easy, CURLOPT_SSL_VERIFYPEER, 1L);
  set(easy, CURLOPT_SSL_VERIFYHOST, 2L);
  if (!m_options.ca_file.empty()) {
    set(easy, CURLOPT_CAINFO, m_options.ca_file.c_str());
    set(easy, CURLOPT_CAPATH, static_cast<const char*>(nullptr));
  }
  if (util::is_loopback(m_request.url)) {
    set(easy, CURLOPT_PROXY, "");
  }
}

void CurlExchange::set_limits(CURL* easy)
{
  const auto timeout = m_request.timeout.count() > 0 ? m_request.timeout : m_options.timeout;
  set(easy, CURLOPT_TIMEOUT_MS, milliseconds_of(timeout));
  set(easy, CURLOPT_CONNECTTIMEOUT_MS, milliseconds_of(m_options.connect_timeout));
  set(easy, CURLOPT_LOW_SPEED_LIMIT, 1L);
  set(easy, CURLOPT_LOW_SPEED_TIME, static_cast<long>(m_options.stall_timeout.count()));
}

void CurlExchange::set_message(CURL* easy)
{
  set(easy, CURLOPT_URL, m_request.url.text().c_str());
  set(easy, CURLOPT_HTTPHEADER, m_headers.get());
  set(easy, CURLOPT_ACCEPT_ENCODING, "gzip");
  set(easy, CURLOPT_FRESH_CONNECT, m_request.fresh_connection ? 1L : 0L);
  if (m_request.method != HttpMethod::get) {
    const bool has_body = m_request.method != HttpMethod::del || !m_request.body.empty();
    if (has_body) {
      set(easy, CURLOPT_POSTFIELDS, m_request.body.c_str());
      set(easy, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(m_request.body.size()));
    }
    set(easy, CURLOPT_CUSTOMREQUEST, std::string(method_name(m_request.method)).c_str());
  }
  set(easy, CURLOPT_WRITEFUNCTION, &on_body);
  set(easy, CURLOPT_WRITEDATA, this);
  set(easy, CURLOPT_HEADERFUNCTION, &on_header);
  set(easy, CURLOPT_HEADERDATA, this);
  set(easy, CURLOPT_PREREQFUNCTION, &on_sending);
  set(easy, CURLOPT_PREREQDATA, this);
  set(easy, CURLOPT_ERRORBUFFER, m_detail.data());
}

} // namespace lpaz::http
