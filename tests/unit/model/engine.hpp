#pragma once

#include "model/world.hpp"

namespace lpaz::model {

// The provisioning service: one cycle, person by person, as Entra does it.
class Engine {
public:
  explicit Engine(World& world) : m_world(world) {}
  void run();
  // The other app has an account of its own for this person, and says so in the same log.
  void write_of_second_app(const Person& person);

private:
  struct Export {
    std::string action = {}; // create, update, disable, delete, other
    std::string step = {};   // the last step's name
    Shows shows = Shows::nothing;
    std::string skip_reason = {};
    bool was_disabled = false;
    bool was_read = false; // the account was read before
  };

  void follow(int who);
  void follow_unlinked(int who);
  void follow_linked(int who);
  void link(int who, int account);
  void create(int who);
  void erase(int who);
  void bring_in_line(int who, bool active);
  void skip(int who, const std::string& reason, bool reads);
  bool fails(int who, const Export& attempt, const std::string& code);
  void note_word(int account);
  void write(const Person& person, const Export& done, const std::string& error_code);
  LogEntry draft(const Person& person);
  std::string scoping_step(const Person& person);
  std::string steps(const Person& person, const Export& done, const std::string& error_code);
  void keep(LogEntry entry);

  World& m_world;
  TimePoint m_began;
  bool m_terse = false; // the entry that is being written lacks details
};

} // namespace lpaz::model
