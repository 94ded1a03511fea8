#include "auth/token_error.hpp"

#include "lpaz/http/retry_policy.hpp"
#include "lpaz/util/json.hpp"
#include "lpaz/util/text.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

namespace lpaz::auth {
namespace {

constexpr std::size_t k_max_text_length = 300;

struct Explanation {
  long long code; // the number after AADSTS
  std::string_view text;
  std::string_view hint;
};

constexpr std::string_view k_cloud_hint =
    "check the tenant id and the cloud: a tenant lives in one cloud only (--cloud)";
constexpr std::string_view k_scope_hint = "the Graph address and the cloud do not belong together";
constexpr std::string_view k_consent = "consent"; // stands for the admin-consent URL
constexpr std::string_view k_policy_hint =
    "the sign-in log names the policy; for an app it is a policy for workload identities";
constexpr std::string_view k_user_flow_hint = "sign in as an app instead";
constexpr std::string_view k_user_hint =
    "use an account of this tenant, or add the account as a guest";
constexpr std::string_view k_certificate_hint =
    "upload this certificate to the app registration; compare thumbprint and expiry";

constexpr auto k_explanations = std::to_array<Explanation>({
    {7000215,
     "the client secret is wrong",
     "copy the secret's value, not its id, from the app registration"},
    {7000222, "the client secret has expired", "create a new secret for the app registration"},
    {7000218,
     "the service received no secret",
     "public-client flows are off for the app registration"},
    {700016,
     "this tenant has no such app",
     "check the client id, the tenant id and the cloud (--cloud)"},
    {7000112, "the app is disabled in this tenant", "enable its service principal"},
    {70001, "the app is disabled in this tenant", "enable its service principal"},
    {700025, "the app is a public client and must not send a secret", "use a confidential client"},
    {700027, "the app's certificate is not accepted", k_certificate_hint},
    {700024,
     "the assertion is outside its valid time",
     "check this machine's clock, or get a fresh token from the CI service"},
    {700030, "the certificate's subject or chain is not accepted", k_certificate_hint},
    {50012, "the certificate's subject or chain is not accepted", k_certificate_hint},
    {50027, "the assertion is malformed", "check the authority host"},
    {70021, "no federated credential of the app matches", "compare issuer, subject and audience"},
    {700211, "no federated credential has this issuer", "compare the issuer"},
    {700212, "no federated credential has this audience", "compare the audience"},
    {700213, "no federated credential has this subject", "compare the subject"},
    {700229, "only app tokens may be used here", ""},
    {90002, "the tenant does not exist", k_cloud_hint},
    {90038, "the tenant lives in another cloud", k_cloud_hint},
    {900382, "the tenant lives in another cloud", k_cloud_hint},
    {900432, "the tenant lives in another cloud", k_cloud_hint},
    {50034, "the user is not in this tenant", k_user_hint},
    {51004, "the user is not in this tenant", k_user_hint},
    {50020, "the user is not in this tenant", k_user_hint},
    {50057, "the user is disabled", ""},
    {50053, "the account is locked", ""},
    {50126, "the user name or password is wrong", ""},
    {50055, "the password has expired", ""},
    {50072, "multi-factor authentication is needed", k_user_flow_hint},
    {50074, "multi-factor authentication is needed", k_user_flow_hint},
    {50076, "multi-factor authentication is needed", k_user_flow_hint},
    {50079, "multi-factor authentication is needed", k_user_flow_hint},
    {50105, "the user is not assigned to the app", "assign the user to the app"},
    {53000, "a conditional access policy blocks the sign-in", k_policy_hint},
    {53001, "a conditional access policy blocks the sign-in", k_policy_hint},
    {53003, "a conditional access policy blocks the sign-in", k_policy_hint},
    {530032, "a conditional access policy blocks the sign-in", k_policy_hint},
    {530035, "security defaults block the sign-in", k_policy_hint},
    {65001, "consent is missing", k_consent},
    {65004, "consent was refused", k_consent},
    {90094, "an administrator has to consent", k_consent},
    {650056, "the app lists no permissions", k_consent},
    {500011, "the tenant does not know the resource", k_scope_hint},
    {70011, "the scope is wrong", k_scope_hint},
    {28002, "the scope is wrong", k_scope_hint},
    {700022, "the scope names several resources", k_scope_hint},
    {50173, "the sign-in was revoked", "sign in again"},
    {700082, "the sign-in was idle for too long", "sign in again"},
    {70043, "the sign-in has expired", "sign in again"},
    {70008, "the sign-in has expired", "sign in again"},
    {50196,
     "the service received too many identical requests",
     "wait a few minutes, and let the runs share the token cache"},
    {90055, "the sign-in service is busy", "run again later"},
    {90033, "the sign-in service is temporarily unavailable", "run again later"},
    {90006, "the sign-in service is temporarily unavailable", "run again later"},
    {50033, "the sign-in service is temporarily unavailable", "run again later"},
});

constexpr auto k_busy_codes = std::to_array<long long>({50196, 90055, 90033, 90006, 50033});

// 0 if the answer names none.
long long aadsts_code(const util::Json& body, std::string_view description)
{
  const auto* codes = util::find_array(body, "error_codes");
  if (codes != nullptr && !codes->empty() && codes->front().is_number_integer()) {
    return codes->front().get<long long>();
  }
  constexpr std::string_view k_prefix = "AADSTS";
  const auto start = description.find(k_prefix);
  if (start == std::string_view::npos) {
    return 0;
  }
  const auto digits = description.substr(start + k_prefix.size());
  const auto end = std::min(digits.find_first_not_of("0123456789"), digits.size());
  return util::parse_integer(digits.substr(0, end)).value_or(0);
}

// One visible line of bounded length, never with the secret in it.
std::string quote(std::string_view text, const util::Secret& secret)
{
  const auto line = text.substr(0, std::min(text.find_first_of("\r\n"), k_max_text_length));
  if (!secret.empty() && text.find(secret.reveal()) != std::string_view::npos) {
    return "(not shown: the service repeated the secret)";
  }
  return util::make_visible(line);
}

std::string circumstances(const util::Json& body, const util::Secret& secret)
{
  std::string text;
  if (const auto id = util::string_at(body, "correlation_id"); !id.empty()) {
    text += ", correlation id " + quote(id, secret);
  }
  if (const auto time = util::string_at(body, "timestamp"); !time.empty()) {
    text += ", " + quote(time, secret);
  }
  return text;
}

Error unexplained(const http::HttpResponse& response)
{
  Error error;
  error.kind = ErrorKind::sign_in;
  error.message =
      fmt::format("sign-in failed: the token endpoint answered with status {}", response.status);
  error.hint = "check the authority host and the tenant id";
  return error;
}

Error explained(const util::Json& body, std::string_view name, const TokenErrorContext& context)
{
  const auto description = util::string_at(body, "error_description");
  const auto code = aadsts_code(body, description);
  const auto* const known = std::ranges::find(k_explanations, code, &Explanation::code);
  Error error;
  error.kind = ErrorKind::sign_in;
  const auto safe_name = quote(name, context.secret);
  error.code = code != 0 ? fmt::format("AADSTS{}", code) : safe_name;
  error.request_id = quote(util::string_at(body, "trace_id"), context.secret);
  std::string text = description.empty() ? safe_name : quote(description, context.secret);
  if (known != k_explanations.end()) {
    text = known->text;
    error.hint = known->hint == k_consent
                     ? "an administrator can consent at " + context.admin_consent_url
                     : std::string(known->hint);
  }
  error.message = fmt::format(
      "sign-in failed: {} ({}{})", text, safe_name, circumstances(body, context.secret));
  if (std::ranges::find(k_busy_codes, code) != k_busy_codes.end() ||
      name == "temporarily_unavailable") {
    error.kind = ErrorKind::unavailable;
  }
  return error;
}

} // namespace

Error token_error(const http::HttpResponse& response, const TokenErrorContext& context)
{
  auto error = unexplained(response);
  if (const auto body = util::parse_json(response.body, "answer of the token endpoint")) {
    if (const auto name = util::find_string(*body, "error")) {
      error = explained(*body, *name, context);
    }
  }
  error.http_status = response.status;
  if (response.status == 429 || response.status >= 500) {
    error.kind = ErrorKind::unavailable;
    error.hint = "run again later";
    error.retry_after = http::retry_after_of(response.headers, context.now);
  }
  return error;
}

} // namespace lpaz::auth
