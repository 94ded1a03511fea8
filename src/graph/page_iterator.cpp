#include "lpaz/graph/page_iterator.hpp"

#include "graph/page_walk.hpp"

#include "lpaz/util/json.hpp"

#include <nlohmann/json.hpp>

#include <utility>

namespace lpaz::graph {
namespace {

Result<std::size_t> each_of_page(const nlohmann::json& page,
                                 const std::function<Status(const nlohmann::json&)>& item)
{
  const auto* values = util::find_array(page, "value");
  if (values == nullptr) {
    return fail(ErrorKind::failed, "a page of Graph has no list \"value\"");
  }
  for (const auto& value : *values) {
    LPAZ_CHECK(item(value));
  }
  return values->size();
}

Result<std::string> next_link_of(const nlohmann::json& page)
{
  const auto* link = util::find_member(page, "@odata.nextLink");
  if (link != nullptr && !link->is_string()) {
    return fail(ErrorKind::failed,
                "a next link of Graph is not a string: the list would be incomplete");
  }
  return link == nullptr ? std::string() : link->get<std::string>();
}

} // namespace

Status for_each_item(GraphClient& client,
                     GraphRequest first_page,
                     const std::function<Status(const nlohmann::json&)>& item)
{
  LPAZ_TRY(auto page, client.send(first_page));
  return for_each_item_from(client, std::move(page), first_page.headers, item);
}

Status for_each_item_from(GraphClient& client,
                          nlohmann::json page,
                          const http::Headers& headers,
                          const std::function<Status(const nlohmann::json&)>& item)
{
  PageReader<nlohmann::json> reader;
  reader.fetch = [&](const std::string& link) { return client.get_next(link, headers); };
  reader.next_link = next_link_of;
  reader.take = [&](const nlohmann::json& each) { return each_of_page(each, item); };
  return walk_pages(std::move(page), reader);
}

} // namespace lpaz::graph
