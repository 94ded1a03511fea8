#include "sandbox/store/default_schema.hpp"

#include "sandbox/embedded_files.hpp"

#include <nlohmann/json.hpp>

namespace lpaz::sandbox::store {

std::shared_ptr<const util::OrderedJson> default_schema(std::string_view job_id)
{
  static const util::OrderedJson json = embedded_json("store/default_schema.json");
  util::OrderedJson schema = {{"id", job_id}};
  schema.update(json);
  return std::make_shared<const util::OrderedJson>(std::move(schema));
}

} // namespace lpaz::sandbox::store
