#pragma once

#include <functional>
#include <thread>

namespace lpaz::util {

// A thread that no signal is delivered to: signals wake up whoever reads from the terminal.
std::thread quiet_thread(std::function<void()> work);

} // namespace lpaz::util
