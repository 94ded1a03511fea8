# bash completion for lpaz-sandbox. Generated; do not edit.

_lpaz_sandbox_options() {
  case $1 in
    serve) echo '--port --tls --users --cycle --replication --token-life --grant --deny --privileged --scim-url --help -h' ;;
    exec) echo '--port --tls --users --cycle --replication --token-life --grant --deny --privileged --scim-url --help -h' ;;
  esac
}

# The words that may stand after an option, or what kind they are.
_lpaz_sandbox_option_values() {
  case "$1 $2" in
    *" --port") echo ':none' ;;
    *" --users") echo ':none' ;;
    *" --cycle") echo ':none' ;;
    *" --replication") echo ':none' ;;
    *" --token-life") echo ':none' ;;
    *" --grant") echo ':none' ;;
    *" --deny") echo ':none' ;;
    *" --scim-url") echo ':none' ;;
  *) return 1 ;;
  esac
}

_lpaz_sandbox_argument_values() {
  case $1 in
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
    _lpaz_sandbox_reply "serve exec --help --version" "$current"
  elif values=$(_lpaz_sandbox_option_values "$command" "$previous"); then
    _lpaz_sandbox_reply "$values" "$current"
  elif [[ $current == -* ]]; then
    _lpaz_sandbox_reply "$(_lpaz_sandbox_options "$command")" "$current"
  else
    _lpaz_sandbox_reply "$(_lpaz_sandbox_argument_values "$command")" "$current"
  fi
}

complete -F _lpaz_sandbox_complete lpaz-sandbox
