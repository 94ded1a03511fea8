#include "model/sequence.hpp"

#include <array>
#include <random>
#include <utility>

namespace lpaz::model {
namespace {

class Dice {
public:
  explicit Dice(unsigned seed) : m_random(seed) {}
  int upto(int limit) { return static_cast<int>(m_random() % static_cast<unsigned>(limit)); }
  bool chance(int percent) { return upto(100) < percent; }
  unsigned seed() { return static_cast<unsigned>(m_random()) | 1U; }
  template <typename T, std::size_t Size>
  T one_of(const std::array<T, Size>& values)
  {
    return values[static_cast<std::size_t>(upto(static_cast<int>(Size)))];
  }

private:
  std::mt19937 m_random;
};

struct Weight {
  Kind kind;
  int weight;
};

constexpr std::array k_weights = {Weight{Kind::lpaz, 40},          Weight{Kind::block, 5},
                                  Weight{Kind::unblock, 6},        Weight{Kind::revoke, 1},
                                  Weight{Kind::remove, 3},         Weight{Kind::restore, 3},
                                  Weight{Kind::purge, 2},          Weight{Kind::rename, 3},
                                  Weight{Kind::namesake, 3},       Weight{Kind::assign, 3},
                                  Weight{Kind::unassign, 3},       Weight{Kind::cycle, 18},
                                  Weight{Kind::pass, 4},           Weight{Kind::restart, 2},
                                  Weight{Kind::pause, 1},          Weight{Kind::start, 1},
                                  Weight{Kind::reset_token, 2},    Weight{Kind::renew_token, 2},
                                  Weight{Kind::enable_by_hand, 4}, Weight{Kind::disable_by_hand, 2},
                                  Weight{Kind::delete_by_hand, 2}, Weight{Kind::stranger, 2},
                                  Weight{Kind::second_app, 3}};

constexpr std::array k_commands = {Command::block,
                                   Command::block,
                                   Command::block,
                                   Command::unblock,
                                   Command::remove,
                                   Command::restore,
                                   Command::purge,
                                   Command::offboard,
                                   Command::offboard,
                                   Command::assign,
                                   Command::unassign};

Kind random_kind(Dice& dice)
{
  int sum = 0;
  for (const Weight& each : k_weights) {
    sum += each.weight;
  }
  int at = dice.upto(sum);
  for (const Weight& each : k_weights) {
    if (at < each.weight) {
      return each.kind;
    }
    at -= each.weight;
  }
  return Kind::cycle;
}

Setup random_setup(Dice& dice)
{
  Setup setup;
  setup.seed = dice.seed();
  setup.people = 2 + dice.upto(2);
  setup.mixed = dice.chance(40);
  setup.enterprise_api = dice.chance(50);
  setup.name_from_mail = dice.chance(15);
  setup.renames_accounts = dice.chance(50);
  setup.revoking_touches = dice.chance(50);
  setup.skew_minutes = dice.one_of(std::array{0, 0, -2, 2, -15, 15, -10, 10, -1, 1});
  setup.late_minutes = dice.one_of(std::array{0, 2, 20});
  setup.failing_percent = dice.one_of(std::array{0, 0, 30});
  setup.terse_percent = dice.one_of(std::array{0, 0, 30});
  setup.page = dice.one_of(std::array{2, 5, 100});
  setup.cycle_minutes = dice.one_of(std::array{5, 20});
  setup.shifting = dice.chance(20);
  return setup;
}

void make_command(Dice& dice, Event& event, int& journals)
{
  event.command = dice.one_of(k_commands);
  event.by_name = dice.chance(50);
  event.now = dice.chance(15);
  event.wait_minutes = dice.one_of(std::array{0, 1, 5, 15, 30});
  if (dice.chance(30)) {
    event.who.push_back(dice.upto(5));
  }
  if (journals > 0 && dice.chance(25)) {
    event.journal = 1 + dice.upto(journals);
    event.again = true;
  } else if (dice.chance(45)) {
    event.journal = ++journals;
  }
  if (event.journal > 0 && dice.chance(30)) {
    event.crash.request = 1 + dice.upto(10);
    event.crash.after = dice.chance(60);
    event.crash.parts = dice.chance(30) ? dice.upto(4) : -1;
  }
}

} // namespace

Sequence random_sequence(unsigned seed)
{
  Dice dice(seed);
  Sequence sequence;
  sequence.setup = random_setup(dice);
  const int count = 3 + dice.upto(9);
  int journals = 0;
  for (int i = 0; i < count; ++i) {
    Event event;
    event.kind = random_kind(dice);
    event.who = {dice.chance(60) ? 0 : dice.upto(5)};
    event.minutes = 1 + dice.upto(60);
    event.seed = dice.seed();
    if (event.kind == Kind::lpaz) {
      make_command(dice, event, journals);
    }
    sequence.events.push_back(std::move(event));
  }
  return sequence;
}

} // namespace lpaz::model
