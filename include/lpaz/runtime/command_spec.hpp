#pragma once

#include "lpaz/admin/people/guard_rail.hpp"
#include "lpaz/cli/arg_set.hpp"
#include "lpaz/cli/rows.hpp"
#include "lpaz/runtime/context.hpp"
#include "lpaz/util/result.hpp"

#include <functional>
#include <memory>
#include <string_view>
#include <vector>

namespace lpaz::runtime {

// One run of a command: its options and what to do with them.
class Invocation {
public:
  virtual ~Invocation() = default;
  virtual cli::ArgSet args() = 0; // bound to the options of this invocation
  virtual Status run(Context& context) const = 0;
};

// The one description of a command; parser, help, man page and completions are made from it.
struct CommandSpec {
  std::string_view name;
  std::string_view summary;
  std::string_view help;
  std::vector<cli::Column> columns;
  bool single = false;         // prints one object
  bool changes_tenant = false; // takes --dry-run
  bool makes_profile = false;  // a profile or file that is named need not be there yet
  admin::RailSet guard_rails = {};
  std::function<std::unique_ptr<Invocation>()> make;

  CommandSpec prints(std::vector<cli::Column> list) &&
  {
    columns = std::move(list);
    return std::move(*this);
  }
  CommandSpec prints_one(std::vector<cli::Column> list) &&
  {
    single = true;
    return std::move(*this).prints(std::move(list));
  }
  CommandSpec makes_profiles() &&
  {
    makes_profile = true;
    return std::move(*this);
  }
  // `rails` are the guard-rails that hold before the first write.
  CommandSpec changes(admin::RailSet rails = {}) &&
  {
    changes_tenant = true;
    guard_rails = rails;
    return std::move(*this);
  }
};

template <typename Options>
CommandSpec command(std::string_view name,
                    std::string_view summary,
                    std::string_view help,
                    cli::ArgSet (*args)(Options&),
                    Status (*run)(const Options&, Context&))
{
  class TypedInvocation : public Invocation {
  public:
    using Args = cli::ArgSet (*)(Options&);
    using Run = Status (*)(const Options&, Context&);
    TypedInvocation(Args make_args, Run run_options) : m_args(make_args), m_run(run_options) {}
    cli::ArgSet args() override { return m_args(m_options); }
    Status run(Context& context) const override { return m_run(m_options, context); }

  private:
    Args m_args;
    Run m_run;
    Options m_options;
  };
  CommandSpec spec;
  spec.name = name;
  spec.summary = summary;
  spec.help = help;
  spec.make = [args, run]() -> std::unique_ptr<Invocation> {
    return std::make_unique<TypedInvocation>(args, run);
  };
  return spec;
}

// A section of the help with its commands, in order.
struct CommandSection {
  std::string_view title;
  std::vector<CommandSpec> commands;
};

} // namespace lpaz::runtime
