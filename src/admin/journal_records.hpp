#pragma once

#include "journal_state.hpp"

#include "lpaz/admin/run_journal.hpp"
#include "lpaz/util/clock.hpp"
#include "lpaz/util/result.hpp"

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace lpaz::admin {

// The longest id, step or evidence that is written.
inline constexpr std::size_t k_longest_journal_word = 1024;

// The lines of a journal after the first, without line ends.
std::string
sending_record(util::TimePoint at, std::string_view step, std::span<const std::string> ids);
std::string
done_record(util::TimePoint at, std::string_view step, std::span<const std::string> ids);
std::string
failed_record(util::TimePoint at, std::string_view step, const std::string& id, const Error& error);
std::string
verified_record(util::TimePoint at, const JournalProof& proof, std::span<const std::string> ids);
std::string end_record(util::TimePoint at);

// Adds what a line says to `state`. True for the line of the end. Fails with ErrorKind::failed
// for what is no such line.
Result<bool> take_record(std::string_view line, JournalState& state);

} // namespace lpaz::admin
