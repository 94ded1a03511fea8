#pragma once

#include "lpaz/http/pipeline.hpp"
#include "lpaz/util/clock.hpp"
#include "lpaz/util/result.hpp"
#include "lpaz/util/secret.hpp"
#include "lpaz/util/url.hpp"

#include <nlohmann/json_fwd.hpp>

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lpaz::lastpass {

inline constexpr std::string_view k_default_url = "https://lastpass.com/enterpriseapi.php";

// Error::code of a list that other changes shifted while it was read.
inline constexpr std::string_view k_list_changed = "listChanged";

// One account of the LastPass company. Texts that LastPass did not send are empty.
struct Account {
  std::string user_name; // an e-mail address
  std::string full_name;
  bool disabled = false;
  bool admin = false;
  bool invited = false;            // has not logged in yet
  std::string last_login;          // in a time zone that LastPass does not name
  std::vector<std::string> groups; // display names
};

struct AccountFilter {
  std::optional<bool> disabled;
  std::optional<bool> admin;
};

// What became of the names that disable() was given.
struct DisableOutcome {
  std::vector<std::string> disabled;
  std::vector<std::string> unchanged; // disabled before
  std::vector<std::string> missing;   // in neither list: unknown, or no longer asked for
  std::vector<std::string> errors;    // in LastPass's words
  std::optional<Error> failure;       // what ended it early
};

struct EnterpriseApiOptions {
  std::string url = std::string(k_default_url);
  std::string account_number; // "cid"
  util::Secret provisioning_hash;
};

// The LastPass Enterprise API. All of its calls may be repeated; the pipeline does that. Bad
// credentials are ErrorKind::sign_in; a service that cannot be reached is ErrorKind::unavailable.
class EnterpriseApi {
public:
  // Borrows pipeline and clock. ErrorKind::usage for a URL where a secret must not travel, an
  // account number that is not digits, or an empty hash.
  static Result<std::unique_ptr<EnterpriseApi>>
  create(EnterpriseApiOptions options, http::HttpPipeline& pipeline, const util::Clock& clock);

  // The account of that name, whatever the case; nothing if LastPass knows none.
  Result<std::optional<Account>> find_account(const std::string& name);
  // All accounts that match, 200 to a request and in memory. An invited account may come more than
  // once. ErrorKind::unavailable with the code k_list_changed, after what came so far, if accounts
  // came or went between two pages, so that one may be missing.
  Status list_accounts(const AccountFilter& filter,
                       const std::function<Status(const Account&)>& each);
  // A hundred names to a request.
  DisableOutcome disable(const std::vector<std::string>& names);
  // The number of accounts in the company, which shows that the credentials are good.
  Result<std::int64_t> check_credentials();

private:
  EnterpriseApi(EnterpriseApiOptions options,
                util::Url url,
                http::HttpPipeline& pipeline,
                const util::Clock& clock)
      : m_options(std::move(options)), m_url(std::move(url)), m_pipeline(pipeline), m_clock(clock)
  {
  }
  Result<nlohmann::json> call(std::string_view command, nlohmann::json argument);

  EnterpriseApiOptions m_options;
  util::Url m_url;
  http::HttpPipeline& m_pipeline;
  const util::Clock& m_clock;
};

} // namespace lpaz::lastpass
