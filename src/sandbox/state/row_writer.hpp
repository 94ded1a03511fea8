#pragma once

#include "sandbox/graph/json_writer.hpp"
#include "sandbox/state/names.hpp"
#include "sandbox/store/id_set.hpp"
#include "sandbox/store/object_id.hpp"
#include "sandbox/store/synchronization_job.hpp"

#include "lpaz/util/clock.hpp"
#include "lpaz/util/json.hpp"

#include <chrono>
#include <concepts>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace lpaz::sandbox::state {

// UTC, with nine decimals unless all of them are zero.
std::string exact_time(util::TimePoint time);

// Writes the fields that fields(archive, row) names as a JSON object.
class RowWriter {
public:
  // Leaves out a field that has its usual value.
  template <typename T>
  void operator()(std::string_view name, const T& value, const std::type_identity_t<T>& usual = {})
  {
    if (!is_usual(value, usual)) {
      required(name, value);
    }
  }
  template <typename T>
  void required(std::string_view name, const T& value)
  {
    m_json.key(name);
    write(value);
  }
  // A field whose value is JSON text.
  void document(std::string_view name, const std::string& text)
  {
    m_json.key(name);
    m_json.raw(text);
  }

  // Writes the whole row.
  template <typename Row>
  std::string object(const Row& row)
  {
    write(row);
    return m_json.take();
  }

private:
  template <typename T>
  static bool is_usual(const T& value, const T& usual)
  {
    if constexpr (requires { value.begin(); } && !std::same_as<T, std::string>) {
      return value.empty();
    } else if constexpr (requires { value == usual; }) {
      return value == usual;
    } else if constexpr (requires { value.has_value(); }) {
      return !value.has_value();
    } else {
      return false;
    }
  }

  void write(const std::string& value) { m_json.text(value); }
  void write(bool value) { m_json.boolean(value); }
  void write(std::integral auto value) { m_json.raw(std::to_string(value)); }
  void write(const store::ObjectId& value) { m_json.text(value.text()); }
  void write(const util::TimePoint& value) { m_json.text(exact_time(value)); }
  void write(const std::chrono::seconds& value) { m_json.raw(std::to_string(value.count())); }
  void write(const std::shared_ptr<const util::OrderedJson>& value)
  {
    m_json.raw(util::dump_json(*value));
  }

  void write(store::ResetScope value) { write(static_cast<unsigned>(value)); }
  template <typename T>
    requires std::is_enum_v<T>
  void write(const T& value)
  {
    m_json.text(names_of(value)[static_cast<std::size_t>(value)]);
  }

  template <typename T>
    requires std::is_class_v<T>
  void write(const T& value)
  {
    if constexpr (requires { value.begin(); }) {
      m_json.begin_array();
      for (const auto& element : value) {
        write(element);
      }
      m_json.end_array();
    } else if constexpr (requires { *value; }) {
      write(*value);
    } else {
      m_json.begin_object();
      fields(*this, value);
      m_json.end_object();
    }
  }

  graph::JsonWriter m_json;
};

} // namespace lpaz::sandbox::state
