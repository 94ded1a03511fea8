#pragma once

#include "lpaz/util/environment.hpp"
#include "lpaz/util/result.hpp"

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace lpaz::cli {

// Where text goes. A write that fails (closed pipe, full disk) fails with ErrorKind::failed, at
// the latest in flush(); every later write of the same stream fails with the same error.
class OutputStream {
public:
  virtual ~OutputStream() = default;
  virtual Status write(std::string_view text) = 0;
  virtual Status flush() = 0;
  virtual bool is_terminal() const = 0;
  // Columns of the terminal; 80 where there is none.
  virtual int width() const = 0;
};

class InputStream {
public:
  virtual ~InputStream() = default;
  // Everything up to the end; more than `max_bytes` is ErrorKind::usage.
  virtual Result<std::string> read_all(std::size_t max_bytes) = 0;
  // The next line without its line end; nothing at the end of the input. A line longer than
  // `max_bytes` is ErrorKind::usage.
  virtual Result<std::optional<std::string>> read_line(std::size_t max_bytes) = 0;
  virtual bool is_terminal() const = 0;
};

class Streams {
public:
  virtual ~Streams() = default;
  virtual OutputStream& out() = 0;
  virtual OutputStream& err() = 0; // not buffered
  virtual InputStream& in() = 0;
};

// The streams of the process. Also sets SIGPIPE to be ignored, so that a closed pipe is an error
// of write() and not the end of the process. `environment` gives COLUMNS.
std::unique_ptr<Streams> process_streams(const util::Environment& environment);

// Whether to write colours: --no-color, then NO_COLOR, then CLICOLOR_FORCE (unless "0"), then
// TERM=dumb and the terminal itself decide.
bool wants_colour(bool is_terminal, bool no_color, const util::Environment& environment);

} // namespace lpaz::cli
