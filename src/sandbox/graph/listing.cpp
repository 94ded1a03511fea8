#include "sandbox/graph/listing.hpp"

#include "lpaz/util/digest.hpp"

namespace lpaz::sandbox::graph {
namespace {

constexpr std::string_view k_token_mark = "lpaz-page:";

} // namespace

std::string seal_skip_token(std::string_view row_token)
{
  return util::base64url_encode(std::string(k_token_mark) + std::string(row_token));
}

std::optional<std::string> open_skip_token(std::string_view skip_token)
{
  if (skip_token.empty()) {
    return std::string();
  }
  const auto text = util::base64url_decode(skip_token);
  if (!text || !text->starts_with(k_token_mark) || text->size() == k_token_mark.size()) {
    return std::nullopt;
  }
  return text->substr(k_token_mark.size());
}

server::Response json_answer(int status, std::string body)
{
  server::Response response;
  response.status = status;
  response.headers.emplace(
      "Content-Type",
      "application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;"
      "charset=utf-8");
  response.body = std::move(body);
  return response;
}

std::string context_fragment(std::string_view fragment, const std::vector<std::string>& select)
{
  std::string result(fragment);
  if (!select.empty()) {
    result += "(" + util::join(select, ",") + ")";
  }
  return result;
}

std::string next_link(const Call& call, std::string_view row_token)
{
  return call.request.base_url + call.request.path + "?" +
         query_for_next_page(call.request.query, seal_skip_token(row_token));
}

} // namespace lpaz::sandbox::graph
