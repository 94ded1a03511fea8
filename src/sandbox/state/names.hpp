#pragma once

#include "sandbox/engine/job_state.hpp"
#include "sandbox/store/assignment.hpp"
#include "sandbox/store/change_log.hpp"

#include <array>
#include <string_view>

namespace lpaz::sandbox::state {

// The names in a document of an enumeration's values, which run from 0.
constexpr auto names_of(store::ObjectKind)
{
  return std::to_array<std::string_view>(
      {"user", "group", "servicePrincipal", "application", "directoryRole"});
}

constexpr auto names_of(store::ChangeKind)
{
  return std::to_array<std::string_view>({"user", "group", "membership", "assignment"});
}

constexpr auto names_of(engine::Escrow::Kind)
{
  return std::to_array<std::string_view>({"user", "group", "members"});
}

} // namespace lpaz::sandbox::state
