#pragma once

#include "lpaz/admin/setup/creation_intent.hpp"
#include "lpaz/bulk/carry_out.hpp"
#include "lpaz/bulk/change.hpp"
#include "lpaz/graph/client.hpp"
#include "lpaz/graph/service_principal.hpp"
#include "lpaz/graph/synchronization_job.hpp"
#include "lpaz/graph/synchronization_secret.hpp"
#include "lpaz/util/result.hpp"
#include "lpaz/util/secret.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lpaz::admin {

struct ConfigureAppOptions {
  std::string app;                     // display name, or object id of an app that exists
  std::string connection_url;          // empty = keep what is saved
  util::Secret provisioning_token;     // empty = keep what is saved
  std::optional<std::string> notify;   // mail addresses, separated by commas
  std::optional<int> delete_threshold; // default 20 for a new app with `notify`
  bool start = true;
  bool dry_run = false;
  std::chrono::seconds replication_limit{300};
  // How long to find out what became of a write whose answer was lost, and to wait for another run.
  std::chrono::milliseconds time_limit = bulk::Options().time_limit;
};

// What became of one step: "created", "found", "changed", "unchanged", "would change", ….
struct ConfigureStep {
  std::string step;
  std::string outcome;
  std::string detail;
  bool changed = false;
};

// The set-up of provisioning.md C.7 as one repeatable run, stage by stage:
//
//   while (!work.is_finished()) { look() → steps(), plan(); give_token() if wanted; write() }
//
// Each stage looks first and plans only what is missing, so a run that was killed is finished by
// running it again, and a second run changes nothing. An error of look() or write() ends the run;
// steps() then still has what became known before it. With `dry_run` only look() is called.
class ConfigureApp {
public:
  // Borrows both. `intent` remembers an app that was asked for but not seen yet, and keeps other
  // runs for the same app waiting until this object dies.
  ConfigureApp(graph::GraphClient& client, CreationIntent& intent, ConfigureAppOptions options);

  bool is_finished() const { return m_stage == Stage::finished; }
  // Reads what the next stage needs, waits for it where it takes time, and plans its writes.
  Status look();
  // The writes of this stage, mostly none; carried out by write(), and with `dry_run` those that
  // would follow.
  const bulk::Plan& plan() const { return m_plan; }
  // A token is missing without which the next look() is ErrorKind::usage.
  bool wants_token() const { return !m_token_reason.empty(); }
  void give_token(util::Secret token);
  Status write();

  // What has become known so far.
  const std::vector<ConfigureStep>& steps() const { return m_steps; }
  // Once finished: the app, or nothing if a dry run found none.
  const std::optional<graph::ServicePrincipal>& app() const { return m_app; }

private:
  enum class Stage : std::uint8_t {
    app,
    unseen_app,  // an earlier run may have made it
    new_app,     // there is none
    visible_app, // it was made and spreads through the directory
    scim_template,
    job,
    saved_connection,
    connection, // what to save is known
    start,
    finished
  };

  Status keep_others_out();
  Status look_for_app();
  Status wait_for_unseen_app();
  void keep_found_app(graph::ServicePrincipal app);
  Status prepare_new_app();
  void plan_everything();
  Status plan_app();
  Status create_app();
  Status wait_until_visible();

  Status look_for_template();
  Status look_for_job();
  Status create_job();
  Status start_job();
  Status look_at_start();
  Status look_for_another_app() const;

  Status look_at_connection();
  Status plan_connection();
  Status save_connection();
  Result<std::string> why_token_is_needed();
  Result<bool> saved_credentials_work();
  Status require_token();

  void plan_write(bulk::Step step);
  // Of the one synchronization step that is planned: the answer that it keeps.
  Result<std::string> carry_out_plan();
  // A read; while the directory replicates a new app, 403, 404 and 409 are not final.
  Result<nlohmann::json> send_patiently(const graph::GraphRequest& request);
  void report(std::string_view step, std::string_view outcome, std::string detail);
  // Something was changed or, with `dry_run`, would be.
  void report_change(std::string_view step, std::string_view done, std::string detail);

  graph::GraphClient& m_client;
  CreationIntent& m_intent;
  ConfigureAppOptions m_options;
  std::vector<ConfigureStep> m_steps;
  Stage m_stage = Stage::app;   // the next look
  Stage m_planned = Stage::app; // the stage of m_plan
  bulk::Plan m_plan;
  std::string m_token_reason; // why a token is wanted
  std::optional<util::FileLock> m_lock;
  std::optional<graph::ServicePrincipal> m_app;
  std::optional<graph::SynchronizationJob> m_job;
  graph::VisibleSecrets m_saved;
  graph::SynchronizationSecrets m_wanted;
  bool m_app_is_new = false; // made by this run, or by one that was killed minutes ago
};

} // namespace lpaz::admin
