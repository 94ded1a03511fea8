#! needs: nghttpx openssl
# Where the service has HTTP/2, everything travels on one connection of it: here through a proxy in
# front of the sandbox that speaks HTTP/2 over TLS.

$ openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost -addext subjectAltName=IP:127.0.0.1 -keyout key.pem -out ca.pem 2>/dev/null
$ backend=$(sed -E 's|.*:([0-9]+).*|127.0.0.1,\1|' <<<"$LPAZ_GRAPH_ENDPOINT")
$ front() { "$(PATH=$PATH:/usr/sbin command -v nghttpx)" --no-ocsp --conf=/dev/null --workers=1 --frontend="127.0.0.1,$1" --backend="$backend" --accesslog-file=access.log --accesslog-format='$alpn $remote_port $method $path_without_query $status' --errorlog-file=error.log --pid-file=front.pid key.pem ca.pem 2>/dev/null & }
$ try_front() { port=$((20000 + RANDOM % 20000)); front "$port"; for i in $(seq 100); do curl -s --cacert ca.pem "https://127.0.0.1:$port/" -o /dev/null && return; sleep 0.05; done; return 1; }
$ try_front || try_front || try_front; : >access.log; disown -a
$ export LPAZ_GRAPH_ENDPOINT=https://127.0.0.1:$port AZURE_AUTHORITY_HOST=https://127.0.0.1:$port
$ lpaz list-users --ca-file ca.pem --output jsonl | wc -l
31
$ lpaz block-user dennis.blocked@contoso.example john.backus@contoso.example --ca-file ca.pem --output jsonl
lpaz: warning: no account is protected: name your emergency accounts in "protectedUsers" of the profile, and no command blocks or deletes them; this is said once
{"userPrincipalName":"dennis.blocked@contoso.example","displayName":"Dennis Blocked","id":"<id>","result":"blocked already","lastPass":null,"goneDateTime":null,"verified":null,"verifiedDateTime":null,"verifiedBy":null,"evidence":null,"pendingReason":null,"error":null}
{"userPrincipalName":"john.backus@contoso.example","displayName":"John Backus","id":"<id>","result":"blocked","lastPass":"disabled with the next cycle","goneDateTime":null,"verified":null,"verifiedDateTime":null,"verifiedBy":null,"evidence":null,"pendingReason":null,"error":null}
$ sed -E 's/ [0-9]+ / N /' access.log
h2 N POST /<id>/oauth2/v2.0/token 200
h2 N GET /v1.0/users 200
h2 N POST /v1.0/$batch 200
h2 N POST /v1.0/$batch 200
h2 N POST /v1.0/$batch 200
$ cut -d' ' -f2 access.log | sort -u | wc -l
2
$ kill "$(cat front.pid)"
