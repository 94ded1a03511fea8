#pragma once

#include "lpaz/util/quiet_thread.hpp"
#include "lpaz/util/result.hpp"

#include <fmt/format.h>

#include <cstddef>
#include <functional>
#include <future>
#include <set>
#include <string>
#include <thread>
#include <utility>

namespace lpaz::graph {

// A page that is fetched and parsed while the caller works on the one before it.
template <typename Page>
class ComingPage {
public:
  explicit ComingPage(std::function<Result<Page>()> fetch)
      : m_fetch(std::move(fetch)), m_answer(m_fetch.get_future()),
        m_thread(util::quiet_thread([this] { m_fetch(); }))
  {
  }
  ComingPage(const ComingPage&) = delete;
  ComingPage& operator=(const ComingPage&) = delete;
  ~ComingPage() { m_thread.join(); }

  Result<Page> get() { return m_answer.get(); }

private:
  std::packaged_task<Result<Page>()> m_fetch;
  std::future<Result<Page>> m_answer;
  std::thread m_thread;
};

// How to read pages of one type.
template <typename Page>
struct PageReader {
  std::function<Result<Page>(const std::string& link)> fetch;
  std::function<Result<std::string>(const Page&)> next_link; // empty on the last page
  std::function<Result<std::size_t>(Page&)> take;            // how many items the page held
};

// Graph may send empty pages while it searches, but not without end.
inline constexpr std::size_t k_most_empty_pages = 1000;

// Takes `page` and all pages that follow it; holds two pages in memory at a time. More than
// k_most_empty_pages one after the other are ErrorKind::failed.
template <typename Page>
Status walk_pages(Page page, const PageReader<Page>& reader)
{
  std::set<std::string> seen;
  std::size_t empty = 0; // pages in a row
  while (true) {
    LPAZ_TRY(const std::string link, reader.next_link(page));
    if (link.empty()) {
      const auto last = reader.take(page);
      return last ? Status() : fail(last.error());
    }
    if (!seen.insert(link).second) {
      return fail(ErrorKind::failed, "Graph's pages run in a circle: a next link came twice");
    }
    ComingPage<Page> coming([&reader, &link] { return reader.fetch(link); });
    LPAZ_TRY(const std::size_t count, reader.take(page));
    empty = count == 0 ? empty + 1 : 0;
    if (empty > k_most_empty_pages) {
      return fail(ErrorKind::failed,
                  fmt::format("Graph sent more than {} empty pages one after the other",
                              k_most_empty_pages),
                  "run the command again later; if it goes on, tell Microsoft's support");
    }
    LPAZ_TRY(page, coming.get());
  }
}

} // namespace lpaz::graph
