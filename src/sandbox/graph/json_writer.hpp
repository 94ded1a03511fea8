#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace lpaz::sandbox::graph {

// Writes JSON straight into a text, without a tree in between: a page of a thousand users is one
// growing string. The caller keeps the nesting right; texts must be UTF-8.
class JsonWriter {
public:
  void begin_object();
  void end_object();
  void begin_array();
  void end_array();
  void key(std::string_view name);
  void text(std::string_view value);
  void boolean(bool value);
  void integer(std::int64_t value);
  void null();
  void raw(std::string_view json); // a whole value
  // "name": "value"
  void member(std::string_view name, std::string_view value);

  void reserve(std::size_t bytes) { m_out.reserve(bytes); }
  std::string take() { return std::move(m_out); }

private:
  void separate();
  std::string m_out;
  bool m_needs_comma = false;
};

} // namespace lpaz::sandbox::graph
