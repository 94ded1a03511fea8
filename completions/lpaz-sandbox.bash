# bash completion for lpaz-sandbox. Generated; do not edit.

_lpaz_sandbox_options() {
  case $1 in
    serve) echo '--port --tls --seed --users --cycle --replication --throttle --token-life --grant --deny --privileged --synced-writes --scim-url --record --help -h' ;;
    exec) echo '--port --tls --seed --users --cycle --replication --throttle --token-life --grant --deny --privileged --synced-writes --scim-url --record --help -h' ;;
    state) echo '--help -h --at --ca-file' ;;
    fault) echo '--help -h --at --ca-file --method --path --times --status --retry-after --delay --output -o' ;;
    advance) echo '--help -h --at --ca-file' ;;
    cycle) echo '--help -h --at --ca-file --output -o' ;;
    journal) echo '--help -h --at --ca-file --method --path' ;;
  esac
}

# The words that may stand after an option, or what kind they are.
_lpaz_sandbox_option_values() {
  case "$1 $2" in
    "serve --port" | "exec --port") echo ':none' ;;
    "serve --seed" | "exec --seed") echo 'fresh running quarantined token-reset hybrid 100k' ;;
    "serve --users" | "exec --users") echo ':none' ;;
    "serve --cycle" | "exec --cycle") echo ':none' ;;
    "serve --replication" | "exec --replication") echo ':none' ;;
    "serve --throttle" | "exec --throttle") echo ':none' ;;
    "serve --token-life" | "exec --token-life") echo ':none' ;;
    "serve --grant" | "exec --grant") echo ':none' ;;
    "serve --deny" | "exec --deny") echo ':none' ;;
    "serve --scim-url" | "exec --scim-url") echo ':none' ;;
    "serve --record" | "exec --record") echo ':none' ;;
    "state --at" | "fault --at" | "advance --at" | "cycle --at" | "journal --at") echo ':none' ;;
    "state --ca-file" | "fault --ca-file" | "advance --ca-file" | "cycle --ca-file" | "journal --ca-file") echo ':file' ;;
    "fault --method" | "journal --method") echo 'GET POST PUT PATCH DELETE' ;;
    "fault --path" | "journal --path") echo ':none' ;;
    "fault --times") echo ':none' ;;
    "fault --status") echo ':none' ;;
    "fault --retry-after") echo ':none' ;;
    "fault --delay") echo ':none' ;;
    "fault --output" | "cycle --output" | "fault -o" | "cycle -o") echo 'table json jsonl csv tsv' ;;
  *) return 1 ;;
  esac
}

_lpaz_sandbox_argument_values() {
  case $1 in
    state) echo 'dump load reset' ;;
    fault) echo 'throttle error slow cut-before cut-after cut-body garbage expired-token list clear' ;;
    journal) echo 'reset' ;;
  *) echo :none ;;
  esac
}

_lpaz_sandbox_reply() {
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

_lpaz_sandbox_complete() {
  local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]}
  local command=${COMP_WORDS[1]} values
  # "--option=value" arrives as three words.
  if [[ $current == = ]]; then
    current=
  elif [[ $previous == = && COMP_CWORD -gt 2 ]]; then
    previous=${COMP_WORDS[COMP_CWORD-2]}
  fi
  if (( COMP_CWORD == 1 )); then
    _lpaz_sandbox_reply "serve exec state fault advance cycle journal --help --version" "$current"
  elif values=$(_lpaz_sandbox_option_values "$command" "$previous"); then
    _lpaz_sandbox_reply "$values" "$current"
  elif [[ $current == -* ]]; then
    _lpaz_sandbox_reply "$(_lpaz_sandbox_options "$command")" "$current"
  else
    _lpaz_sandbox_reply "$(_lpaz_sandbox_argument_values "$command")" "$current"
  fi
}

complete -F _lpaz_sandbox_complete lpaz-sandbox
