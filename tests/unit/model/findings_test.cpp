#include "model/sequence.hpp"

#include <doctest/doctest.h>

// What random sequences found, shrunk, and what was found by hand before: each stays a test.
using namespace lpaz::model;

namespace {

void check_sound(const Sequence& sequence)
{
  const auto finding = play(sequence);
  CHECK_MESSAGE(!finding, (finding ? finding->kind + ": " + finding->text : ""));
}

} // namespace

TEST_CASE("a journal does not answer for somebody whom another admin has unblocked since")
{
  check_sound(
      {.setup = {.seed = 1, .people = 1},
       .events = {
           {.kind = Kind::lpaz, .command = Command::block, .wait_minutes = 30, .journal = 1},
           {.kind = Kind::unblock},
           {.kind = Kind::cycle},
           {.kind = Kind::lpaz, .wait_minutes = 1, .journal = 1, .again = true},
       }});
}

TEST_CASE("offboard-user deletes nobody on a proof from before somebody unblocked the person")
{
  for (int request = 7; request < 20; ++request) {
    CAPTURE(request);
    check_sound({.setup = {.seed = 1, .people = 1, .cycle_minutes = 5},
                 .events = {
                     {.kind = Kind::lpaz,
                      .command = Command::offboard,
                      .wait_minutes = 30,
                      .journal = 1,
                      .crash = {.request = request, .after = false}},
                     {.kind = Kind::unblock},
                     {.kind = Kind::cycle},
                     {.kind = Kind::pause},
                     {.kind = Kind::lpaz, .journal = 1, .again = true},
                 }});
  }
}

TEST_CASE("an old disable proves nothing, whatever the client's clock says")
{
  for (const int skew : {-15, -2, 0, 2, 15}) {
    CAPTURE(skew);
    check_sound({.setup = {.seed = 1, .people = 1, .skew_minutes = skew},
                 .events = {
                     {.kind = Kind::block},
                     {.kind = Kind::cycle},
                     {.kind = Kind::unblock},
                     {.kind = Kind::cycle},
                     {.kind = Kind::pause},
                     {.kind = Kind::lpaz, .command = Command::block, .wait_minutes = 5},
                 }});
  }
}

TEST_CASE("who was blocked, unblocked and blocked by somebody is not verified by the first block")
{
  check_sound({.setup = {.seed = 1, .people = 1},
               .events = {
                   {.kind = Kind::block},
                   {.kind = Kind::cycle},
                   {.kind = Kind::unblock},
                   {.kind = Kind::cycle},
                   {.kind = Kind::pause},
                   {.kind = Kind::block},
                   {.kind = Kind::lpaz, .command = Command::block, .wait_minutes = 5},
               }});
}

TEST_CASE("a stranger's account that is called as a person's mail proves nothing")
{
  for (const unsigned seed : {1U, 3U, 5U, 7U}) {
    CAPTURE(seed);
    check_sound({.setup = {.seed = 1, .people = 2, .enterprise_api = true},
                 .events = {
                     {.kind = Kind::pause},
                     {.kind = Kind::stranger, .who = {1}, .seed = seed},
                     {.kind = Kind::lpaz, .who = {1}, .command = Command::block, .wait_minutes = 5},
                 }});
  }
}

TEST_CASE("LastPass's active outranks the log and the journal")
{
  check_sound(
      {.setup = {.seed = 1, .people = 1, .enterprise_api = true},
       .events = {
           {.kind = Kind::lpaz, .command = Command::block, .wait_minutes = 30, .journal = 1},
           {.kind = Kind::enable_by_hand},
           {.kind = Kind::lpaz, .wait_minutes = 5, .journal = 1, .again = true},
           {.kind = Kind::lpaz, .command = Command::block, .wait_minutes = 5},
       }});
}

TEST_CASE("an account that LastPass does not have any more is not present, whatever the log says")
{
  check_sound({.setup = {.seed = 1, .people = 1, .enterprise_api = true},
               .events = {
                   {.kind = Kind::delete_by_hand},
                   {.kind = Kind::lpaz, .command = Command::assign, .wait_minutes = 5},
               }});
}

TEST_CASE("a continued deletion does not delete the namesake who got the freed name")
{
  check_sound({.setup = {.seed = 1, .people = 1},
               .events = {
                   {.kind = Kind::lpaz,
                    .command = Command::remove,
                    .by_name = true,
                    .wait_minutes = 30,
                    .journal = 1,
                    .crash = {.request = 6, .after = true}},
                   {.kind = Kind::namesake},
                   {.kind = Kind::lpaz, .wait_minutes = 5, .journal = 1, .again = true},
               }});
}

TEST_CASE("another app's disable of the same person proves nothing")
{
  check_sound({.setup = {.seed = 1, .people = 1},
               .events = {
                   {.kind = Kind::pause},
                   {.kind = Kind::block},
                   {.kind = Kind::second_app},
                   {.kind = Kind::lpaz, .command = Command::block, .wait_minutes = 5},
               }});
}

TEST_CASE("both accounts of somebody who was renamed between two assignments count")
{
  check_sound({.setup = {.seed = 1, .people = 1, .enterprise_api = true},
               .events = {
                   {.kind = Kind::unassign},
                   {.kind = Kind::cycle},
                   {.kind = Kind::rename},
                   {.kind = Kind::assign},
                   {.kind = Kind::cycle},
                   {.kind = Kind::lpaz, .command = Command::block, .wait_minutes = 30},
               }});
}

TEST_CASE("an entry that says there was nothing to do proves it, in the shape of real tenants")
{
  for (const Kind kind : {Kind::restart, Kind::rename}) {
    check_sound({.setup = {.seed = 1, .people = 1, .renames_accounts = false},
                 .events = {{.kind = kind}, {.kind = Kind::cycle}}});
  }
  check_sound({.setup = {.seed = 1, .people = 1, .revoking_touches = true},
               .events = {
                   {.kind = Kind::lpaz, .command = Command::block, .wait_minutes = 30},
                   {.kind = Kind::cycle},
               }});
}

TEST_CASE("a deletion of somebody who was disabled before is proved by the entry about it")
{
  check_sound({.setup = {.seed = 1, .people = 1},
               .events = {
                   {.kind = Kind::lpaz, .command = Command::offboard, .wait_minutes = 30},
               }});
}

TEST_CASE("who is not deleted is not called enabled on an entry from before somebody blocked them")
{
  check_sound({.setup = {.seed = 1, .people = 1},
               .events = {
                   {.kind = Kind::pause},
                   {.kind = Kind::block},
                   {.kind = Kind::lpaz, .command = Command::restore, .wait_minutes = 5},
                   {.kind = Kind::start},
                   {.kind = Kind::cycle},
                   {.kind = Kind::lpaz, .command = Command::restore, .wait_minutes = 5},
               }});
}

TEST_CASE("who is assigned already, but blocked, is not called present on an old entry")
{
  check_sound({.setup = {.seed = 1, .people = 1, .late_minutes = 20},
               .events = {
                   {.kind = Kind::block},
                   {.kind = Kind::cycle},
                   {.kind = Kind::lpaz, .command = Command::assign, .wait_minutes = 5},
               }});
}

TEST_CASE("a continued purge by id does not take an unknown name for an account that is gone")
{
  check_sound({.setup = {.seed = 1, .people = 1, .enterprise_api = true},
               .events = {
                   {.kind = Kind::pause},
                   {.kind = Kind::remove},
                   {.kind = Kind::lpaz, .command = Command::purge, .wait_minutes = 1, .journal = 1},
                   {.kind = Kind::lpaz, .journal = 1, .again = true},
               }});
}

TEST_CASE("a skip does not erase the proof that an older success gave")
{
  for (const Kind kind : {Kind::revoke, Kind::restart}) {
    check_sound({.setup = {.seed = 1, .people = 1, .revoking_touches = true},
                 .events = {
                     {.kind = Kind::lpaz, .command = Command::unassign, .wait_minutes = 30},
                     {.kind = kind},
                     {.kind = Kind::cycle},
                 }});
  }
}

TEST_CASE("the old name of somebody who was renamed is asked, too")
{
  check_sound({.setup = {.seed = 1, .people = 1, .enterprise_api = true},
               .events = {
                   {.kind = Kind::unassign},
                   {.kind = Kind::cycle},
                   {.kind = Kind::rename},
               }});
}

TEST_CASE("an entry without activity and assignment proves nothing by saying nothing was to do")
{
  check_sound({.setup = {.seed = 1, .people = 1, .skew_minutes = -15, .terse_percent = 100},
               .events = {
                   {.kind = Kind::restart},
                   {.kind = Kind::cycle},
                   {.kind = Kind::lpaz, .command = Command::offboard},
               }});
}

TEST_CASE("a journal of unblock-user does not answer for somebody who was blocked since")
{
  check_sound(
      {.setup = {.seed = 1, .people = 1},
       .events = {
           {.kind = Kind::lpaz, .command = Command::block, .wait_minutes = 30},
           {.kind = Kind::lpaz, .command = Command::unblock, .wait_minutes = 30, .journal = 1},
           {.kind = Kind::lpaz, .command = Command::block, .wait_minutes = 30},
           {.kind = Kind::lpaz, .journal = 1, .again = true},
       }});
}

TEST_CASE("a continued block does not block the colleague who got the name of somebody renamed")
{
  check_sound({.setup = {.seed = 1, .people = 1},
               .events = {
                   {.kind = Kind::lpaz,
                    .command = Command::block,
                    .by_name = true,
                    .wait_minutes = 1,
                    .journal = 1},
                   {.kind = Kind::rename},
                   {.kind = Kind::namesake},
                   {.kind = Kind::lpaz, .journal = 1, .again = true},
               }});
}

TEST_CASE("who is not assigned any more is not called enabled on an older entry")
{
  for (const Command command : {Command::unblock, Command::restore}) {
    check_sound({.setup = {.seed = 1, .people = 1, .late_minutes = 20},
                 .events = {
                     {.kind = Kind::unassign},
                     {.kind = Kind::cycle},
                     {.kind = Kind::lpaz, .command = command, .wait_minutes = 5},
                     {.kind = Kind::lpaz, .command = command, .wait_minutes = 30},
                 }});
  }
}
