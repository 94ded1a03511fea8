#include "lpaz/http/curl_transport.hpp"

#include "http/curl_exchange.hpp"
#include "http/curl_handles.hpp"

#include "lpaz/util/interrupt.hpp"
#include "lpaz/util/quiet_thread.hpp"

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

namespace lpaz::http {
namespace {

constexpr int k_longest_poll_ms = 60'000; // anything that must be seen earlier wakes the poll

// A request that a caller waits for.
struct Transfer {
  Transfer(const HttpRequest& request, const CurlOptions& options) : exchange(request, options) {}

  CurlExchange exchange;
  EasyHandle easy;
  std::optional<Result<HttpResponse>> result;
  std::condition_variable finished;
};

} // namespace

// One thread drives all requests in one multi handle, which owns the connections; the callers wait.
class CurlTransport::Session {
public:
  explicit Session(CurlOptions options) : m_options(std::move(options))
  {
    static const CURLcode global = curl_global_init(CURL_GLOBAL_DEFAULT);
    if (global == CURLE_OK) {
      m_multi.reset(curl_multi_init());
    }
  }
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  ~Session()
  {
    {
      const std::scoped_lock guard(m_mutex);
      m_closing = true;
    }
    if (m_thread.joinable()) {
      curl_multi_wakeup(m_multi.get());
      m_thread.join();
    }
  }

  Result<HttpResponse> send(const HttpRequest& request)
  {
    Transfer transfer(request, m_options);
    std::unique_lock lock(m_mutex);
    transfer.easy = take_handle();
    if (!m_multi || !transfer.easy) {
      return fail(ErrorKind::failed, "libcurl cannot be started");
    }
    LPAZ_CHECK(transfer.exchange.prepare(transfer.easy.get()));
    m_arriving.push_back(&transfer);
    if (m_thread.joinable()) {
      curl_multi_wakeup(m_multi.get());
    } else {
      m_thread = util::quiet_thread([this] { run(); });
    }
    transfer.finished.wait(lock, [&transfer] { return transfer.result.has_value(); });
    m_idle.push_back(std::move(transfer.easy));
    return *std::move(transfer.result);
  }

private:
  EasyHandle take_handle()
  {
    if (m_idle.empty()) {
      return EasyHandle(curl_easy_init());
    }
    EasyHandle easy = std::move(m_idle.back());
    m_idle.pop_back();
    return easy;
  }

  void run()
  {
    while (admit()) {
      if (util::Interrupt::requested()) {
        stop_what_may_be_stopped();
      }
      int running = 0;
      const CURLMcode code = curl_multi_perform(m_multi.get(), &running);
      collect();
      if (code != CURLM_OK) {
        give_all_up();
      }
      wait();
    }
  }

  // Takes over the requests of the callers; false once the session closes.
  bool admit()
  {
    const std::scoped_lock guard(m_mutex);
    for (Transfer* transfer : std::exchange(m_arriving, {})) {
      if (curl_multi_add_handle(m_multi.get(), transfer->easy.get()) == CURLM_OK) {
        m_running.push_back(transfer);
      } else {
        hand_back(*transfer, transfer->exchange.finish(transfer->easy.get(), CURLE_FAILED_INIT));
      }
    }
    return !m_closing;
  }

  // The mutex is held. The caller may be gone as soon as it is released.
  static void hand_back(Transfer& transfer, Result<HttpResponse> result)
  {
    transfer.result.emplace(std::move(result));
    transfer.finished.notify_one();
  }

  void collect()
  {
    int left = 0;
    while (const CURLMsg* message = curl_multi_info_read(m_multi.get(), &left)) {
      if (message->msg == CURLMSG_DONE) {
        finish(message->easy_handle, message->data.result);
      }
    }
  }

  void finish(CURL* easy, CURLcode code)
  {
    curl_multi_remove_handle(m_multi.get(), easy);
    const auto found =
        std::ranges::find(m_running, easy, [](const Transfer* one) { return one->easy.get(); });
    Transfer& transfer = **found;
    m_running.erase(found);
    const std::scoped_lock guard(m_mutex);
    hand_back(transfer, transfer.exchange.finish(easy, code));
  }

  void stop_what_may_be_stopped()
  {
    const auto stopped = std::ranges::stable_partition(
        m_running, [](const Transfer* transfer) { return !transfer->exchange.may_be_stopped(); });
    const std::scoped_lock guard(m_mutex);
    for (Transfer* transfer : stopped) {
      curl_multi_remove_handle(m_multi.get(), transfer->easy.get());
      hand_back(*transfer, fail(util::Interrupt::error()));
    }
    m_running.erase(stopped.begin(), stopped.end());
  }

  void give_all_up()
  {
    while (!m_running.empty()) {
      finish(m_running.back()->easy.get(), CURLE_RECV_ERROR);
    }
  }

  void wait()
  {
    curl_waitfd stop{.fd = util::Interrupt::fd(), .events = CURL_WAIT_POLLIN, .revents = 0};
    const bool stoppable = std::ranges::any_of(
        m_running, [](const Transfer* transfer) { return transfer->exchange.may_be_stopped(); });
    const unsigned watched = stoppable && stop.fd >= 0 ? 1 : 0;
    curl_multi_poll(m_multi.get(), &stop, watched, k_longest_poll_ms, nullptr);
  }

  const CurlOptions m_options;
  MultiHandle m_multi;
  std::mutex m_mutex;
  bool m_closing = false;
  std::vector<Transfer*> m_arriving;
  std::vector<EasyHandle> m_idle;
  std::vector<Transfer*> m_running; // only the thread uses it
  std::thread m_thread;
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
