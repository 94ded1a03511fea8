#include "commands/provisioning/status_watch.hpp"

#include "commands/provisioning/status_row.hpp"

#include "lpaz/admin/setup/app.hpp"

#include <nlohmann/json.hpp>

#include <string>
#include <utility>
#include <vector>

namespace lpaz::commands {
namespace {

// The part of a row whose change is worth a new one.
OrderedJson watched_part(const OrderedJson& row, const std::vector<std::string>& columns)
{
  if (columns.empty()) {
    return row;
  }
  OrderedJson part;
  for (const std::string& column : columns) {
    part[column] = row.value(column, OrderedJson());
  }
  return part;
}

class Watch {
public:
  Watch(graph::GraphClient& client, graph::ServicePrincipal app, runtime::Context& context)
      : m_client(client), m_app(std::move(app)), m_context(context)
  {
  }

  // A service that is away for a while does not end a watch that has begun.
  Status look()
  {
    const auto status = admin::provisioning_status_of(m_client, m_app);
    if (!status && status.error().kind == ErrorKind::unavailable && m_context.printed() > 0) {
      m_context.log().warning(status.error().message + "; looking again later");
      return {};
    }
    if (!status) {
      return fail(status.error());
    }
    if (m_context.printed() == 0) {
      warn_about_log(*status, m_context);
    }
    return print_if_changed(status_row(*status));
  }

private:
  Status print_if_changed(const OrderedJson& row)
  {
    OrderedJson part = watched_part(row, m_context.settings().columns);
    if (m_context.printed() > 0 && part == m_last) {
      return {};
    }
    m_last = std::move(part);
    LPAZ_CHECK(m_context.print(row));
    return m_context.streams().out().flush();
  }

  graph::GraphClient& m_client;
  graph::ServicePrincipal m_app;
  runtime::Context& m_context;
  OrderedJson m_last; // what was printed
};

} // namespace

Status watch_status(runtime::Context& context, std::chrono::seconds interval)
{
  LPAZ_TRY(graph::GraphClient * client, context.graph());
  LPAZ_TRY(auto app, admin::find_app(*client, context.settings().app.value));
  Watch watch(*client, std::move(app), context);
  while (true) {
    LPAZ_CHECK(watch.look());
    LPAZ_CHECK(context.clock().sleep_for(interval));
  }
}

} // namespace lpaz::commands
