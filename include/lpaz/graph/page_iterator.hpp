#pragma once

#include "lpaz/graph/client.hpp"

#include <nlohmann/json_fwd.hpp>

#include <cstddef>
#include <functional>
#include <set>
#include <string>

namespace lpaz::graph {

// Calls `item` for each member of a paged collection ("Paging Microsoft Graph data in your app").
// Two pages are in memory: the next one comes in while `item` works on this one. An empty page with
// a next link is not the end, but more than 1000 of them in a row are an error, as is a next link
// that repeats, or that leads to another host.
// Stops at the first error of `item`.
Status for_each_item(GraphClient& client,
                     GraphRequest first_page,
                     const std::function<Status(const nlohmann::json&)>& item);

// The same, beginning with a page that was read already, such as a part of a $batch. `headers` go
// with each further page.
Status for_each_item_from(GraphClient& client,
                          nlohmann::json page,
                          const http::Headers& headers,
                          const std::function<Status(const nlohmann::json&)>& item);

} // namespace lpaz::graph
