# fish completion for lpaz-sandbox. Generated; do not edit.

complete -c lpaz-sandbox -f
complete -c lpaz-sandbox -n __fish_use_subcommand -s h -l help -d 'Show the help'
complete -c lpaz-sandbox -n __fish_use_subcommand -l version -d 'Show the version'
complete -c lpaz-sandbox -n __fish_use_subcommand -a serve -d 'Run until a signal ends it'
complete -c lpaz-sandbox -n __fish_use_subcommand -a exec -d 'Run a command against a sandbox of its own'
complete -c lpaz-sandbox -n 'not __fish_use_subcommand' -l port -r -f -d 'Port on 127.0.0.1'
complete -c lpaz-sandbox -n 'not __fish_use_subcommand' -l tls -d 'Serve over TLS with a certificate of its own authority'
complete -c lpaz-sandbox -n 'not __fish_use_subcommand' -l users -r -f -d 'Generate people until there are N'
complete -c lpaz-sandbox -n 'not __fish_use_subcommand' -l cycle -r -f -d 'Time between provisioning cycles'
complete -c lpaz-sandbox -n 'not __fish_use_subcommand' -l replication -r -f -d 'Milliseconds before Graph shows what was created'
complete -c lpaz-sandbox -n 'not __fish_use_subcommand' -l token-life -r -f -d 'Life of access tokens'
complete -c lpaz-sandbox -n 'not __fish_use_subcommand' -l grant -r -f -d 'Grant the app this application permission and no other but those also named'
complete -c lpaz-sandbox -n 'not __fish_use_subcommand' -l deny -r -f -d 'Take this application permission from the app; a * at the end stands for any text'
complete -c lpaz-sandbox -n 'not __fish_use_subcommand' -l privileged -d 'Make the app a Global Administrator, so that it may change administrators'
complete -c lpaz-sandbox -n 'not __fish_use_subcommand' -l scim-url -r -f -d 'Give out this connection URL instead of the LastPass stand-in\'s'
complete -c lpaz-sandbox -n 'not __fish_use_subcommand' -l help -s h -d 'Show this text'
