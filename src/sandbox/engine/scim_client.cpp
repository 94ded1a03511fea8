#include "sandbox/engine/scim_client.hpp"

#include "sandbox/engine/scim_error.hpp"

#include "lpaz/util/text.hpp"
#include "lpaz/util/url.hpp"

#include <nlohmann/json.hpp>

#include <utility>

namespace lpaz::sandbox::engine {
namespace {

std::string_view collection_of(ScimResource resource)
{
  return resource == ScimResource::user ? "/Users" : "/Groups";
}

// Members of groups are never requested.
std::string_view exclusion_of(ScimResource resource)
{
  return resource == ScimResource::user ? "" : "excludedAttributes=members";
}

// As .NET encodes a query: a space becomes '+'.
std::string form_encode(std::string_view text)
{
  std::string encoded;
  for (const auto part : util::split(text, ' ')) {
    encoded += (encoded.empty() ? "" : "+") + util::percent_encode(part);
  }
  return encoded;
}

std::string joined(std::string_view a, std::string_view b)
{
  return std::string(a) + (a.empty() || b.empty() ? "" : "&") + std::string(b);
}

} // namespace

ScimClient::ScimClient(ScimSender& sender, const ScimTarget& target)
    : m_sender(&sender), m_token(target.token), m_dialect(dialect_of(target.base_address))
{
  const std::string_view address = util::trim(target.base_address);
  const auto query = address.find('?');
  m_base = address.substr(0, query);
  m_query = query == std::string_view::npos ? std::string_view() : address.substr(query + 1);
  while (m_base.ends_with('/')) {
    m_base.pop_back();
  }
}

std::string
ScimClient::url(ScimResource resource, std::string_view id, std::string_view query) const
{
  std::string url = m_base + std::string(collection_of(resource));
  if (!id.empty()) {
    url += "/" + util::percent_encode(id);
  }
  const std::string all = joined(m_query, query);
  return all.empty() ? url : url + "?" + all;
}

Result<ScimAnswer> ScimClient::send(std::string_view method, std::string url, std::string body)
{
  return m_sender->send({std::string(method), std::move(url), m_token, std::move(body)});
}

Result<std::optional<util::Json>>
ScimClient::match(ScimResource resource, std::string_view attribute, std::string_view value)
{
  if (value.find_first_of("\"\\") != std::string_view::npos) {
    return fail(unfilterable_value(attribute));
  }
  const std::string filter = std::string(attribute) + " eq \"" + std::string(value) + "\"";
  const auto answer = send(
      "GET", url(resource, {}, joined(exclusion_of(resource), "filter=" + form_encode(filter))));
  LPAZ_TRY(const auto json, read_answer(answer, ScimPurpose::match));
  const auto* resources = util::find_array(json, "Resources");
  const auto total = util::find_integer(json, "totalResults");
  if (!total || (*total > 0 && (resources == nullptr || resources->empty()))) {
    return fail(incompatible_answer(ScimPurpose::match, "the answer is not a ListResponse"));
  }
  if (resources == nullptr || resources->empty()) {
    return std::optional<util::Json>();
  }
  if (resources->size() > 1) {
    return fail(several_matches(attribute));
  }
  if (util::string_at(resources->front(), "id").empty()) {
    return fail(incompatible_answer(ScimPurpose::match, "a resource has no id"));
  }
  return std::optional<util::Json>(resources->front());
}

Result<util::Json> ScimClient::read(ScimResource resource, std::string_view id)
{
  const auto answer = send("GET", url(resource, id, exclusion_of(resource)));
  LPAZ_TRY(auto json, read_answer(answer, ScimPurpose::read));
  if (!json.is_object()) {
    return fail(incompatible_answer(ScimPurpose::read, "the answer is not a resource"));
  }
  return json;
}

Result<std::string> ScimClient::create(ScimResource resource, std::string body)
{
  const auto answer = send("POST", url(resource, {}, {}), std::move(body));
  LPAZ_TRY(const auto json, read_answer(answer, ScimPurpose::create));
  std::string id = util::string_at(json, "id");
  if (id.empty()) {
    return fail(incompatible_answer(ScimPurpose::create, "the new resource has no id"));
  }
  return id;
}

Status ScimClient::change(ScimResource resource, std::string_view id, std::string body)
{
  return check_answer(send("PATCH", url(resource, id, {}), std::move(body)), ScimPurpose::change);
}

Status ScimClient::remove(ScimResource resource, std::string_view id)
{
  const auto answer = send("DELETE", url(resource, id, {}));
  if (answer && answer->status == 404) {
    return {};
  }
  return check_answer(answer, ScimPurpose::remove);
}

} // namespace lpaz::sandbox::engine
