#include "accounts.hpp"

#include "answer.hpp"

#include "lpaz/util/text.hpp"

#include <nlohmann/json.hpp>

namespace lpaz::lastpass {
namespace {

using util::Json;

// A number, also as text.
std::optional<std::int64_t> number_at(const Json& object, std::string_view key)
{
  if (const auto number = util::find_integer(object, key)) {
    return number;
  }
  return util::parse_integer(util::string_at(object, key));
}

// true, 1 or "1".
bool flag_at(const Json& object, std::string_view key)
{
  return util::bool_at(object, key) || number_at(object, key).value_or(0) == 1;
}

Account parse_account(const Json& json)
{
  Account account;
  account.user_name = util::string_at(json, "username");
  account.full_name = util::string_at(json, "fullname");
  account.disabled = flag_at(json, "disabled");
  account.admin = flag_at(json, "admin");
  account.invited = flag_at(json, "neverloggedin");
  account.last_login = util::string_at(json, "last_login");
  if (const Json* groups = util::find_member(json, "groups")) {
    account.groups = texts_of(*groups);
  }
  return account;
}

bool is_address(std::string_view text)
{
  return text.find('@') != text.npos;
}

// The shape of "Invited" is not documented: addresses, or objects with one, or objects by address.
std::optional<Account> parse_invited(const std::string& key, const Json& json)
{
  Account account = parse_account(json);
  account.invited = true;
  for (const std::string& name : {json.is_string() ? json.get<std::string>() : std::string(),
                                  util::string_at(json, "email"),
                                  key}) {
    if (account.user_name.empty() && is_address(name)) {
      account.user_name = name;
    }
  }
  return account.user_name.empty() ? std::nullopt : std::optional(std::move(account));
}

// A list or an object; anything else is an error, for it may hold accounts.
Result<const Json*> structured_at(const Json& json, std::string_view key)
{
  const Json* value = util::find_member(json, key);
  if (value != nullptr && !value->is_structured()) {
    return fail(ErrorKind::failed,
                "the answer of the LastPass Enterprise API has no list of accounts");
  }
  return value;
}

} // namespace

Result<AccountPage> parse_account_page(const Json& json)
{
  AccountPage page;
  page.total = number_at(json, "total");
  LPAZ_TRY(const Json* users, structured_at(json, "Users"));
  LPAZ_TRY(const Json* invited, structured_at(json, "Invited"));
  if (users == nullptr && invited == nullptr && !page.total && !number_at(json, "count")) {
    return fail(ErrorKind::failed, "the answer of the LastPass Enterprise API lists no accounts");
  }
  if (users != nullptr) {
    for (const auto& user : users->items()) {
      Account account = parse_account(user.value());
      if (account.user_name.empty()) {
        return fail(ErrorKind::failed, "an account of LastPass has no name");
      }
      page.mark += account.user_name + "\n";
      page.accounts.push_back(std::move(account));
    }
    page.users = page.accounts.size();
  }
  if (invited != nullptr) {
    for (const auto& each : invited->items()) {
      if (auto account = parse_invited(each.key(), each.value())) {
        page.accounts.push_back(*std::move(account));
      }
    }
  }
  return page;
}

} // namespace lpaz::lastpass
