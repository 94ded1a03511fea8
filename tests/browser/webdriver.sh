# shellcheck shell=bash
# A headless Chromium, driven through chromedriver (W3C WebDriver) with curl. Everything it writes
# goes into $folder.

# start_browser: sets `driver` (its process) and `session` (the address of the browser).
start_browser()
{
  chromedriver --port=0 >"$folder/chromedriver.log" 2>&1 &
  driver=$!
  local port
  wait_until 'chromedriver listens' \
    grep -q 'started successfully on port' "$folder/chromedriver.log"
  port=$(sed -n 's/.*started successfully on port \([0-9]*\).*/\1/p' "$folder/chromedriver.log")
  session=http://127.0.0.1:$port/session
  session+=/$(webdriver POST '' "$(capabilities)" | jq -r .sessionId)
}

# Nothing but this machine has a name or an address.
capabilities()
{
  jq -n --arg profile "$folder/profile" '{capabilities: {alwaysMatch: {
    browserName: "chrome",
    "goog:loggingPrefs": {browser: "ALL", performance: "ALL"},
    "goog:chromeOptions": {args: ["--headless=new", "--no-sandbox", "--disable-gpu",
      "--disable-dev-shm-usage", "--no-first-run", "--disable-background-networking",
      "--disable-component-update", "--disable-sync", "--no-proxy-server",
      "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1", "--user-data-dir=" + $profile,
      "--window-size=1400,1000"]}}}}'
}

# webdriver METHOD PATH [JSON]: prints the value of the answer.
webdriver()
{
  curl --silent --show-error --noproxy '*' --max-time 60 --request "$1" \
    --header 'Content-Type: application/json' ${3:+--data "$3"} "$session$2" \
    | jq '.value | if type == "object" and .error then error(.message) else . end'
}

# in_page SCRIPT: what the script, the body of a function, returns.
in_page()
{
  webdriver POST /execute/sync "$(jq -n --arg script "$1" '{script: $script, args: []}')"
}

# log TYPE: the messages since the last call.
log() { webdriver POST /se/log "{\"type\": \"$1\"}"; }

open_page() { webdriver POST /url "$(jq -n --arg url "$1" '{url: $url}')" >/dev/null; }

# wait_until WHAT COMMAND...: runs the command until it succeeds, for 20 seconds at most.
wait_until()
{
  local what=$1 end=$((SECONDS + 20))
  shift
  until "$@" >/dev/null 2>&1; do
    ((SECONDS < end)) || { echo "not so in 20 seconds: $what"; return 1; }
    sleep 0.1
  done
}
