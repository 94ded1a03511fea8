#include "lpaz/graph/user_page.hpp"

#include "graph/page_walk.hpp"

#include <simdjson.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace lpaz::graph {
namespace {

using simdjson::dom::element;
using simdjson::dom::object;

std::string text_at(const object& json, std::string_view key)
{
  std::string_view text;
  return json[key].get(text) == simdjson::SUCCESS ? std::string(text) : std::string();
}

std::optional<bool> bool_at(const object& json, std::string_view key)
{
  bool value = false;
  return json[key].get(value) == simdjson::SUCCESS ? std::optional(value) : std::nullopt;
}

User user_of(const object& json)
{
  User user;
  user.id = text_at(json, "id");
  user.user_principal_name = text_at(json, "userPrincipalName");
  user.display_name = text_at(json, "displayName");
  user.mail = text_at(json, "mail");
  user.account_enabled = bool_at(json, "accountEnabled");
  user.user_type = text_at(json, "userType");
  user.on_premises_sync_enabled = bool_at(json, "onPremisesSyncEnabled").value_or(false);
  user.sign_in_sessions_valid_from = text_at(json, "signInSessionsValidFromDateTime");
  user.deleted_date_time = text_at(json, "deletedDateTime");
  return user;
}

Result<std::string> next_link_of(const element& page)
{
  element link;
  if (page["@odata.nextLink"].get(link) != simdjson::SUCCESS || link.is_null()) {
    return std::string();
  }
  std::string_view text;
  if (link.get(text) != simdjson::SUCCESS) {
    return fail(ErrorKind::failed,
                "a next link of Graph is not a string: the list would be incomplete");
  }
  return std::string(text);
}

Result<element> parse(simdjson::dom::parser& parser, std::string_view text)
{
  element json;
  if (parser.parse(text.data(), text.size()).get(json) != simdjson::SUCCESS) {
    return fail(ErrorKind::failed, "the answer of Graph is not JSON");
  }
  return json;
}

// Finding the link takes far less time than reading the users of a page.
Result<std::string> link_of_page(simdjson::dom::parser& parser, std::string_view text)
{
  LPAZ_TRY(const element json, parse(parser, text));
  return next_link_of(json);
}

// `parser` is kept from page to page for its memory.
Result<std::vector<User>> users_of_page(simdjson::dom::parser& parser, std::string_view text)
{
  LPAZ_TRY(const element json, parse(parser, text));
  simdjson::dom::array values;
  if (json["value"].get(values) != simdjson::SUCCESS) {
    return fail(ErrorKind::failed, "a page of Graph has no list \"value\"");
  }
  std::vector<User> users;
  users.reserve(values.size());
  for (const element& value : values) {
    object user;
    if (value.get(user) != simdjson::SUCCESS) {
      return fail(ErrorKind::failed,
                  "a list of users from Graph holds something that is not a user");
    }
    users.push_back(user_of(user));
  }
  return users;
}

} // namespace

Status
for_each_user(GraphClient& client, GraphRequest first_page, const std::function<Status(User)>& take)
{
  // A page is parsed here, the next one asked for as soon as its link is known.
  simdjson::dom::parser parser;
  PageReader<std::string> reader;
  reader.fetch = [&](const std::string& link) {
    return client.get_next_text(link, first_page.headers);
  };
  reader.next_link = [&parser](const std::string& text) { return link_of_page(parser, text); };
  reader.take = [&](const std::string& text) -> Result<std::size_t> {
    LPAZ_TRY(auto users, users_of_page(parser, text));
    for (User& user : users) {
      LPAZ_CHECK(take(std::move(user)));
    }
    return users.size();
  };
  LPAZ_TRY(std::string text, client.send_for_text(first_page));
  return walk_pages(std::move(text), reader);
}

} // namespace lpaz::graph
