#include "model/sequence.hpp"

#include <fmt/format.h>

#include <array>
#include <functional>

namespace lpaz::model {
namespace {

constexpr std::array<std::string_view, 23> k_kind_names = {
    "lpaz",           "block",           "unblock",        "revoke",   "remove",      "restore",
    "purge",          "rename",          "namesake",       "assign",   "unassign",    "cycle",
    "pass",           "restart",         "pause",          "start",    "reset_token", "renew_token",
    "enable_by_hand", "disable_by_hand", "delete_by_hand", "stranger", "second_app"};

constexpr std::array<std::string_view, 8> k_command_names = {
    "block", "unblock", "remove", "restore", "purge", "offboard", "assign", "unassign"};

bool still_fails(const Sequence& sequence, const std::string& kind)
{
  const auto finding = play(sequence);
  return finding && finding->kind == kind;
}

// Keeps a change of the sequence if the finding stays.
bool try_change(Sequence& sequence,
                const std::string& kind,
                const std::function<void(Sequence&)>& change)
{
  Sequence changed = sequence;
  change(changed);
  if (!still_fails(changed, kind)) {
    return false;
  }
  sequence = std::move(changed);
  return true;
}

bool drop_events(Sequence& sequence, const std::string& kind)
{
  bool dropped = false;
  for (std::size_t i = sequence.events.size(); i-- > 0;) {
    dropped |= try_change(sequence, kind, [i](Sequence& changed) {
      changed.events.erase(changed.events.begin() + static_cast<std::ptrdiff_t>(i));
    });
  }
  return dropped;
}

void simplify_events(Sequence& sequence, const std::string& kind)
{
  for (std::size_t i = 0; i < sequence.events.size(); ++i) {
    Event& event = sequence.events[i];
    const auto attempt = [&](const std::function<void(Event&)>& change) {
      try_change(sequence, kind, [&, i](Sequence& changed) { change(changed.events[i]); });
    };
    if (event.who.size() > 1) {
      attempt([](Event& changed) { changed.who.pop_back(); });
    }
    if (event.crash.request > 0) {
      attempt([](Event& changed) { changed.crash = {}; });
    }
    if (event.journal > 0) {
      attempt([](Event& changed) { changed.journal = 0; });
    }
    attempt([](Event& changed) { changed.now = false; });
    attempt([](Event& changed) { changed.by_name = false; });
    attempt([](Event& changed) { changed.seed = 1; });
  }
}

void simplify_setup(Sequence& sequence, const std::string& kind)
{
  const std::function<void(Setup&)> changes[] = {
      [](Setup& setup) { setup.mixed = false; },
      [](Setup& setup) { setup.name_from_mail = false; },
      [](Setup& setup) { setup.renames_accounts = true; },
      [](Setup& setup) { setup.revoking_touches = false; },
      [](Setup& setup) { setup.skew_minutes = 0; },
      [](Setup& setup) { setup.late_minutes = 0; },
      [](Setup& setup) { setup.failing_percent = 0; },
      [](Setup& setup) { setup.terse_percent = 0; },
      [](Setup& setup) { setup.page = 100; },
      [](Setup& setup) { setup.cycle_minutes = 20; },
      [](Setup& setup) { setup.shifting = false; },
      [](Setup& setup) { setup.people = 1; },
      [](Setup& setup) { setup.people = 2; },
      [](Setup& setup) { setup.seed = 1; },
      [](Setup& setup) { setup.enterprise_api = false; },
  };
  for (const auto& change : changes) {
    try_change(sequence, kind, [&](Sequence& changed) { change(changed.setup); });
  }
}

std::string setup_text(const Setup& setup)
{
  const Setup plain;
  std::string text = fmt::format("{{.seed = {}, .people = {}", setup.seed, setup.people);
  const auto add = [&text](bool differs, std::string_view name, auto value) {
    text += differs ? fmt::format(", .{} = {}", name, value) : "";
  };
  add(setup.mixed, "mixed", setup.mixed);
  add(setup.enterprise_api, "enterprise_api", setup.enterprise_api);
  add(setup.name_from_mail, "name_from_mail", setup.name_from_mail);
  add(!setup.renames_accounts, "renames_accounts", setup.renames_accounts);
  add(setup.revoking_touches, "revoking_touches", setup.revoking_touches);
  add(setup.skew_minutes != 0, "skew_minutes", setup.skew_minutes);
  add(setup.late_minutes != 0, "late_minutes", setup.late_minutes);
  add(setup.failing_percent != 0, "failing_percent", setup.failing_percent);
  add(setup.terse_percent != 0, "terse_percent", setup.terse_percent);
  add(setup.page != plain.page, "page", setup.page);
  add(setup.cycle_minutes != plain.cycle_minutes, "cycle_minutes", setup.cycle_minutes);
  add(setup.shifting, "shifting", setup.shifting);
  return text + "}";
}

std::string crash_text(const Crash& crash)
{
  return crash.request == 0
             ? ""
             : fmt::format(", .crash = {{{}, {}, {}}}", crash.request, crash.after, crash.parts);
}

std::string command_text(const Event& event)
{
  if (event.again) {
    return fmt::format(", .journal = {}, .again = true{}", event.journal, crash_text(event.crash));
  }
  std::string text = fmt::format(", .command = Command::{}",
                                 k_command_names[static_cast<std::size_t>(event.command)]);
  text += event.by_name ? ", .by_name = true" : "";
  text += fmt::format(", .wait_minutes = {}", event.wait_minutes);
  text += event.now ? ", .now = true" : "";
  text += event.journal > 0 ? fmt::format(", .journal = {}", event.journal) : "";
  return text + crash_text(event.crash);
}

} // namespace

Sequence shrink(Sequence sequence, const std::string& kind)
{
  while (drop_events(sequence, kind)) {
  }
  simplify_setup(sequence, kind);
  simplify_events(sequence, kind);
  while (drop_events(sequence, kind)) {
  }
  return sequence;
}

std::string outline(const Sequence& sequence)
{
  std::string text = sequence.setup.enterprise_api ? "api" : "log";
  for (const Event& event : sequence.events) {
    text += event.again ? " again-" : " ";
    text += event.kind == Kind::lpaz ? k_command_names[static_cast<std::size_t>(event.command)]
                                     : k_kind_names[static_cast<std::size_t>(event.kind)];
  }
  return text;
}

std::string describe(const Sequence& sequence)
{
  std::string text = "  {.setup = " + setup_text(sequence.setup) + ",\n   .events = {\n";
  for (const Event& event : sequence.events) {
    std::string who;
    for (const int each : event.who) {
      who += fmt::format("{}{}", who.empty() ? "" : ", ", each);
    }
    text += fmt::format("     {{.kind = Kind::{}, .who = {{{}}}",
                        k_kind_names[static_cast<std::size_t>(event.kind)],
                        who);
    text += event.kind == Kind::pass ? fmt::format(", .minutes = {}", event.minutes) : "";
    text += event.seed != 1 ? fmt::format(", .seed = {}U", event.seed) : "";
    text += event.kind == Kind::lpaz ? command_text(event) : "";
    text += "},\n";
  }
  return text + "   }}";
}

} // namespace lpaz::model
