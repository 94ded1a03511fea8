#include "lpaz/admin/setup/configure_app.hpp"

#include "commands/commands.hpp"
#include "commands/provisioning/status_row.hpp"
#include "commands/run_options.hpp"

#include "lpaz/cli/row_columns.hpp"
#include "lpaz/util/file.hpp"
#include "lpaz/util/text.hpp"
#include "lpaz/util/url.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <utility>

namespace lpaz::commands {
namespace {

constexpr std::string_view k_help =
    R"(Sets up the enterprise app that provisions LastPass, from nothing to a running job: finds or creates the app, waits until the directory shows it, checks that it can provision over SCIM, creates or adopts the synchronization job, has Entra ID test the connection before anything is saved, saves it with the scope "assigned users and groups only", the notification address and the threshold that stops accidental deletions, and starts provisioning. At the end it prints the same as lpaz status.

Each step looks first and changes only what differs, so running it again finishes an interrupted run, and a second run changes nothing. It never creates a second app: of two runs at once on one machine, the second waits for the first, at most as long as --timeout says, and adopts its app. Where another machine made an app of the same name at the same time, the run stops before provisioning starts and names both.

The LastPass Admin Console shows the Connection URL and the Provisioning Token under Users > Directories > Azure AD. The token is read from a file, from standard input, from LPAZ_PROVISIONING_TOKEN or from a prompt, never from the command line. Without a token, the saved one is kept if LastPass still accepts it.

The attribute mapping stays as Entra ID makes it; compare it with step 2 of LastPass's guide.

Application permissions, with admin consent, for this command: Application.ReadWrite.OwnedBy and Synchronization.ReadWrite.All. The other commands also need User.Read.All, User.EnableDisableAccount.All, User.RevokeSessions.All, User.DeleteRestore.All, Group.Create, GroupMember.ReadWrite.All, AppRoleAssignment.ReadWrite.All, Application.Read.All, RoleManagement.Read.Directory, RoleEligibilitySchedule.Read.Directory, PrivilegedEligibilitySchedule.Read.AzureADGroup (where groups can hold roles), ProvisioningLog.Read.All, Organization.Read.All. A command whose permission is missing ends with 9 and names it. With AuditLog.Read.All, --wait can also prove what somebody else, or an earlier run without a journal, has changed.

Examples:
  lpaz configure-app --connection-url https://lastpass.com/scimapi/123 --provisioning-token-file token.txt --notify it@contoso.example
  lpaz configure-app --dry-run
  pass show lastpass/scim | lpaz configure-app --provisioning-token-file - --delete-threshold 50)";

constexpr std::size_t k_longest_token = 4096;

struct Options {
  std::optional<std::string> connection_url;
  std::optional<std::string> token_file;
  std::vector<std::string> notify;
  std::optional<long long> delete_threshold;
  bool no_start = false;
  std::chrono::seconds replication_timeout{300};
};

cli::ArgSet args(Options& options)
{
  return {
      option("--connection-url",
             options.connection_url,
             "URL",
             "Connection URL of the LastPass Admin Console")
          .env("LPAZ_CONNECTION_URL"),
      option("--provisioning-token-file",
             options.token_file,
             "FILE|-",
             "File with the provisioning token, - for standard input")
          .env("LPAZ_PROVISIONING_TOKEN")
          .completes(cli::Completion::file),
      option("--notify", options.notify, "ADDRESS", "Address that gets mail about a quarantine"),
      option("--delete-threshold",
             options.delete_threshold,
             "N",
             "Stop when a cycle would disable or delete more accounts than this")
          .range(1, 1'000'000)
          .default_text("20, once there is an address to notify"),
      flag("--no-start", options.no_start, "Leave provisioning stopped"),
      option("--replication-timeout",
             options.replication_timeout,
             "TIME",
             "How long to wait until the directory shows a new app")
          .default_text("300s")};
}

Result<std::string> connection_url(const Options& options, const runtime::Settings& settings)
{
  const std::string text(
      util::trim(options.connection_url.value_or(settings.connection_url.value)));
  if (text.empty()) {
    return text;
  }
  LPAZ_TRY(const auto url, util::parse_url(text, "connection URL"));
  if (!util::is_confidential(url)) {
    return fail(ErrorKind::usage,
                "the connection URL must begin with https://",
                "copy it from the LastPass Admin Console as it is");
  }
  return text;
}

void warn_about_host(const std::string& text, runtime::Context& context)
{
  const auto url = util::parse_url(text, "connection URL");
  if (url && !util::is_loopback(*url) && url->host() != "lastpass.com" &&
      !url->host().ends_with(".lastpass.com")) {
    context.log().warning(
        fmt::format("the connection URL leads to {}, not to lastpass.com", url->host()));
  }
}

Result<util::Secret> token_of(std::string text)
{
  util::Secret token{std::string(util::trim(text))};
  util::wipe(text);
  const bool one_word = token.reveal().find_first_of(" \t\r\n") == std::string::npos;
  if (token.empty() || !one_word) {
    return fail(ErrorKind::usage,
                "the provisioning token must be one word",
                "copy it again from the LastPass Admin Console");
  }
  return token;
}

// Empty if none was given anywhere.
Result<util::Secret> provisioning_token(const Options& options, runtime::Context& context)
{
  if (options.token_file && *options.token_file == "-") {
    LPAZ_TRY(auto text, context.streams().in().read_all(k_longest_token));
    return token_of(std::move(text));
  }
  if (options.token_file) {
    LPAZ_TRY(auto text, util::read_file(*options.token_file, k_longest_token));
    return token_of(std::move(text));
  }
  if (auto text = context.environment().get("LPAZ_PROVISIONING_TOKEN")) {
    return token_of(*std::move(text));
  }
  return util::Secret();
}

Result<admin::ConfigureAppOptions> configuration(const Options& options, runtime::Context& context)
{
  const runtime::Settings& settings = context.settings();
  admin::ConfigureAppOptions result;
  result.app = settings.app.value;
  LPAZ_TRY(result.connection_url, connection_url(options, settings));
  LPAZ_TRY(result.provisioning_token, provisioning_token(options, context));
  if (!options.notify.empty()) {
    result.notify = util::join(options.notify, ",");
  }
  if (options.delete_threshold) {
    result.delete_threshold = static_cast<int>(*options.delete_threshold);
  }
  result.start = !options.no_start;
  result.dry_run = settings.dry_run;
  result.replication_limit = options.replication_timeout;
  result.time_limit = settings.timeout;
  warn_about_host(result.connection_url, context);
  return result;
}

// What has become known since the last call.
void note_steps(const std::vector<admin::ConfigureStep>& steps,
                std::size_t& noted,
                runtime::Context& context)
{
  for (; noted < steps.size(); ++noted) {
    const admin::ConfigureStep& step = steps[noted];
    context.note(fmt::format(
        "{:<13} {}{}{}", step.step, step.outcome, step.detail.empty() ? "" : ": ", step.detail));
  }
}

Status set_up(admin::ConfigureApp& work, runtime::Context& context)
{
  std::size_t noted = 0;
  while (!work.is_finished()) {
    const Status looked = work.look();
    note_steps(work.steps(), noted, context);
    LPAZ_CHECK(looked);
    if (context.settings().dry_run) {
      show_requests(work.plan(), context);
      continue;
    }
    if (work.wants_token() && context.streams().in().is_terminal()) {
      LPAZ_TRY(auto token, context.prompter().ask_secret("Provisioning token: "));
      work.give_token(std::move(token));
    }
    const Status written = work.write();
    note_steps(work.steps(), noted, context);
    LPAZ_CHECK(written);
  }
  return {};
}

struct RunRow {
  bool changed = false;
  const std::vector<admin::ConfigureStep>& steps;
};

OrderedJson list_of(const std::vector<admin::ConfigureStep>& steps)
{
  OrderedJson list = OrderedJson::array();
  for (const admin::ConfigureStep& step : steps) {
    list.push_back(
        OrderedJson{{"step", step.step}, {"outcome", step.outcome}, {"detail", step.detail}});
  }
  return list;
}

// After those of the status.
constexpr cli::RowColumn<RunRow> k_columns[] = {
    {"changed",
     "Changed",
     "Whether this run changed anything",
     [](const RunRow& row) { return OrderedJson(row.changed); },
     ColumnKind::boolean},
    {"steps",
     "Steps",
     "What became of each step: a list of {step, outcome, detail}",
     [](const RunRow& row) { return list_of(row.steps); },
     ColumnKind::list,
     ColumnShow::on_request}};

std::vector<Column> columns()
{
  auto list = status_columns();
  const auto own = columns_of(k_columns);
  list.insert(list.end(), own.begin(), own.end());
  return list;
}

Status run(const Options& options, runtime::Context& context)
{
  LPAZ_TRY(auto wanted, configuration(options, context));
  LPAZ_TRY(graph::GraphClient * client, context.graph());
  const runtime::Settings& settings = context.settings();
  admin::CreationIntent intent(settings.cache_directory.value,
                               settings.tenant_id.value + "\n" + util::to_lower(settings.app.value),
                               context.clock());
  admin::ConfigureApp work(*client, intent, std::move(wanted));
  LPAZ_CHECK(set_up(work, context));
  const bool changed = std::ranges::any_of(work.steps(), &admin::ConfigureStep::changed);
  if (!changed) {
    context.note("Nothing had to be changed.");
  }
  OrderedJson row;
  if (work.app()) {
    LPAZ_TRY(const auto status, admin::provisioning_status_of(*client, *work.app()));
    row = status_row(status);
  } else {
    row["app"] = settings.app.value;
    row["state"] = "would be created";
  }
  row.update(to_row(k_columns, RunRow{changed && !settings.dry_run, work.steps()}));
  return context.print(row);
}

} // namespace

CommandSpec configure_app()
{
  return command("configure-app",
                 "Create or adopt the enterprise app and start provisioning",
                 k_help,
                 args,
                 run)
      .prints_one(columns())
      .changes();
}

} // namespace lpaz::commands
