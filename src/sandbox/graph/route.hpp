#pragma once

#include "sandbox/graph/call.hpp"
#include "sandbox/server/router.hpp"

#include "lpaz/util/result.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lpaz::sandbox::graph {

using RouteFunction = Result<server::Response> (*)(Call&);

// `pattern` is the path after /v1.0/, its variable segments written {}. `permissions` names the
// application permissions of which one (|) or several together (+) are needed; empty: any token.
struct Route {
  std::string_view method;
  std::string_view pattern;
  std::string_view permissions;
  RouteFunction run;
};

struct RouteMatch {
  const Route* route = nullptr; // null: no such path, or
  bool path_exists = false;     // no such method for it
  std::vector<std::string> parameters;
};

class RouteTable {
public:
  void add(std::initializer_list<Route> routes);
  RouteMatch find(std::string_view method, const std::vector<std::string>& segments) const;

private:
  struct SplitRoute {
    Route route;
    std::vector<std::string> segments;
  };
  std::vector<SplitRoute> m_routes;
};

// The decoded segments of a path behind the version. users('x') becomes two of them, "users" and
// "x"; servicePrincipals(appId='x') becomes "servicePrincipals(appId)" and "x".
// Nothing if a bracket or quote is left open.
std::optional<std::vector<std::string>> graph_segments(std::string_view path);

// Whether the granted permissions satisfy a route's.
bool is_permitted(std::string_view permissions, const std::set<std::string, std::less<>>& granted);

// All application permissions that a sandbox's app has by default.
std::vector<std::string> all_permissions();

// Each resource file adds its own.
void add_application_routes(RouteTable& table);
void add_application_template_routes(RouteTable& table);
void add_assignment_routes(RouteTable& table);
void add_audit_routes(RouteTable& table);
void add_deleted_item_routes(RouteTable& table);
void add_group_member_routes(RouteTable& table);
void add_group_routes(RouteTable& table);
void add_reporting_line_routes(RouteTable& table);
void add_member_of_routes(RouteTable& table);
void add_organization_routes(RouteTable& table);
void add_provisioning_log_routes(RouteTable& table);
void add_role_routes(RouteTable& table);
void add_service_principal_routes(RouteTable& table);
void add_synchronization_job_routes(RouteTable& table);
void add_synchronization_schema_routes(RouteTable& table);
void add_synchronization_secret_routes(RouteTable& table);
void add_synchronization_template_routes(RouteTable& table);
void add_user_routes(RouteTable& table);

} // namespace lpaz::sandbox::graph
