#include "model/sequence.hpp"

#include "model/oracle.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

namespace lpaz::model {
namespace {

using std::chrono::milliseconds;
using std::chrono::minutes;

long g_commands = 0;
long g_requests = 0;

// What a journal was begun with.
struct Begun {
  Command command = Command::block;
  bool waits = false;
  std::vector<std::string> words;
  std::set<std::string> meant; // ids of those whom the names meant then
};

class Player {
public:
  explicit Player(const Setup& setup) : m_world(setup) {}

  std::optional<Finding> take(const Event& event);
  std::optional<Finding> rest();

private:
  void change(const Event& event, int who);
  void change_service(const Event& event);
  std::optional<Finding> run(const Event& event);
  std::optional<Finding> run_again(const Event& event);
  std::optional<Finding> carry_out(const Begun& begun, const Event& event, bool continues);
  Begun begin(const Event& event);
  std::optional<Finding> ask_again(Command command, const std::vector<int>& who);
  std::filesystem::path journal(int number) const
  {
    return number == 0 ? std::filesystem::path()
                       : journal_folder() / fmt::format("{}.journal", number);
  }
  int person(int who) const { return who % static_cast<int>(m_world.people.size()); }

  World m_world;
  std::map<int, Begun> m_begun;
};

std::optional<Finding> Player::take(const Event& event)
{
  m_world.random.seed(event.seed);
  m_world.advance(milliseconds(200 + m_world.upto(20'000)));
  if (event.kind == Kind::lpaz) {
    return event.again ? run_again(event) : run(event);
  }
  change_service(event);
  for (const int who : event.who) {
    change(event, person(who));
  }
  return std::nullopt;
}

void Player::change_service(const Event& event)
{
  Job& job = m_world.job;
  switch (event.kind) {
  case Kind::cycle:
    m_world.run_cycle();
    break;
  case Kind::pass:
    m_world.advance(minutes(event.minutes));
    break;
  case Kind::restart:
    m_world.restart_job();
    break;
  case Kind::pause:
    job.paused = true;
    break;
  case Kind::start:
    job.paused = false;
    break;
  case Kind::reset_token:
    job.token_valid = false;
    break;
  case Kind::renew_token:
    job.token_valid = true;
    break;
  case Kind::namesake:
    m_world.add_namesake();
    break;
  default:
    break;
  }
}

void Player::change(const Event& event, int who)
{
  switch (event.kind) {
  case Kind::block:
  case Kind::unblock:
    m_world.set_enabled(who, event.kind == Kind::unblock);
    break;
  case Kind::revoke:
    m_world.revoke(who);
    break;
  case Kind::remove:
    m_world.remove(who);
    break;
  case Kind::restore:
    m_world.restore(who);
    break;
  case Kind::purge:
    m_world.purge(who);
    break;
  case Kind::rename:
    m_world.rename(who);
    break;
  case Kind::assign:
  case Kind::unassign:
    m_world.set_assigned(who, event.kind == Kind::assign);
    break;
  case Kind::enable_by_hand:
  case Kind::disable_by_hand:
    m_world.set_disabled_by_hand(who, event.kind == Kind::disable_by_hand);
    break;
  case Kind::delete_by_hand:
    m_world.delete_by_hand(who);
    break;
  case Kind::stranger:
    m_world.add_stranger(who);
    break;
  case Kind::second_app:
    m_world.second_app_writes(who);
    break;
  default:
    break;
  }
}

Begun Player::begin(const Event& event)
{
  Begun begun;
  begun.command = event.command;
  begun.waits = event.wait_minutes > 0 || event.command == Command::offboard;
  begun.words = {std::string(command_word(event.command))};
  std::set<int> named;
  for (const int each : event.who) {
    if (!named.insert(person(each)).second) {
      continue;
    }
    const Person& meant = m_world.people[static_cast<std::size_t>(person(each))];
    begun.words.push_back(event.by_name ? meant.principal_name : meant.id);
    for (const Person& other : m_world.people) {
      if (other.id == meant.id || (event.by_name && other.principal_name == meant.principal_name)) {
        begun.meant.insert(other.id);
      }
    }
  }
  begun.words.insert(begun.words.end(), {"--yes", "-o", "json"});
  if (event.wait_minutes > 0) {
    begun.words.insert(begun.words.end(),
                       {"--wait", "--wait-timeout", fmt::format("{}m", event.wait_minutes)});
  }
  const bool disables = event.command == Command::block || event.command == Command::offboard;
  if (event.now && disables && m_world.setup.enterprise_api) {
    begun.words.emplace_back("--now");
  }
  if (event.journal > 0) {
    begun.words.insert(begun.words.end(), {"--journal", journal(event.journal).string()});
  }
  return begun;
}

std::optional<Finding> Player::run(const Event& event)
{
  if (event.journal > 0 && m_begun.contains(event.journal)) {
    return run_again(event);
  }
  const Begun begun = begin(event);
  std::error_code ignored;
  std::filesystem::remove(journal(event.journal), ignored);
  auto finding = carry_out(begun, event, false);
  if (event.journal > 0) {
    m_begun[event.journal] = begun;
  }
  return finding;
}

std::optional<Finding> Player::run_again(const Event& event)
{
  const auto found = m_begun.find(event.journal);
  if (found == m_begun.end()) {
    return std::nullopt;
  }
  return carry_out(found->second, event, std::filesystem::exists(journal(event.journal)));
}

std::optional<Finding> Player::carry_out(const Begun& begun, const Event& event, bool continues)
{
  ++g_commands;
  const RunResult result = run_lpaz(m_world, begun.words, event.crash, journal(event.journal));
  g_requests += result.requests;
  if (continues) {
    for (const std::string& id : result.written) {
      if (!begun.meant.contains(id)) {
        const int who = m_world.find_person(id);
        return Finding{"wrong person",
                       fmt::format("the continued {} changed somebody whom it had not meant\n{}",
                                   command_word(begun.command),
                                   facts_about(m_world, who))};
      }
    }
  }
  return judge(m_world, begun.command, begun.waits, result);
}

// Everything works again and has time to be done; then whoever is as wanted has to be shown so.
std::optional<Finding> Player::rest()
{
  m_world.random.seed(m_world.setup.seed);
  m_world.job.paused = false;
  m_world.job.token_valid = true;
  m_world.setup.failing_percent = 0;
  const minutes cycle(m_world.setup.cycle_minutes);
  m_world.advance(3 * cycle + minutes(m_world.setup.late_minutes + 30));
  std::map<Command, std::vector<int>> groups;
  for (std::size_t i = 0; i < m_world.people.size(); ++i) {
    const Person& person = m_world.people[i];
    if (person.purged) {
      continue;
    }
    const Command command = person.deleted     ? Command::remove
                            : !person.assigned ? Command::unassign
                            : !person.enabled  ? Command::block
                            : i % 2 == 0       ? Command::assign
                                               : Command::unblock;
    groups[command].push_back(static_cast<int>(i));
  }
  for (const auto& [command, who] : groups) {
    if (auto finding = ask_again(command, who)) {
      return finding;
    }
  }
  return std::nullopt;
}

std::optional<Finding> Player::ask_again(Command command, const std::vector<int>& who)
{
  Event event{.kind = Kind::lpaz, .who = who, .command = command};
  event.wait_minutes = m_world.setup.cycle_minutes + m_world.setup.late_minutes + 8;
  const Begun begun = begin(event);
  ++g_commands;
  const RunResult result = run_lpaz(m_world, begun.words, {}, {});
  g_requests += result.requests;
  if (auto finding = judge(m_world, command, true, result)) {
    return finding;
  }
  for (const int each : who) {
    const Person& asked = m_world.people[static_cast<std::size_t>(each)];
    const auto row = std::ranges::find(result.rows, asked.id, &Row::id);
    const Shows claim = claim_of(command, row == result.rows.end() ? Row{} : *row);
    if (!must_be_verified(m_world, each, claim) ||
        (row != result.rows.end() && row->verified == true)) {
      continue;
    }
    return Finding{"no proof",
                   fmt::format("at rest {} ends with {} and does not say that {} is verified\n"
                               "  row: {}; {}; {}\n  {}\n{}",
                               command_word(command),
                               result.code,
                               asked.principal_name,
                               row == result.rows.end() ? "none" : row->result,
                               row == result.rows.end() ? "" : row->pending,
                               row == result.rows.end() ? "" : row->error,
                               result.err,
                               facts_about(m_world, each))};
  }
  return std::nullopt;
}

} // namespace

std::string_view command_word(Command command)
{
  switch (command) {
  case Command::block:
    return "block-user";
  case Command::unblock:
    return "unblock-user";
  case Command::remove:
    return "delete-user";
  case Command::restore:
    return "restore-user";
  case Command::purge:
    return "purge-user";
  case Command::offboard:
    return "offboard-user";
  case Command::assign:
    return "assign-user";
  case Command::unassign:
    break;
  }
  return "unassign-user";
}

std::optional<Finding> play(const Sequence& sequence)
{
  Player player(sequence.setup);
  for (const Event& event : sequence.events) {
    if (auto finding = player.take(event)) {
      return finding;
    }
  }
  return player.rest();
}

std::string work_done()
{
  return fmt::format("{} commands, {} requests", g_commands, g_requests);
}

} // namespace lpaz::model
