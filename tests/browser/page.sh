#!/usr/bin/env bash
# page.sh BIN-FOLDER: the page of lpaz-sandbox in headless Chromium. It shows both sides, follows a
# block without a reload, shows hostile names as text, and asks nobody but the sandbox.
# Exit 77: a program is missing.
set -euo pipefail

here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd -P)
bin=$(cd -- "$1" && pwd -P)
PATH=$bin:$PATH
for program in chromedriver chromium curl jq; do
  command -v "$program" >/dev/null || { echo "skipped: no $program here"; exit 77; }
done
# shellcheck source=tests/browser/webdriver.sh
source "$here/webdriver.sh"

folder=$(mktemp -d)
driver='' sandbox='' session=''
stop()
{
  [[ -z $session ]] || curl --silent --max-time 10 --request DELETE "$session" >/dev/null || true
  [[ -z $driver ]] || kill "$driver" 2>/dev/null || true
  [[ -z $sandbox ]] || kill "$sandbox" 2>/dev/null || true
  wait
  rm -rf "$folder"
}
trap stop EXIT

checks=0
failed=0
check() # check WHAT COMMAND...
{
  local what=$1
  shift
  checks=$((checks + 1))
  if ! "$@" >"$folder/output" 2>&1; then
    failed=$((failed + 1))
    echo "FAILED: $what"
    cat "$folder/output"
  fi
}

value() { jq -r ".$1" "$folder/ready"; }

# true_in_page EXPRESSION
true_in_page() { [[ $(in_page "return Boolean($1)") == true ]]; }

# row TABLE TEXT: an expression for the text of the row that holds TEXT.
row()
{
  printf '[...document.querySelectorAll("#%s tr")].map((row) => row.textContent)
    .find((text) => text.includes("%s"))' "$1" "$2"
}

search()
{
  in_page "const field = document.getElementById('query'); field.value = '$1';
    field.dispatchEvent(new Event('input')); return true" >/dev/null
}

graph() # graph METHOD PATH JSON
{
  local token
  token=$(curl --silent --fail --data-urlencode "client_secret=$(value clientSecret)" \
    --data "grant_type=client_credentials&client_id=$(value clientId)" \
    --data-urlencode 'scope=https://graph.microsoft.com/.default' \
    "$(value authority)/$(value tenantId)/oauth2/v2.0/token" | jq -r .access_token)
  curl --silent --fail --request "$1" --header "Authorization: Bearer $token" \
    --header 'Content-Type: application/json' --data "$3" "$(value graph)/v1.0$2" >/dev/null
}

lpaz-sandbox serve --seed running >"$folder/ready" &
sandbox=$!
wait_until 'the sandbox is ready' test -s "$folder/ready"
LPAZ_SANDBOX=$(value control)
export LPAZ_SANDBOX
start_browser
open_page "$(value page)"

check 'Entra ID shows its people' wait_until people true_in_page "$(row people Lovelace)"
check 'LastPass shows its people' true_in_page "$(row accounts Hamilton)"
check 'the job is shown' true_in_page \
  'document.getElementById("jobs").textContent.includes("LastPass Provisioning App")'
check 'the groups are shown' true_in_page "$(row groups Engineering)"
check 'the assignments are shown' true_in_page "$(row assignments Engineering)"
check 'groups of LastPass are shown' true_in_page "$(row account-groups Finance)"
check 'the page says that it is live' true_in_page \
  'document.getElementById("link").textContent === "live"'
check 'tables have heads' true_in_page \
  '[...document.querySelectorAll("table")].every((table) => table.querySelector("th[scope=col]"))'
check 'changes are announced' true_in_page \
  'document.querySelector("#news[aria-live=polite]")'

# A block through Graph shows at once, and on the other side after a cycle: without a reload.
in_page 'window.wasHere = true; return true' >/dev/null
search hamilton
check 'the search finds her on both sides' wait_until search true_in_page \
  "$(row people Hamilton).includes('Enabled') && $(row accounts Hamilton).includes('Active')
   && document.querySelectorAll('#people tr').length === 1"
graph PATCH /users/margaret.hamilton@contoso.example '{"accountEnabled": false}'
check 'the block is seen' wait_until block true_in_page \
  "$(row people Hamilton).includes('Blocked')"
check 'LastPass is seen to be behind' true_in_page \
  "$(row people Hamilton).includes('not followed yet')"
lpaz-sandbox cycle >/dev/null
check 'LastPass is seen to follow' wait_until follow true_in_page \
  "$(row accounts Hamilton).includes('Disabled')"
check 'the change is told' true_in_page \
  'document.getElementById("news").textContent.includes("Active → Disabled in LastPass")'
check 'nothing was reloaded' true_in_page 'window.wasHere'

# Names that would act on a browser.
graph PATCH /users/mallory.escape@contoso.example \
  '{"displayName": "<img src=x onerror=\"document.title=1\"><script>document.title=2</script>"}'
search mallory
check 'markup in a name is text' wait_until mallory true_in_page \
  "$(row people '<img src=x').includes('<script>')"
check 'and made no element' true_in_page \
  '!document.querySelector("main img, main script") && document.title === "lpaz sandbox"'

# A hundred thousand people: one page of them, and the search goes through all.
lpaz-sandbox state reset 100k
search ''
check 'a hundred thousand people are counted' wait_until many true_in_page \
  'document.getElementById("entra-counts").textContent.includes("100,000 users")'
check 'and one page of them is there' true_in_page \
  'document.querySelectorAll("#people tr").length === 25'
in_page '[...document.querySelectorAll("#people-pages button")].find((button) =>
  button.textContent === "Next").click(); return true' >/dev/null
check 'the next page comes' wait_until next true_in_page \
  'document.getElementById("people-pages").textContent.startsWith("26–50 of 100,0")'
search user077777
check 'anybody is found' wait_until found true_in_page \
  "$(row people user077777) && document.querySelectorAll('#people tr').length === 1"

check 'nothing stands on the console' test "$(log browser)" = '[]'
log performance | jq -r '.[].message | fromjson.message
  | select(.method == "Network.requestWillBeSent") | .params.request.url' >"$folder/requests"
check 'requests were seen' grep -q '/page/entra' "$folder/requests"
# The browser's own start page is made of chrome: addresses.
grep -Ev "^(chrome|data):|^$(value page)" "$folder/requests" >"$folder/elsewhere" || true
check 'nobody else is asked' test ! -s "$folder/elsewhere"

kill "$sandbox"
wait "$sandbox" || true
sandbox=''
check 'a lost sandbox is told' wait_until lost true_in_page \
  'document.getElementById("link").textContent.startsWith("no answer")'

echo "$((checks - failed)) of $checks checks passed"
((failed == 0))
