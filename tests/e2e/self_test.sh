#!/usr/bin/env bash
# self_test.sh: run-scenario passes what is right and fails what is wrong, also what hangs.
set -euo pipefail
here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd -P)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
bad=0

# expect STATUS NAME: runs the scenario that is read from standard input; its report is in $output.
expect()
{
  local want=$1 name=$2 got=0
  { printf '#! sandbox: none\n'; cat; } >"$folder/$name.t"
  output=$("$here/run-scenario" "$folder" "$folder/$name.t" 2>&1) || got=$?
  if ((got != want)); then
    printf '%s: exit %d, expected %d\n%s\n' "$name" "$got" "$want" "$output"
    bad=1
  fi
}

says() # says TEXT: the last report holds it
{
  [[ $output == *"$1"* ]] || { printf 'the report lacks "%s":\n%s\n' "$1" "$output"; bad=1; }
}

expect 0 right <<'END'
# Output, error output, exit code, several lines, an empty line in the middle.
$ printf 'one\n\ntwo\n'; echo three >&2
one

two
three

$ false
[1]
$ printf bare; exit_with() { return 7; }; exit_with
bare (no newline)
[7]
$ cat <<TEXT
> a $ sign
>
> last
> TEXT
a $ sign

last
END

expect 0 state <<'END'
$ mkdir sub && cd sub && name=value
$ echo "$name" "${PWD##*/}"
value sub
$ read -r line
[1]
END

expect 0 patterns <<'END'
$ echo 'id 0a1f at 12:30'; echo '* (glob)'
id * at ??:?? (glob)
* (glob)
END

expect 0 chance <<'END'
$ echo '0a1b2c3d-0000-4111-8222-0123456789ab at 2026-01-02T03:04:05.67Z'
<id> at <time>
$ echo "http://127.0.0.1:54321/x $HOME 0123456789abcdef0123456789abcdef"
http://127.0.0.1:<port>/x <folder>/home <hash>
END

expect 1 wrong_output <<'END'
$ echo actual
intended
END
says '-intended'
says '+actual'

expect 1 missing_output <<'END'
$ true
intended
END
expect 1 unexpected_output <<'END'
$ echo surplus
END
expect 1 missing_line_end <<'END'
$ printf text
text
END
expect 1 wrong_code <<'END'
$ echo text; false
text
END
says '+[1]'
expect 1 wrong_success <<'END'
$ true
[1]
END
expect 1 wrong_pattern <<'END'
$ echo 'id 0a1f at 12:30'
id * at ?:?? (glob)
END
expect 1 half_a_pattern <<'END'
$ echo abc
b* (glob)
END
expect 1 one_line_more <<'END'
$ seq 2
* (glob)
END
expect 1 no_command <<'END'
Only prose.
END
expect 1 leaves_early <<'END'
$ exit 0
$ echo never
never
END
says '(not run)'

LPAZ_SCENARIO_TIMEOUT=1 expect 1 hang <<'END'
$ echo before
before
$ sleep 100
END
says 'time limit'

expect 77 needs <<'END'
#! needs: a-program-that-nobody-has
$ true
END

LPAZ_ACCEPT=1 expect 0 accept <<'END'
# Prose stays.
$ seq 2
1
? (glob)
$ echo new; false
old

# The end stays too.
END
accepted=$(cat "$folder/accept.t")
[[ $accepted == *$'\n1\n? (glob)\n$ echo new; false\nnew\n[1]\n\n# The end stays too.' ]] \
  || { printf 'accepted wrongly:\n%s\n' "$accepted"; bad=1; }
exit "$bad"
