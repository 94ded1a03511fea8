#pragma once

#include "sandbox/store/id_set.hpp"
#include "sandbox/store/object_id.hpp"

#include "lpaz/util/clock.hpp"

#include <cstdint>
#include <string>

namespace lpaz::sandbox::store {

struct Group {
  ObjectId id;
  std::string display_name;
  std::string description;
  std::string mail;
  std::string mail_nickname;
  std::string membership_rule; // not empty: a dynamic group, its members cannot be edited
  bool security_enabled = true;
  bool mail_enabled = false;
  bool is_unified = false; // a Microsoft 365 group
  bool is_synced = false;
  bool is_role_assignable = false;
  util::TimePoint created;
  IdSet members;   // users, groups, service principals; kept by Directory
  IdSet owners;    // users, service principals
  IdSet member_of; // groups, direct; kept by Directory
  std::uint64_t change = 0;
  util::TimePoint visible_from;
};

} // namespace lpaz::sandbox::store
