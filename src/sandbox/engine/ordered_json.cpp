#include "sandbox/engine/ordered_json.hpp"

#include <nlohmann/json.hpp>

namespace lpaz::sandbox::engine {
namespace {

const util::OrderedJson* member(const util::OrderedJson& json, std::string_view key)
{
  if (!json.is_object()) {
    return nullptr;
  }
  const auto found = json.find(std::string(key));
  return found == json.end() ? nullptr : &*found;
}

} // namespace

const util::OrderedJson& array_at(const util::OrderedJson& json, std::string_view key)
{
  static const util::OrderedJson empty = util::OrderedJson::array();
  const auto* found = member(json, key);
  return found != nullptr && found->is_array() ? *found : empty;
}

const util::OrderedJson& object_at(const util::OrderedJson& json, std::string_view key)
{
  static const util::OrderedJson empty = util::OrderedJson::object();
  const auto* found = member(json, key);
  return found != nullptr && found->is_object() ? *found : empty;
}

std::string text_at(const util::OrderedJson& json, std::string_view key)
{
  const auto* found = member(json, key);
  return found != nullptr && found->is_string() ? found->get<std::string>() : std::string();
}

long long number_at(const util::OrderedJson& json, std::string_view key)
{
  const auto* found = member(json, key);
  return found != nullptr && found->is_number_integer() ? found->get<long long>() : 0;
}

bool truth_at(const util::OrderedJson& json, std::string_view key)
{
  const auto* found = member(json, key);
  return found != nullptr && found->is_boolean() && found->get<bool>();
}

} // namespace lpaz::sandbox::engine
