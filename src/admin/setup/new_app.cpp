#include "new_app.hpp"

#include "lpaz/admin/setup/app.hpp"
#include "lpaz/graph/application_template.hpp"
#include "lpaz/http/transport.hpp"
#include "lpaz/util/json.hpp"

#include <nlohmann/json.hpp>

namespace lpaz::admin {
namespace {

constexpr std::chrono::milliseconds k_poll{2'000};

// The app was certainly not made. Any other error leaves that open, an answer that cannot be read
// included.
bool is_refusal(const Error& error)
{
  return error.code == http::k_code_connect ||
         (error.http_status >= 400 && error.http_status < 500 && error.http_status != 408);
}

bool shows_app(const Result<nlohmann::json>& seen, util::TimePoint)
{
  const auto* apps = seen ? util::find_array(*seen, "value") : nullptr;
  return apps != nullptr && !apps->empty();
}

// The app in the answer to its creation or, if that answer was lost, to the search for the app. Its
// id is empty if the answer does not name it.
graph::ServicePrincipal app_in(const std::string& answer)
{
  const auto json = util::parse_json(answer, "new app");
  if (!json) {
    return {};
  }
  if (shows_app(json, {})) {
    return graph::parse_service_principal(json->at("value").front());
  }
  const auto* app = util::find_object(*json, "servicePrincipal");
  return app == nullptr ? graph::ServicePrincipal{} : graph::parse_service_principal(*app);
}

} // namespace

bulk::Step creation_step(const std::string& name)
{
  bulk::Step step{"create app",
                  graph::instantiate_request(graph::k_custom_application_template, name)};
  step.check = graph::find_service_principals_request(name);
  step.carried_out = shows_app;
  step.once = true;
  step.keeps_answer = true;
  return step;
}

Result<graph::ServicePrincipal> create_app(const bulk::Plan& plan,
                                           CreationIntent& intent,
                                           graph::GraphClient& client,
                                           const bulk::Options& options)
{
  // Without a place to remember it the run goes on: the memory only matters if it is killed now.
  (void)intent.record();
  auto journal = bulk::Journal::in_memory(client.clock());
  const auto outcomes = bulk::carry_out(plan, journal, client, options);
  if (const Status& status = outcomes.front().status; !status) {
    if (is_refusal(status.error())) {
      intent.clear();
    }
    return fail(with_context(status.error(), "the app could not be created"));
  }
  auto app = app_in(outcomes.front().answer);
  if (app.id.empty()) {
    return fail(ErrorKind::failed, "Graph created an app but did not say which", "run it again");
  }
  return app;
}

Result<std::optional<graph::ServicePrincipal>> wait_for_app(graph::GraphClient& client,
                                                            const std::string& name,
                                                            std::string_view id,
                                                            std::chrono::seconds limit)
{
  util::Clock& clock = client.clock();
  const auto end = clock.steady_now() + limit;
  while (true) {
    LPAZ_TRY(auto app, find_app_if_any(client, name));
    if (app && (id.empty() || app->id == id)) {
      return app;
    }
    if (clock.steady_now() + k_poll > end) {
      return std::nullopt;
    }
    LPAZ_CHECK(clock.sleep_for(k_poll));
  }
}

} // namespace lpaz::admin
