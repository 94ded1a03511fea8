#pragma once

#include "model/sequence.hpp"
#include "model/world.hpp"

#include <optional>
#include <string>

// What may be said of a person, from the world's true history and nothing else.
namespace lpaz::model {

// What a row that says "verified" claims of the person's accounts.
Shows claim_of(Command command, const Row& row);

// The change that LastPass must have followed for that claim: offboard-user proves before it
// deletes.
TimePoint followed_change(Command command, const Row& row, const Person& person);

// Whether it was true; or false, but only because of a change by hand in LastPass after the
// service's last word, which nobody can see without the Enterprise API.
bool may_be_verified(const World& world, int who, Shows claim, TimePoint change);

// Whether it is true and can be shown, so that it has to be said.
bool must_be_verified(const World& world, int who, Shows claim);

// The accounts of a person and what the log says, for a failed check.
std::string facts_about(const World& world, int who);

// False proofs, and an exit code that contradicts the rows.
std::optional<Finding>
judge(const World& world, Command command, bool waited, const RunResult& run);

} // namespace lpaz::model
