#pragma once

#include "lpaz/admin/creation_intent.hpp"
#include "lpaz/graph/client.hpp"
#include "lpaz/graph/service_principal.hpp"
#include "lpaz/graph/synchronization_job.hpp"
#include "lpaz/graph/synchronization_secret.hpp"
#include "lpaz/util/result.hpp"
#include "lpaz/util/secret.hpp"

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace lpaz::admin {

struct ConfigureAppOptions {
  std::string app;                 // display name, or object id of an app that exists
  std::string connection_url;      // empty = keep what is saved
  util::Secret provisioning_token; // empty = keep what is saved
  // Asks a person for the token when it turns out to be needed; may be empty.
  std::function<Result<util::Secret>()> ask_token;
  std::optional<std::string> notify;   // mail addresses, separated by commas
  std::optional<int> delete_threshold; // default 20 for a new app with `notify`
  bool start = true;
  bool dry_run = false;
  std::chrono::seconds replication_limit{300};
};

// What became of one step: "created", "found", "changed", "unchanged", "would change", ….
struct ConfigureStep {
  std::string step;
  std::string outcome;
  std::string detail;
  bool changed = false;
};

// The set-up of provisioning.md C.7 as one repeatable run. Each step looks first and writes only
// what is missing, so a run that was killed is finished by running it again, and a second run
// changes nothing.
class ConfigureApp {
public:
  using Report = std::function<void(const ConfigureStep&)>;

  // `report` hears of each step as soon as its outcome is known. `intent` remembers an app that was
  // asked for but not seen yet.
  ConfigureApp(graph::GraphClient& client,
               CreationIntent& intent,
               ConfigureAppOptions options,
               Report report);

  // The app, or nothing if a dry run found none.
  Result<std::optional<graph::ServicePrincipal>> run();

private:
  Result<std::optional<graph::ServicePrincipal>> find_or_create_app();
  Result<std::optional<graph::ServicePrincipal>> find_unseen_app();
  Status create_app();
  Status wait_until_visible();
  Status check_template();
  Status find_or_create_job();
  Status configure_connection();
  Status save_connection(const graph::SynchronizationSecrets& wanted,
                         const graph::VisibleSecrets& saved);
  Result<std::string> why_token_is_needed(const graph::SynchronizationSecrets& wanted,
                                          const graph::VisibleSecrets& saved);
  Result<graph::SynchronizationSecrets> wanted_secrets(const graph::VisibleSecrets& saved) const;
  Status require_token(std::string_view why);
  Result<bool> saved_credentials_work();
  Status start_job();

  // While the directory replicates a new app, 403, 404 and 409 are not final.
  Result<nlohmann::json> send_patiently(const graph::GraphRequest& request);
  void report(std::string_view step, std::string_view outcome, std::string detail);
  void report_change(std::string_view step, std::string_view done, std::string detail);

  graph::GraphClient& m_client;
  CreationIntent& m_intent;
  ConfigureAppOptions m_options;
  Report m_report;
  graph::ServicePrincipal m_app;
  std::optional<graph::SynchronizationJob> m_job;
  bool m_app_is_new = false; // made by this run, or by one that was killed minutes ago
};

} // namespace lpaz::admin
