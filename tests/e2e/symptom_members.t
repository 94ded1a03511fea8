# Symptom 11: removing one member empties the group, or is ignored: servers differ in how they read
# Entra's default dialect. The other dialect names the member in the path.

$ connect Finance; lastpass_group Finance
frances.allen@contoso.example
jean.sammet@contoso.example
john.backus@contoso.example
$ lastpass POST /quirks '{"memberRemoval": "ignored"}'
$ lpaz remove-member --yes --quiet Finance john.backus@contoso.example >/dev/null; run_cycle; lastpass_group Finance
frances.allen@contoso.example
jean.sammet@contoso.example
john.backus@contoso.example
$ lastpass POST /quirks '{"memberRemoval": "all"}'
$ lpaz remove-member --yes --quiet Finance jean.sammet@contoso.example >/dev/null; run_cycle; lastpass_group Finance | wc -l
0
$ set_secret BaseAddress "$LPAZ_CONNECTION_URL?aadOptscim062020"; restart; run_cycle; lastpass_group Finance
frances.allen@contoso.example
$ lpaz add-member Finance mary.jackson@contoso.example >/dev/null; run_cycle; lastpass_group Finance
frances.allen@contoso.example
mary.jackson@contoso.example
$ lpaz remove-member --yes --quiet Finance mary.jackson@contoso.example >/dev/null; run_cycle; lastpass_group Finance
frances.allen@contoso.example
