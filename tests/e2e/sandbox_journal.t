#! sandbox: --seed running
# Every request that the sandbox got, for assertions of a script.

$ lpaz-sandbox journal
$ lpaz block-user --yes donald.knuth@contoso.example >/dev/null
lpaz: warning: no account is protected: name your emergency accounts in "protectedUsers" of the profile, and no command blocks or deletes them; this is said once
$ lpaz-sandbox cycle >/dev/null
$ lpaz-sandbox journal | jq -r 'keys_unsorted | join(" ")' | sort -u
number time method path status bytesIn bytesOut durationMicroseconds clientRequestId userAgent connection fault body
$ lpaz-sandbox journal | jq -r '.method + " " + (.path | sub("/Users/.*"; "/Users/…"))' | uniq
POST /<id>/oauth2/v2.0/token
POST /v1.0/$batch
GET /scimapi/1234567/Users/…
PATCH /scimapi/1234567/Users/…
$ lpaz-sandbox journal --method PATCH | jq -r .status
200
$ lpaz-sandbox journal --method POST --path '/v1.0/$batch' | jq -r .status | sort -u
200
$ lpaz-sandbox journal --path '/v1.0/&method=GET' | wc -l
0
# Neither the page nor what works the sandbox is in it.
$ curl -s -o /dev/null "${LPAZ_SANDBOX%control}"; lpaz-sandbox journal --method GET | wc -l
1
$ lpaz-sandbox journal reset; lpaz-sandbox journal
$ lpaz-sandbox journal --method BREW
lpaz-sandbox: option --method: "BREW" is not one of GET, POST, PUT, PATCH, DELETE
hint: see lpaz-sandbox journal --help
[2]
