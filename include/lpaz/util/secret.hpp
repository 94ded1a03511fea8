#pragma once

#include <string>
#include <string_view>

namespace lpaz::util {

// A value that must not be shown: it has no formatter, no operator<< and no JSON conversion.
// The memory is wiped when the value dies.
class Secret {
public:
  Secret() = default;
  explicit Secret(std::string value);
  Secret(const Secret& other);
  Secret(Secret&& other) noexcept;
  Secret& operator=(Secret other) noexcept;
  ~Secret();

  // For the one place that sends it.
  const std::string& reveal() const { return m_value; }
  bool empty() const { return m_value.empty(); }
  // Compares in time that depends on the length only.
  bool operator==(const Secret& other) const;

private:
  std::string m_value;
};

// Overwrites the bytes in a way that the optimizer keeps, then empties the string.
void wipe(std::string& text);

} // namespace lpaz::util
