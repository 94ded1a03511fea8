#pragma once

#include "model/lpaz_run.hpp"
#include "model/world.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lpaz::model {

enum class Command { block, unblock, remove, restore, purge, offboard, assign, unassign };

enum class Kind {
  lpaz, // a command; all others are done by somebody else
  block,
  unblock,
  revoke,
  remove,
  restore,
  purge,
  rename,
  namesake,
  assign,
  unassign,
  cycle,
  pass, // time
  restart,
  pause,
  start,
  reset_token,
  renew_token,
  enable_by_hand,
  disable_by_hand,
  delete_by_hand,
  stranger,
  second_app,
};

struct Event {
  Kind kind = Kind::cycle;
  std::vector<int> who = {0};
  int minutes = 0;   // that pass
  unsigned seed = 1; // of all that is left to chance in it
  // Of a command:
  Command command = Command::block;
  bool by_name = false;  // people are named by their principal names, else by their ids
  int wait_minutes = 20; // 0: without --wait
  bool now = false;      // with --now, where the Enterprise API can be asked
  int journal = 0;       // its number; 0: none
  bool again = false;    // the very words of the first command with this journal
  Crash crash = {};
};

struct Sequence {
  Setup setup;
  std::vector<Event> events;
};

// What is wrong, and when.
struct Finding {
  std::string kind; // "false proof", "no proof", "exit code", "wrong person", "unknown request"
  std::string text;
};

std::string_view command_word(Command command);

// A sequence that depends on nothing but the seed.
Sequence random_sequence(unsigned seed);
// Plays it in a new world, then lets the world come to rest and asks again. The first finding.
std::optional<Finding> play(const Sequence& sequence);
// Leaves out what the finding does not need.
Sequence shrink(Sequence sequence, const std::string& kind);
// As readable lines.
std::string describe(const Sequence& sequence);

// The kinds of its events: two findings with the same outline are most likely one.
std::string outline(const Sequence& sequence);

// How many commands this process has run.
std::string work_done();

} // namespace lpaz::model
