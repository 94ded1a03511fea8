#pragma once

#include "commands/users/user_change.hpp"

#include "lpaz/admin/bulk_run.hpp"

namespace lpaz::commands {

// The row of one person, with everything that is not known yet set to null.
OrderedJson row_of_user(const graph::User& user);

// What a change that is made or planned comes to in LastPass. Who was so already is as before.
void add_effect(const admin::PlannedAction& action, const UserChangeWords& words, OrderedJson& row);

// What became of the writes about one person.
void add_outcome(const admin::PlannedAction& action,
                 const admin::BulkOutcome& outcome,
                 const UserChangeWords& words,
                 OrderedJson& row);

void add_proof(const admin::Proof& proof, const UserChangeWords& words, OrderedJson& row);

} // namespace lpaz::commands
