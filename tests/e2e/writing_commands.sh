# shellcheck shell=bash
# Every command that changes something, for the tests that try them all.

people=(margaret.hamilton@contoso.example donald.knuth@contoso.example
  barbara.liskov@contoso.example)

# COMMAND | key of what a row is about (jq) | what goes before | the command line
commands()
{
  local all="${people[*]}" journal='--journal run.journal'
  local user='"user:\(.userPrincipalName)"'
  local assigned='"assigned:\(.userPrincipalName)"' groups='"assigned:\(.group)"'
  local member='"member:\(.group):\(.userPrincipalName)"'
  local two='lpaz create-group one && lpaz create-group two' disabled="lpaz block-user --yes $all"
  disabled+=' && run_cycle'
  local filled="lpaz create-group one && lpaz add-member one $all"
  cat <<END
block-user     | $user | true | lpaz block-user --yes $journal $all
unblock-user   | $user | lpaz block-user --yes $all | lpaz unblock-user --yes $journal $all
delete-user    | $user | true | lpaz delete-user --yes $journal $all
restore-user   | $user | lpaz delete-user --yes $all | lpaz restore-user --yes $journal $all
purge-user     | $user | lpaz delete-user --yes $all | lpaz purge-user --yes $journal $all
offboard-user  | $user | $disabled | lpaz offboard-user --yes $journal $all
assign-group   | $groups | $two | lpaz assign-group one two
unassign-group | $groups | $two && lpaz assign-group one two | lpaz unassign-group --yes one two
assign-user    | $assigned | true | lpaz assign-user $journal $all
unassign-user  | $assigned | lpaz assign-user $all | lpaz unassign-user --yes $journal $all
add-member     | $member | lpaz create-group one | lpaz add-member $journal one $all
remove-member  | $member | $filled | lpaz remove-member --yes $journal one $all
create-group   | "group:\(.group)" | true | lpaz create-group one
configure-app  | "app:\(.app)" | lpaz-sandbox state reset fresh | lpaz configure-app
END
}
