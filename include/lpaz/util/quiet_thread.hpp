#pragma once

#include <functional>
#include <thread>

namespace lpaz::util {

// A thread that receives no signals: they have to interrupt the thread that reads from the
// terminal.
std::thread quiet_thread(std::function<void()> work);

} // namespace lpaz::util
