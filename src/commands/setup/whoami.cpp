#include "commands/commands.hpp"
#include "commands/setup/identity.hpp"

#include "lpaz/graph/organization.hpp"
#include "lpaz/graph/service_principal.hpp"

#include <nlohmann/json.hpp>

namespace lpaz::commands {
namespace {

constexpr std::string_view k_help =
    R"(Shows the tenant, the application, the permissions in its token and when the token expires. It uses the cached token if there is one. Names that the application may not read are left out.

Examples:
  lpaz whoami
  lpaz whoami --output json | jq -r '.permissions[]')";

struct Options {};

cli::ArgSet args(Options&)
{
  return {};
}

// The display name of the first object of a list; nothing if there is none.
std::optional<std::string> first_name(const Result<nlohmann::json>& answer)
{
  const auto* list = answer ? util::find_array(*answer, "value") : nullptr;
  if (list == nullptr || list->empty()) {
    return std::nullopt;
  }
  return util::string_at(list->front(), "displayName");
}

Status run(const Options&, runtime::Context& context)
{
  LPAZ_TRY(auth::TokenCredential * credential, context.credential());
  auth::TokenRequestContext request;
  request.scopes = context.graph_scopes();
  LPAZ_TRY(const auto token, credential->get_token(request));
  IdentityRow row = identity_row(credential->identity(), token);
  LPAZ_TRY(graph::GraphClient * client, context.graph());
  const auto answers = client->send_batch(
      {graph::get_organization_request(),
       graph::find_service_principal_by_app_request(credential->identity().client_id)});
  for (const auto& answer : answers) {
    if (!answer && answer.error().kind != ErrorKind::permission) {
      return fail(answer.error());
    }
  }
  row.tenant_name = first_name(answers[0]);
  row.app_name = first_name(answers[1]);
  return context.print(to_json(row));
}

} // namespace

CommandSpec whoami()
{
  return command("whoami", "Show who lpaz is signed in as and what it may do", k_help, args, run)
      .prints_one(identity_columns());
}

} // namespace lpaz::commands
