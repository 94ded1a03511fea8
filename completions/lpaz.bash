# bash completion for lpaz. Generated; do not edit.

_lpaz_options() {
  case $1 in
    login) echo '--tenant-id --client-id --client-secret-file --output -o --columns --yes -y --quiet -q --verbose -v --app --profile --config --cloud --ca-file --timeout --no-color --no-progress --help -h' ;;
    logout) echo '--output -o --columns --yes -y --quiet -q --verbose -v --app --profile --config --cloud --ca-file --timeout --no-color --no-progress --help -h' ;;
    whoami) echo '--output -o --columns --yes -y --quiet -q --verbose -v --app --profile --config --cloud --ca-file --timeout --no-color --no-progress --help -h' ;;
    configure-app) echo '--output -o --columns --yes -y --quiet -q --verbose -v --app --profile --config --cloud --ca-file --timeout --no-color --no-progress --help -h --connection-url --provisioning-token-file --notify --delete-threshold --no-start --replication-timeout --dry-run' ;;
    create-group) echo '--output -o --columns --yes -y --quiet -q --verbose -v --app --profile --config --cloud --ca-file --timeout --no-color --no-progress --help -h --dry-run --description --member --from-file --journal --not-done --continue-on-error --max-users' ;;
    add-member) echo '--output -o --columns --yes -y --quiet -q --verbose -v --app --profile --config --cloud --ca-file --timeout --no-color --no-progress --help -h --dry-run --from-file --journal --not-done --continue-on-error --max-users' ;;
    remove-member) echo '--output -o --columns --yes -y --quiet -q --verbose -v --app --profile --config --cloud --ca-file --timeout --no-color --no-progress --help -h --dry-run --from-file --journal --not-done --continue-on-error --max-users --include-self --include-last-admin --include-admins --ignore-unknown-roles --include-protected --include-synced' ;;
    list-members) echo '--output -o --columns --yes -y --quiet -q --verbose -v --app --profile --config --cloud --ca-file --timeout --no-color --no-progress --help -h --transitive' ;;
    assign-group) echo '--output -o --columns --yes -y --quiet -q --verbose -v --app --profile --config --cloud --ca-file --timeout --no-color --no-progress --help -h --dry-run --journal --not-done --continue-on-error --max-users --from-file' ;;
    unassign-group) echo '--output -o --columns --yes -y --quiet -q --verbose -v --app --profile --config --cloud --ca-file --timeout --no-color --no-progress --help -h --dry-run --journal --not-done --continue-on-error --max-users --include-self --include-protected --include-synced --from-file' ;;
    assign-user) echo '--output -o --columns --yes -y --quiet -q --verbose -v --app --profile --config --cloud --ca-file --timeout --no-color --no-progress --help -h --dry-run --from-file --journal --not-done --continue-on-error --max-users --wait --wait-timeout' ;;
    unassign-user) echo '--output -o --columns --yes -y --quiet -q --verbose -v --app --profile --config --cloud --ca-file --timeout --no-color --no-progress --help -h --dry-run --from-file --journal --not-done --continue-on-error --max-users --include-self --include-protected --include-synced --wait --wait-timeout' ;;
    list-assignments) echo '--output -o --columns --yes -y --quiet -q --verbose -v --app --profile --config --cloud --ca-file --timeout --no-color --no-progress --help -h' ;;
    block-user) echo '--output -o --columns --yes -y --quiet -q --verbose -v --app --profile --config --cloud --ca-file --timeout --no-color --no-progress --help -h --dry-run --from-file --journal --not-done --continue-on-error --max-users --include-self --include-last-admin --include-admins --ignore-unknown-roles --include-protected --include-synced --wait --wait-timeout --include-guests --now' ;;
    unblock-user) echo '--output -o --columns --yes -y --quiet -q --verbose -v --app --profile --config --cloud --ca-file --timeout --no-color --no-progress --help -h --dry-run --from-file --journal --not-done --continue-on-error --max-users --include-synced --wait --wait-timeout' ;;
    delete-user) echo '--output -o --columns --yes -y --quiet -q --verbose -v --app --profile --config --cloud --ca-file --timeout --no-color --no-progress --help -h --dry-run --from-file --journal --not-done --continue-on-error --max-users --include-self --include-last-admin --include-admins --ignore-unknown-roles --include-protected --include-synced --wait --wait-timeout --include-guests' ;;
    restore-user) echo '--output -o --columns --yes -y --quiet -q --verbose -v --app --profile --config --cloud --ca-file --timeout --no-color --no-progress --help -h --dry-run --from-file --journal --not-done --continue-on-error --max-users --wait --wait-timeout' ;;
    purge-user) echo '--output -o --columns --yes -y --quiet -q --verbose -v --app --profile --config --cloud --ca-file --timeout --no-color --no-progress --help -h --dry-run --from-file --journal --not-done --continue-on-error --max-users --include-self --include-last-admin --include-admins --include-protected --include-synced --wait --wait-timeout --include-guests --include-reused-names' ;;
    offboard-user) echo '--output -o --columns --yes -y --quiet -q --verbose -v --app --profile --config --cloud --ca-file --timeout --no-color --no-progress --help -h --dry-run --from-file --journal --not-done --continue-on-error --max-users --include-self --include-last-admin --include-admins --ignore-unknown-roles --include-protected --include-synced --wait --wait-timeout --include-guests --now --include-stranded' ;;
    list-users) echo '--output -o --columns --yes -y --quiet -q --verbose -v --app --profile --config --cloud --ca-file --timeout --no-color --no-progress --help -h --disabled --deleted' ;;
    status) echo '--output -o --columns --yes -y --quiet -q --verbose -v --app --profile --config --cloud --ca-file --timeout --no-color --no-progress --help -h --exit-code --watch --interval' ;;
    completion) echo '--output -o --columns --yes -y --quiet -q --verbose -v --app --profile --config --cloud --ca-file --timeout --no-color --no-progress --help -h' ;;
  esac
}

# The words that may stand after an option, or what kind they are.
_lpaz_option_values() {
  case "$1 $2" in
    "login --tenant-id") echo ':none' ;;
    "login --client-id") echo ':none' ;;
    "login --client-secret-file") echo ':file' ;;
    *" --output" | *" -o") echo 'table json jsonl csv tsv' ;;
    *" --columns") echo ':none' ;;
    *" --app") echo ':none' ;;
    *" --profile") echo ':none' ;;
    *" --config") echo ':file' ;;
    *" --cloud") echo 'global usgov usgov-dod china' ;;
    *" --ca-file") echo ':file' ;;
    *" --timeout") echo ':none' ;;
    "configure-app --connection-url") echo ':none' ;;
    "configure-app --provisioning-token-file") echo ':file' ;;
    "configure-app --notify") echo ':none' ;;
    "configure-app --delete-threshold") echo ':none' ;;
    "configure-app --replication-timeout") echo ':none' ;;
    "create-group --description") echo ':none' ;;
    "create-group --member") echo ':none' ;;
    "create-group --from-file" | "add-member --from-file" | "remove-member --from-file" | "assign-user --from-file" | "unassign-user --from-file" | "block-user --from-file" | "unblock-user --from-file" | "delete-user --from-file" | "restore-user --from-file" | "purge-user --from-file" | "offboard-user --from-file") echo ':file' ;;
    "create-group --journal" | "add-member --journal" | "remove-member --journal" | "assign-group --journal" | "unassign-group --journal" | "assign-user --journal" | "unassign-user --journal" | "block-user --journal" | "unblock-user --journal" | "delete-user --journal" | "restore-user --journal" | "purge-user --journal" | "offboard-user --journal") echo ':file' ;;
    "create-group --not-done" | "add-member --not-done" | "remove-member --not-done" | "assign-group --not-done" | "unassign-group --not-done" | "assign-user --not-done" | "unassign-user --not-done" | "block-user --not-done" | "unblock-user --not-done" | "delete-user --not-done" | "restore-user --not-done" | "purge-user --not-done" | "offboard-user --not-done") echo ':file' ;;
    "create-group --max-users" | "add-member --max-users" | "remove-member --max-users" | "assign-group --max-users" | "unassign-group --max-users" | "assign-user --max-users" | "unassign-user --max-users" | "block-user --max-users" | "unblock-user --max-users" | "delete-user --max-users" | "restore-user --max-users" | "purge-user --max-users" | "offboard-user --max-users") echo ':none' ;;
    "assign-group --from-file" | "unassign-group --from-file") echo ':file' ;;
    "assign-user --wait-timeout" | "unassign-user --wait-timeout" | "block-user --wait-timeout" | "unblock-user --wait-timeout" | "delete-user --wait-timeout" | "restore-user --wait-timeout" | "purge-user --wait-timeout" | "offboard-user --wait-timeout") echo ':none' ;;
    "status --interval") echo ':none' ;;
  *) return 1 ;;
  esac
}

_lpaz_argument_values() {
  case $1 in
    completion) echo 'bash zsh fish' ;;
  *) echo :none ;;
  esac
}

_lpaz_reply() {
  local kind=$1 current=$2
  case $kind in
    :none) COMPREPLY=() ;;
    :file)
      compopt -o filenames 2>/dev/null
      mapfile -t COMPREPLY < <(compgen -f -- "$current") ;;
    :directory)
      compopt -o filenames 2>/dev/null
      mapfile -t COMPREPLY < <(compgen -d -- "$current") ;;
    :command) mapfile -t COMPREPLY < <(compgen -c -- "$current") ;;
    *) mapfile -t COMPREPLY < <(compgen -W "$kind" -- "$current") ;;
  esac
}

_lpaz_complete() {
  local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]}
  local command=${COMP_WORDS[1]} values
  # "--option=value" arrives as three words.
  if [[ $current == = ]]; then
    current=
  elif [[ $previous == = && COMP_CWORD -gt 2 ]]; then
    previous=${COMP_WORDS[COMP_CWORD-2]}
  fi
  if (( COMP_CWORD == 1 )); then
    _lpaz_reply "login logout whoami configure-app create-group add-member remove-member list-members assign-group unassign-group assign-user unassign-user list-assignments block-user unblock-user delete-user restore-user purge-user offboard-user list-users status completion --help --version" "$current"
  elif values=$(_lpaz_option_values "$command" "$previous"); then
    _lpaz_reply "$values" "$current"
  elif [[ $current == -* ]]; then
    _lpaz_reply "$(_lpaz_options "$command")" "$current"
  else
    _lpaz_reply "$(_lpaz_argument_values "$command")" "$current"
  fi
}

complete -F _lpaz_complete lpaz
