#pragma once

#include <cstddef>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lpaz::http {

struct Header {
  std::string name;
  std::string value;
};

// False for a header that would be read as several, or as none.
bool is_sendable(const Header& header);

// The headers of a message in their order. Names are compared without regard to case; one name may
// occur several times.
class Headers {
public:
  using const_iterator = std::vector<Header>::const_iterator;

  Headers() = default;
  Headers(std::initializer_list<Header> headers) : m_headers(headers) {}

  // The first of that name.
  std::optional<std::string_view> find(std::string_view name) const;
  std::vector<std::string_view> find_all(std::string_view name) const;
  // Replaces all headers of that name.
  void set(std::string_view name, std::string_view value);
  // Keeps other headers of that name.
  void add(std::string_view name, std::string_view value);
  void remove(std::string_view name);

  const_iterator begin() const { return m_headers.begin(); }
  const_iterator end() const { return m_headers.end(); }
  std::size_t size() const { return m_headers.size(); }

private:
  std::vector<Header> m_headers;
};

} // namespace lpaz::http
