#include "lpaz/admin/people/group_lookup.hpp"

#include "candidates.hpp"

#include "lpaz/graph/page_iterator.hpp"
#include "lpaz/util/json.hpp"
#include "lpaz/util/text.hpp"
#include "lpaz/util/uuid.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace lpaz::admin {
namespace {

using graph::Group;

Error group_not_found(const std::string& name)
{
  Error error;
  error.kind = ErrorKind::not_found;
  error.message = fmt::format("no group is called \"{}\"", util::make_visible(name));
  error.hint = "give the exact display name or the object id; lpaz create-group makes one";
  return error;
}

Error ambiguous_group(const std::string& name, const std::vector<Group>& groups)
{
  std::vector<Candidate> candidates;
  for (const Group& group : groups) {
    candidates.push_back({group.id, group.description});
  }
  return ambiguous("groups", name, candidates, "");
}

// The one group of an answer: an object for an id, a list for a name.
Result<Group>
group_of(graph::GraphClient& client, const std::string& name, const Result<nlohmann::json>& answer)
{
  if (!answer) {
    return fail(answer.error().kind == ErrorKind::not_found ? group_not_found(name)
                                                            : answer.error());
  }
  if (util::is_uuid(name)) {
    LPAZ_CHECK(util::require_string(*answer, "id", "group"));
    return graph::parse_group(*answer);
  }
  std::vector<Group> found;
  LPAZ_CHECK(graph::for_each_item_from(client, *answer, {}, [&found](const auto& json) -> Status {
    if (auto id = util::require_string(json, "id", "group"); !id) {
      return fail(std::move(id).error());
    }
    found.push_back(graph::parse_group(json));
    return {};
  }));
  if (found.empty()) {
    return fail(group_not_found(name));
  }
  if (found.size() > 1) {
    return fail(ambiguous_group(name, found));
  }
  return found.front();
}

graph::GraphRequest lookup_request(const std::string& name)
{
  return util::is_uuid(name) ? graph::get_group_request(name) : graph::find_groups_request(name);
}

} // namespace

Result<std::vector<Group>> find_groups(graph::GraphClient& client,
                                       const std::vector<std::string>& names)
{
  std::vector<graph::GraphRequest> requests;
  std::transform(names.begin(), names.end(), std::back_inserter(requests), lookup_request);
  const auto answers = client.send_batch(requests);
  std::vector<Group> groups;
  for (std::size_t i = 0; i < names.size(); ++i) {
    LPAZ_TRY(Group group, group_of(client, names[i], answers[i]));
    const bool twice = std::any_of(groups.begin(), groups.end(), [&group](const Group& other) {
      return other.id == group.id;
    });
    if (!twice) {
      groups.push_back(std::move(group));
    }
  }
  return groups;
}

Result<Group> find_group(graph::GraphClient& client, const std::string& name)
{
  return group_of(client, name, client.send(lookup_request(name)));
}

} // namespace lpaz::admin
