#pragma once

#include <csignal>
#include <initializer_list>

namespace lpaz::sandbox::program {

// Blocks the signals in the whole process: call it before any thread is started. They are then
// taken with wait_for_signal().
void block_signals(std::initializer_list<int> signals);

// The next of the signals that were blocked, with its sender.
siginfo_t wait_for_signal(std::initializer_list<int> signals);

} // namespace lpaz::sandbox::program
