#pragma once

namespace lpaz::util {

// For a process that holds secrets: its memory goes into no core file, neither the kernel's nor
// that of a program that collects them, no other process of the user may read it, and nobody gets
// TLS keys by SSLKEYLOGFILE, which curl would honour. Call it before there are threads.
void keep_secrets_inside();

} // namespace lpaz::util
