#pragma once

#include "proof_board.hpp"

#include "lpaz/graph/provisioning_object_summary.hpp"

namespace lpaz::admin {

enum class EntryMeaning { proof, setback, nothing };

struct EntryVerdict {
  EntryMeaning meaning = EntryMeaning::nothing;
  Setback setback;
};

// What an entry of the provisioning log about a person says of the state that is awaited.
EntryVerdict judge_entry(const graph::ProvisioningObjectSummary& entry, AwaitedState state);

} // namespace lpaz::admin
