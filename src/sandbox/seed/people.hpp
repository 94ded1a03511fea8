#pragma once

#include <span>
#include <string_view>

namespace lpaz::sandbox::seed {

// One row of the seed company.
struct Person {
  std::string_view alias; // in front of @contoso.example; or a whole principal name
  std::string_view given_name;
  std::string_view surname;
  std::string_view display_name; // empty: given name and surname
  std::string_view job_title;
  std::string_view department;
  std::string_view manager; // alias
};

std::span<const Person> people();

} // namespace lpaz::sandbox::seed
