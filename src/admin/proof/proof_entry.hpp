#pragma once

#include "proof_board.hpp"

#include "lpaz/graph/provisioning_object_summary.hpp"

#include <optional>

namespace lpaz::admin {

enum class EntryMeaning {
  proof,    // the account was as awaited after this
  opposite, // it was not
  setback,  // says nothing of the account, but why it may stay as it is
  nothing
};

struct EntryVerdict {
  EntryMeaning meaning = EntryMeaning::nothing;
  Setback setback = {};
  // Whether the service saw the person as changed, where the entry tells. It matters in the very
  // second of the change, when the entry may be older or younger than it.
  std::optional<bool> knows_change = std::nullopt;
};

// What an entry of the provisioning log about a person says of the state that is awaited. What it
// does not tell is unknown, and proves nothing.
EntryVerdict judge_entry(const graph::ProvisioningObjectSummary& entry, AwaitedState state);

} // namespace lpaz::admin
