#pragma once

#include "sandbox/state/names.hpp"
#include "sandbox/store/id_set.hpp"
#include "sandbox/store/object_id.hpp"
#include "sandbox/store/synchronization_job.hpp"

#include "lpaz/util/clock.hpp"
#include "lpaz/util/json.hpp"
#include "lpaz/util/result.hpp"

#include <algorithm>
#include <chrono>
#include <concepts>
#include <cstdint>
#include <functional>
#include <limits>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace lpaz::sandbox::state {

// Reads what RowWriter wrote. Keeps the first error with its place and ignores everything after it.
class RowReader {
public:
  RowReader(const util::OrderedJson& object, std::string place);

  // Gives the usual value if the member is absent.
  template <typename T>
  void operator()(std::string_view name, T& value, const std::type_identity_t<T>& usual = {})
  {
    const auto* json = take(name);
    if (json == nullptr) {
      value = usual;
    } else {
      read(*json, name, value);
    }
  }
  template <typename T>
  void required(std::string_view name, T& value)
  {
    const auto* json = take(name);
    if (json == nullptr) {
      complain(name, "is missing");
    } else {
      read(*json, name, value);
    }
  }
  // A JSON object, as text.
  void document(std::string_view name, std::string& text);

  // Fails if anything was wrong, or if there are unknown members.
  Status finish();

private:
  const util::OrderedJson* take(std::string_view name);
  void complain(std::string_view name, std::string_view what);

  void read(const util::OrderedJson& json, std::string_view name, std::string& value);
  void read(const util::OrderedJson& json, std::string_view name, bool& value);
  void read(const util::OrderedJson& json, std::string_view name, store::ObjectId& value);
  void read(const util::OrderedJson& json, std::string_view name, util::TimePoint& value);
  void read(const util::OrderedJson& json, std::string_view name, std::chrono::seconds& value);
  void read(const util::OrderedJson& json,
            std::string_view name,
            std::shared_ptr<const util::OrderedJson>& value);
  void read(const util::OrderedJson& json, std::string_view name, store::IdSet& value);
  void read(const util::OrderedJson& json, std::string_view name, store::ResetScope& value);
  std::int64_t read_integer(const util::OrderedJson& json,
                            std::string_view name,
                            std::int64_t lowest,
                            std::int64_t highest);
  std::size_t read_name(const util::OrderedJson& json,
                        std::string_view name,
                        std::span<const std::string_view> names);
  // Calls visit(element) for each element of an array.
  void read_each(const util::OrderedJson& json,
                 std::string_view name,
                 const std::function<void(const util::OrderedJson&)>& visit);
  void absorb(Status inner);

  template <std::integral T>
  void read(const util::OrderedJson& json, std::string_view name, T& value)
  {
    constexpr auto k_highest = static_cast<std::uint64_t>(std::numeric_limits<T>::max());
    constexpr auto k_limit = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
    value = static_cast<T>(read_integer(json,
                                        name,
                                        static_cast<std::int64_t>(std::numeric_limits<T>::min()),
                                        static_cast<std::int64_t>(std::min(k_highest, k_limit))));
  }

  template <typename T>
    requires std::is_enum_v<T>
  void read(const util::OrderedJson& json, std::string_view name, T& value)
  {
    constexpr auto k_names = names_of(T{});
    value = static_cast<T>(read_name(json, name, k_names));
  }

  template <typename T>
  void read(const util::OrderedJson& json, std::string_view name, std::vector<T>& value)
  {
    read_each(json, name, [&](const util::OrderedJson& element) {
      read(element, name, value.emplace_back());
    });
  }

  template <typename T>
  void read(const util::OrderedJson& json, std::string_view name, std::optional<T>& value)
  {
    read(json, name, value.emplace());
  }

  template <typename T>
  void read(const util::OrderedJson& json, std::string_view name, std::shared_ptr<const T>& value)
  {
    T inner;
    read(json, name, inner);
    value = std::make_shared<const T>(std::move(inner));
  }

  template <typename T>
    requires std::is_class_v<T>
  void read(const util::OrderedJson& json, std::string_view name, T& value)
  {
    RowReader inner(json, m_place + "." + std::string(name));
    fields(inner, value);
    absorb(inner.finish());
  }

  const util::OrderedJson& m_object;
  std::string m_place; // users[17]
  std::size_t m_taken = 0;
  std::vector<std::string_view> m_asked; // names of fields, which are literals
  std::optional<Error> m_error;
};

// A row that fields(archive, row) describes.
template <typename Row>
Result<Row> read_row(const util::OrderedJson& json, std::string place)
{
  Row row;
  RowReader reader(json, std::move(place));
  fields(reader, row);
  LPAZ_CHECK(reader.finish());
  return row;
}

} // namespace lpaz::sandbox::state
