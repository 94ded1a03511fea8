#pragma once

#include "lpaz/util/quiet_thread.hpp"
#include "lpaz/util/result.hpp"

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
  std::function<Status(Page&)> take;
};

// Takes `page` and all pages that follow it; holds two pages in memory at a time.
template <typename Page>
Status walk_pages(Page page, const PageReader<Page>& reader)
{
  std::set<std::string> seen;
  while (true) {
    LPAZ_TRY(const std::string link, reader.next_link(page));
    if (link.empty()) {
      return reader.take(page);
    }
    if (!seen.insert(link).second) {
      return fail(ErrorKind::failed, "Graph's pages run in a circle: a next link came twice");
    }
    ComingPage<Page> coming([&reader, &link] { return reader.fetch(link); });
    LPAZ_CHECK(reader.take(page));
    LPAZ_TRY(page, coming.get());
  }
}

} // namespace lpaz::graph
