#! sandbox: --throttle 1/3
# The quotas of the service: what goes beyond them is refused, and lpaz waits as long as it is told.

$ quota() { control GET /throttle | jq -c ".quotas.$1 | [.granted, .refused]"; }
$ lpaz create-group one >/dev/null; lpaz create-group two >/dev/null; quota writes
[2,1]
$ lpaz-sandbox journal --path '/v1.0/$batch' | jq -r '.body | fromjson | .requests[] | select(.method == "POST") | .url'
/groups
/groups
/groups
# Counts begin anew with other quotas; without any, nothing is refused.
$ control POST /throttle '{"throttle": "off"}' | jq -c '[.refuses, .granted]'
[false,0]
$ lpaz create-group three >/dev/null; lpaz create-group four >/dev/null; quota writes
[2,0]
$ control POST /throttle '{"throttle": "often"}' 2>/dev/null | jq -r .error
a throttle is off, on, or a write quota such as 3000/150 (writes/seconds)
$ lpaz-sandbox exec --throttle often -- true
lpaz-sandbox: a throttle is off, on, or a write quota such as 3000/150 (writes/seconds)
[2]
