#include "lpaz/lastpass/enterprise_api.hpp"

#include "accounts.hpp"
#include "answer.hpp"

#include "lpaz/util/text.hpp"
#include "lpaz/util/url.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <span>

namespace lpaz::lastpass {
namespace {

using util::Json;

constexpr std::size_t k_page = 200;
constexpr std::size_t k_names_a_call = 100;
// Two million accounts; a list that goes on longer never ends.
constexpr std::int64_t k_most_pages = 10'000;
constexpr std::size_t k_longest_number = 18;
constexpr std::size_t k_longest_hash = 1024;

bool is_account_number(std::string_view text)
{
  return !text.empty() && text.size() <= k_longest_number &&
         std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

// The parsed address of the API, if all options are usable.
Result<util::Url> check(const EnterpriseApiOptions& options)
{
  LPAZ_TRY(auto url, util::parse_url(options.url, "LastPass Enterprise API URL"));
  if (!util::is_confidential(url)) {
    return fail(ErrorKind::usage,
                "the LastPass Enterprise API URL must be https: a secret would travel in the clear",
                "set LPAZ_LASTPASS_API_URL to an https address, or leave it out");
  }
  if (!is_account_number(options.account_number)) {
    return fail(ErrorKind::usage,
                "the LastPass account number must be digits",
                "set LPAZ_LASTPASS_CID to the account number of the LastPass Admin Console "
                "(Advanced, Enterprise API)");
  }
  const std::string& hash = options.provisioning_hash.reveal();
  const bool printable = std::ranges::all_of(hash, [](char c) { return c > ' ' && c < 0x7f; });
  if (hash.empty() || hash.size() > k_longest_hash || !printable) {
    return fail(ErrorKind::usage,
                "the LastPass provisioning hash is empty, or holds white space or characters "
                "that are not ASCII",
                "set LPAZ_LASTPASS_PROVHASH to the provisioning hash of the LastPass Admin Console "
                "(Advanced, Enterprise API)");
  }
  return url;
}

Json query_of(const AccountFilter& filter)
{
  Json query = {{"pagesize", k_page}};
  if (filter.disabled) {
    query["disabled"] = *filter.disabled ? 1 : 0;
  }
  if (filter.admin) {
    query["admin"] = *filter.admin ? 1 : 0;
  }
  return query;
}

bool is_last(const AccountPage& page, std::int64_t seen)
{
  if (page.users == 0) {
    return true;
  }
  return page.total ? seen >= *page.total : page.users < k_page;
}

Error list_changed()
{
  Error error;
  error.kind = ErrorKind::unavailable;
  error.code = k_list_changed;
  error.message = "the list of LastPass accounts changed while it was read";
  error.hint = "run the same command again";
  return error;
}

bool holds(const std::vector<std::string>& names, const std::string& name)
{
  return std::ranges::any_of(
      names, [&](const std::string& each) { return util::equals_ignoring_case(each, name); });
}

std::vector<std::string> texts_at(const Json& answer, const char* member)
{
  const Json* value = util::find_member(answer, member);
  return value == nullptr ? std::vector<std::string>() : texts_of(*value);
}

// `asked` are the names that `answer` is about.
void take(const Json& answer, std::span<const std::string> asked, DisableOutcome& outcome)
{
  auto disabled = texts_at(answer, "disabled_users");
  auto unchanged = texts_at(answer, "unchanged_users");
  std::ranges::copy_if(asked, std::back_inserter(outcome.missing), [&](const std::string& name) {
    return !holds(disabled, name) && !holds(unchanged, name);
  });
  std::ranges::move(disabled, std::back_inserter(outcome.disabled));
  std::ranges::move(unchanged, std::back_inserter(outcome.unchanged));
  for (const auto* member : {"error", "errors"}) {
    std::ranges::move(texts_at(answer, member), std::back_inserter(outcome.errors));
  }
}

} // namespace

Result<std::unique_ptr<EnterpriseApi>> EnterpriseApi::create(EnterpriseApiOptions options,
                                                             http::HttpPipeline& pipeline,
                                                             const util::Clock& clock)
{
  LPAZ_TRY(auto url, check(options));
  return std::unique_ptr<EnterpriseApi>(
      new EnterpriseApi(std::move(options), std::move(url), pipeline, clock));
}

Result<Json> EnterpriseApi::call(std::string_view command, Json argument)
{
  const Json body = {{"cid", util::parse_integer(m_options.account_number).value_or(0)},
                     {"provhash", m_options.provisioning_hash.reveal()},
                     {"cmd", command},
                     {"data", std::move(argument)}};
  auto request = http::make_json_request(http::HttpMethod::post, m_url, util::dump_json(body));
  request.headers.set("Accept", "application/json");
  request.idempotent = true; // reads, and disabling twice is disabling
  auto response = m_pipeline.send(std::move(request));
  if (!response) {
    return fail(with_context(std::move(response).error(), "LastPass"));
  }
  return parse_answer(*response, m_options.provisioning_hash, m_clock.now());
}

Result<std::optional<Account>> EnterpriseApi::find_account(const std::string& name)
{
  LPAZ_TRY(const Json answer, call("getuserdata", {{"username", name}}));
  LPAZ_TRY(AccountPage page, parse_account_page(answer));
  for (auto& account : page.accounts) {
    if (util::equals_ignoring_case(account.user_name, name)) {
      return std::optional(std::move(account));
    }
  }
  return std::optional<Account>();
}

Status EnterpriseApi::list_accounts(const AccountFilter& filter,
                                    const std::function<Status(const Account&)>& each)
{
  Json query = query_of(filter);
  const bool is_filtered = filter.disabled || filter.admin; // the total may be that of all
  std::string previous;
  std::optional<std::int64_t> total;
  std::int64_t seen = 0;
  std::int64_t with_invited = 0; // what the total counts is not documented
  for (std::int64_t index = 0; index < k_most_pages; ++index) {
    query["pageindex"] = index;
    LPAZ_TRY(const Json answer, call("getuserdata", query));
    LPAZ_TRY(const AccountPage page, parse_account_page(answer));
    if (index > 0 && page.users > 0 && page.mark == previous) {
      return fail(ErrorKind::failed, "LastPass sends the same page of accounts again and again");
    }
    for (const auto& account : page.accounts) {
      LPAZ_CHECK(each(account));
    }
    seen += static_cast<std::int64_t>(page.users);
    with_invited += static_cast<std::int64_t>(page.accounts.size());
    const bool is_end = is_last(page, seen);
    const bool is_whole =
        is_filtered || !page.total || *page.total == seen || *page.total == with_invited;
    if ((index > 0 && page.total != total) || (is_end && !is_whole)) {
      return fail(list_changed());
    }
    if (is_end) {
      return {};
    }
    total = page.total;
    previous = page.mark;
  }
  return fail(ErrorKind::failed, "the list of LastPass accounts does not end");
}

DisableOutcome EnterpriseApi::disable(const std::vector<std::string>& names)
{
  DisableOutcome outcome;
  for (std::span<const std::string> rest = names; !rest.empty();) {
    const auto part = rest.first(std::min(rest.size(), k_names_a_call));
    const auto answer = call("disableuser", std::vector(part.begin(), part.end()));
    if (!answer) {
      outcome.failure = answer.error();
      outcome.missing.insert(outcome.missing.end(), rest.begin(), rest.end());
      return outcome;
    }
    take(*answer, part, outcome);
    rest = rest.subspan(part.size());
  }
  return outcome;
}

Result<std::int64_t> EnterpriseApi::check_credentials()
{
  LPAZ_TRY(const Json answer, call("getuserdata", {{"pagesize", 1}, {"pageindex", 0}}));
  LPAZ_TRY(const AccountPage page, parse_account_page(answer));
  return page.total.value_or(static_cast<std::int64_t>(page.users));
}

} // namespace lpaz::lastpass
