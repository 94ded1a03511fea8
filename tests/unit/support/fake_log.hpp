#pragma once

#include "lpaz/util/log.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace lpaz::test {

// Keeps what it is told.
class FakeLog : public util::Log {
public:
  void warning(std::string_view text) override { m_warnings.emplace_back(text); }
  void detail(std::string_view text) override { m_details.emplace_back(text); }
  const std::vector<std::string>& warnings() const { return m_warnings; }
  const std::vector<std::string>& details() const { return m_details; }

private:
  std::vector<std::string> m_warnings;
  std::vector<std::string> m_details;
};

} // namespace lpaz::test
