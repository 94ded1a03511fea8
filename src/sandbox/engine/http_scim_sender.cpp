#include "sandbox/engine/http_scim_sender.hpp"

#include "lpaz/util/url.hpp"

#include <httplib.h>

#include <cstddef>
#include <mutex>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace lpaz::sandbox::engine {
namespace {

constexpr std::size_t k_longest_answer = 8 * 1024 * 1024;
constexpr time_t k_timeout_seconds = 30;

using Client = std::unique_ptr<httplib::Client>;

class HttpScimSender : public ScimSender {
public:
  explicit HttpScimSender(std::filesystem::path ca_file) : m_ca_file(std::move(ca_file)) {}

  Result<ScimAnswer> send(const ScimRequest& request) override
  {
    LPAZ_TRY(const auto url, util::parse_url(request.url, "tenant URL"));
    const std::string origin = util::origin(url);
    Client client = take(origin);
    ScimAnswer answer;
    auto message = message_of(request, url);
    message.content_receiver =
        [&](const char* bytes, std::size_t length, std::uint64_t, std::uint64_t) {
          answer.body.append(bytes, length);
          return answer.body.size() <= k_longest_answer;
        };
    const auto result = client->send(message);
    if (!result) {
      return fail(ErrorKind::unavailable, "no answer: " + text_of(result.error()));
    }
    answer.status = result->status;
    give_back(origin, std::move(client));
    return answer;
  }

private:
  static std::string text_of(httplib::Error error)
  {
    return error == httplib::Error::SSLServerVerification
               ? "the remote certificate is invalid according to the validation procedure"
               : httplib::to_string(error);
  }

  static httplib::Request message_of(const ScimRequest& request, const util::Url& url)
  {
    httplib::Request message;
    message.method = request.method;
    message.path = url.path() + (url.query().empty() ? "" : "?" + url.query());
    message.headers = {{"Authorization", "Bearer " + request.token.reveal()},
                       {"Accept", "application/scim+json"}};
    if (!request.body.empty()) {
      message.headers.emplace("Content-Type", "application/scim+json; charset=utf-8");
      message.body = request.body;
    }
    return message;
  }

  // The free connections; a connection serves one request at a time.
  Client take(const std::string& origin)
  {
    {
      const std::lock_guard lock(m_mutex);
      auto& free = m_free[origin];
      if (!free.empty()) {
        Client client = std::move(free.back());
        free.pop_back();
        return client;
      }
    }
    auto client = std::make_unique<httplib::Client>(origin);
    client->set_keep_alive(true);
    client->set_tcp_nodelay(true);
    client->set_url_encode(false);
    client->set_connection_timeout(k_timeout_seconds);
    client->set_read_timeout(k_timeout_seconds);
    client->set_write_timeout(k_timeout_seconds);
    if (!m_ca_file.empty()) {
      client->set_ca_cert_path(m_ca_file.string());
    }
    return client;
  }

  void give_back(const std::string& origin, Client client)
  {
    const std::lock_guard lock(m_mutex);
    m_free[origin].push_back(std::move(client));
  }

  std::filesystem::path m_ca_file;
  std::mutex m_mutex;
  std::unordered_map<std::string, std::vector<Client>> m_free;
};

} // namespace

std::unique_ptr<ScimSender> make_http_scim_sender(const std::filesystem::path& ca_file)
{
  return std::make_unique<HttpScimSender>(ca_file);
}

} // namespace lpaz::sandbox::engine
