#pragma once

#include "sandbox/store/id_set.hpp"
#include "sandbox/store/object_id.hpp"

#include "lpaz/util/clock.hpp"

#include <string>
#include <vector>

namespace lpaz::sandbox::store {

struct AppRole {
  ObjectId id;
  std::string display_name;
  std::string description;
  std::string value; // empty: null
  bool is_enabled = true;
  bool for_users = true;
  bool for_applications = false;
};

struct Application {
  ObjectId id;
  ObjectId app_id;
  std::string display_name;
  std::string template_id; // of the gallery; empty: a plain registration
  IdSet owners;
  util::TimePoint created;
  util::TimePoint visible_from;
};

struct ServicePrincipal {
  ObjectId id;
  ObjectId app_id;
  std::string display_name;
  std::string template_id;
  std::string notes;
  std::string single_sign_on; // preferredSingleSignOnMode; empty: null
  std::vector<std::string> tags;
  std::vector<AppRole> app_roles;
  bool account_enabled = true;
  bool assignment_required = true;
  IdSet owners;
  IdSet member_of;
  util::TimePoint created;
  util::TimePoint visible_from;
};

} // namespace lpaz::sandbox::store
