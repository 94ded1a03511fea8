#include "answer.hpp"

#include "lpaz/http/retry_policy.hpp"
#include "lpaz/util/text.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace lpaz::lastpass {
namespace {

constexpr std::string_view k_what = "answer of the LastPass Enterprise API";
constexpr std::size_t k_longest_reason = 300;
constexpr std::string_view k_renew =
    "create a new provisioning hash in the LastPass Admin Console (Advanced, Enterprise API) and "
    "set LPAZ_LASTPASS_CID and LPAZ_LASTPASS_PROVHASH";

std::string_view without_mark(std::string_view text)
{
  constexpr std::string_view k_byte_order_mark = "\xef\xbb\xbf";
  if (text.starts_with(k_byte_order_mark)) {
    text.remove_prefix(k_byte_order_mark.size());
  }
  return util::trim(text);
}

// What LastPass says, fit to be shown.
std::string shown(std::string text, const util::Secret& secret)
{
  const std::string& hidden = secret.reveal();
  for (auto at = text.find(hidden); !hidden.empty() && at != text.npos; at = text.find(hidden)) {
    text.replace(at, hidden.size(), "***");
  }
  if (text.size() > k_longest_reason) {
    text = text.substr(0, k_longest_reason) + "...";
  }
  return util::make_visible(text);
}

bool is_about_credentials(std::string_view text)
{
  return util::to_lower(text).find("authorization") != std::string::npos;
}

Error refused_credentials(std::string reason)
{
  Error error;
  error.kind = ErrorKind::sign_in;
  error.code = std::move(reason);
  error.message = "LastPass does not accept the account number with the provisioning hash";
  error.hint = k_renew;
  return error;
}

Error error_from_status(const http::HttpResponse& response, util::TimePoint now)
{
  constexpr int k_unauthorized = 401;
  constexpr int k_forbidden = 403;
  constexpr int k_throttled = 429;
  constexpr int k_server_error = 500;
  Error error = response.status == k_unauthorized || response.status == k_forbidden
                    ? refused_credentials("")
                    : Error();
  error.http_status = response.status;
  if (error.kind == ErrorKind::sign_in) {
    return error;
  }
  error.retry_after = http::retry_after_of(response.headers, now);
  const bool away = response.status == k_throttled || response.status >= k_server_error;
  error.kind = away ? ErrorKind::unavailable : ErrorKind::failed;
  error.message = fmt::format("LastPass answered with status {}", response.status);
  return error;
}

// The value of rc="…" in an XML answer; empty if there is none.
std::string result_code(std::string_view xml)
{
  constexpr std::string_view k_attribute = "rc=";
  const auto at = xml.find(k_attribute);
  const auto open = at == xml.npos ? at : at + k_attribute.size();
  if (open >= xml.size() || (xml[open] != '"' && xml[open] != '\'')) {
    return {};
  }
  const auto close = xml.find(xml[open], open + 1);
  return close == xml.npos ? std::string() : std::string(xml.substr(open + 1, close - open - 1));
}

Error error_from_xml(std::string_view xml, const util::Secret& secret)
{
  const std::string code = result_code(xml);
  const std::string reason = shown(code, secret);
  if (is_about_credentials(code)) {
    return refused_credentials(reason);
  }
  Error error;
  error.code = reason;
  error.message = reason.empty() ? "LastPass answered with a page instead of JSON"
                                 : fmt::format("LastPass refused: {}", reason);
  return error;
}

bool has_failed(const util::Json& json)
{
  const std::string status = util::to_lower(util::string_at(json, "status"));
  return status.starts_with("fail") || status == "error";
}

Error error_from_refusal(const util::Json& json, const util::Secret& secret)
{
  std::vector<std::string> reasons;
  for (const auto* name : {"errors", "error", "message"}) {
    if (const auto* value = util::find_member(json, name)) {
      std::ranges::move(texts_of(*value), std::back_inserter(reasons));
    }
  }
  const std::string said = util::join(reasons, "; ");
  const std::string why = shown(said, secret);
  if (is_about_credentials(said)) {
    return refused_credentials(why);
  }
  Error error;
  error.message = fmt::format("LastPass refused: {}", why.empty() ? "no reason given" : why);
  return error;
}

} // namespace

std::vector<std::string> texts_of(const util::Json& value)
{
  if (value.is_string()) {
    return {value.get<std::string>()};
  }
  std::vector<std::string> texts;
  if (value.is_structured()) {
    for (const auto& element : value) {
      if (element.is_string()) {
        texts.push_back(element.get<std::string>());
      }
    }
  }
  return texts;
}

Result<util::Json>
parse_answer(const http::HttpResponse& response, const util::Secret& secret, util::TimePoint now)
{
  constexpr int k_first_error = 300;
  if (response.status >= k_first_error) {
    return fail(error_from_status(response, now));
  }
  const std::string_view text = without_mark(response.body);
  if (text.starts_with('<')) {
    return fail(error_from_xml(text, secret));
  }
  LPAZ_TRY(auto json, util::parse_json(text, k_what));
  if (!json.is_object()) {
    return fail(ErrorKind::failed, fmt::format("the {} is not a JSON object", k_what));
  }
  if (has_failed(json)) {
    return fail(error_from_refusal(json, secret));
  }
  return json;
}

} // namespace lpaz::lastpass
