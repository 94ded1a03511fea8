# One token for any number of runs, also for twenty that start at the same moment.

$ reset_journal
$ for i in $(seq 20); do lpaz list-users --output jsonl >"out.$i" & done; wait
$ token_requests
1
$ cat out.* | wc -l
620
$ lpaz whoami >/dev/null && token_requests
1
$ stat -c '%a %F' "$LPAZ_CACHE_DIR"; find "$LPAZ_CACHE_DIR" -type f -printf '%m\n' | sort -u
700 directory
600

# A token is never served to a caller with another secret.
$ AZURE_CLIENT_SECRET=other lpaz whoami >/dev/null 2>&1
[4]

# A damaged file is a miss with a warning.
$ find "$LPAZ_CACHE_DIR" -type f -exec sh -c 'echo broken >"$1"' sh {} \;
$ lpaz list-users --output jsonl >/dev/null
lpaz: warning: token cache: <folder>/lpaz-sandbox-<random>/cache/token-<hash>.json is damaged and is ignored
lpaz: warning: token cache: <folder>/lpaz-sandbox-<random>/cache/token-<hash>.failed is damaged and is ignored
$ lpaz list-users --output jsonl | wc -l
31

# Never through a symbolic link.
$ mkdir elsewhere && ln -s "$PWD/elsewhere" link
$ LPAZ_CACHE_DIR=$PWD/link lpaz list-users --output jsonl >/dev/null; ls elsewhere
lpaz: warning: the token cache cannot be used, so every run signs in again: cannot use the folder <folder>/home/link: Not a directory

# A process that holds the lock for too long, stopped or on a disk that hangs, holds nobody else up
# for ever; Ctrl-C ends the wait at once.
$ lpaz logout >/dev/null 2>&1; lock=$(find "$LPAZ_CACHE_DIR" -name 'token-*.lock' | head -n 1)
$ exec 9>"$lock"; flock 9; lpaz list-users --timeout 1s --output jsonl | wc -l
lpaz: warning: the token cache cannot be used, so every run signs in again: another process has held the lock <folder>/lpaz-sandbox-<random>/cache/token-<hash>.lock for 1 s
31
$ lpaz list-users --verbose >/dev/null 2>waiting & run=$!
$ until grep -q 'waiting for another process' waiting; do sleep 0.02; done; kill -INT $run; wait $run
[130]
$ tail -n 2 waiting; exec 9>&-
lpaz: list-users: interrupted
hint: run the same command again; what has been done is not done again

# logout forgets the token; the next command asks for a new one.
$ lpaz logout >/dev/null; reset_journal; lpaz list-users --output jsonl >/dev/null; token_requests
Signed out.
1
