#! sandbox: --seed running
# Ordering what shall go wrong, and working the calendar, from the command line.

$ lpaz-sandbox fault throttle --times 3 --retry-after 2
$ lpaz-sandbox fault cut-after --method PATCH --path /v1.0/users/
$ lpaz-sandbox fault slow --delay 5s --path /scimapi
$ lpaz-sandbox fault list
fault       method  path          times  status  retry after  delay (ms)
status      -       /v1.0             3     429  2                     -
drop-after  PATCH   /v1.0/users/      1       -  -                     -
slow        -       /scimapi          1       -  -                  5000
$ lpaz-sandbox fault clear; lpaz-sandbox fault list --output json
[]
# lpaz waits as long as it is told, and gets through.
$ lpaz-sandbox fault throttle --times 2; lpaz list-users --output jsonl | wc -l
31
$ lpaz-sandbox journal --path /v1.0/users | jq -r '[.status, .fault] | @csv'
429,"status"
429,"status"
200,""
# A token whose time is over is renewed once.
$ lpaz-sandbox journal reset; lpaz-sandbox fault expired-token
$ lpaz list-users --output jsonl | wc -l
31
$ lpaz-sandbox journal | jq -r '[.method, .status] | @csv'
"GET",401
"POST",200
"GET",200
$ lpaz-sandbox fault error --status 500; lpaz list-users 2>&1 >/dev/null | head -1
lpaz: list-users: Ordered by POST /control/fault.
$ lpaz-sandbox fault clear
$ lpaz-sandbox fault garbage; lpaz list-users 2>&1 | head -1
lpaz: list-users:*JSON* (glob)

# Orders that make no sense.
$ lpaz-sandbox fault explode
lpaz-sandbox: <ACTION>: "explode" is not one of throttle, error, slow, cut-before, cut-after, cut-body, garbage, expired-token, list, clear
hint: see lpaz-sandbox fault --help
[2]
$ lpaz-sandbox fault slow --status 503
lpaz-sandbox: --status is for error only
[2]
$ lpaz-sandbox fault garbage --times 0
lpaz-sandbox: option --times: 0 is less than 1
hint: see lpaz-sandbox fault --help
[2]

# The calendar.
$ lpaz block-user --yes donald.knuth@contoso.example >/dev/null
lpaz: warning: no account is protected: name your emergency accounts in "protectedUsers" of the profile, and no command blocks or deletes them; this is said once
$ lpaz-sandbox advance 40m
<time>
$ lpaz-sandbox cycle
job                                                                         started  status  last cycle
scim.<hash>.<id>  yes      Active  Succeeded
$ lastpass_user donald.knuth@contoso.example
disabled
$ lpaz-sandbox advance 30d >/dev/null; lpaz list-users --deleted --output jsonl | wc -l
0
$ lpaz-sandbox advance 20y
lpaz-sandbox: <DURATION>: is not a duration of at most ten years: 20y
hint: see lpaz-sandbox advance --help
[2]

# Without a sandbox.
$ env -u LPAZ_SANDBOX lpaz-sandbox cycle
lpaz-sandbox: name the sandbox
hint: run this inside lpaz-sandbox exec -- COMMAND, or pass --at URL with the control address that lpaz-sandbox serve prints
[2]
$ lpaz-sandbox cycle --at http://127.0.0.1:1/control
lpaz-sandbox: no sandbox answers at http://127.0.0.1:1
hint: is it still running? lpaz-sandbox serve prints its address
[1]
$ lpaz-sandbox cycle --at https://sandbox.example
lpaz-sandbox: https://sandbox.example is not on this machine
hint: run this inside lpaz-sandbox exec -- COMMAND, or pass --at URL with the control address that lpaz-sandbox serve prints
[2]
# The address of the page is as good as the control address.
$ lpaz-sandbox fault list --output json --at "${LPAZ_SANDBOX%control}"
[]
$ lpaz-sandbox serve -- true
lpaz-sandbox: serve runs no command
hint: to run one against a sandbox: lpaz-sandbox exec -- COMMAND...
[2]
$ lpaz-sandbox exec --tls -- lpaz-sandbox cycle --output json
lpaz-sandbox: the tenant has no job, so nothing ran
hint: lpaz configure-app creates one, and the seed running has one
[]
