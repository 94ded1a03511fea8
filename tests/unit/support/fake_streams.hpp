#pragma once

#include "lpaz/cli/prompter.hpp"
#include "lpaz/cli/streams.hpp"

#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace lpaz::test {

class FakeOutputStream : public cli::OutputStream {
public:
  Status write(std::string_view written) override
  {
    if (failure) {
      return fail(*failure);
    }
    text += written;
    return {};
  }
  Status flush() override
  {
    ++flushes;
    return failure ? Status(fail(*failure)) : Status();
  }
  bool is_terminal() const override { return terminal; }
  int width() const override { return columns; }

  std::string text;
  bool terminal = false;
  int columns = 80;
  int flushes = 0;
  std::optional<Error> failure; // what every write and flush fails with
};

class FakeInputStream : public cli::InputStream {
public:
  Result<std::string> read_all(std::size_t max_bytes) override
  {
    if (text.size() > max_bytes) {
      return fail(ErrorKind::usage, "standard input: too long");
    }
    return std::exchange(text, {});
  }
  Result<std::optional<std::string>> read_line(std::size_t max_bytes) override
  {
    if (text.empty()) {
      return std::optional<std::string>();
    }
    const auto end = text.find('\n');
    std::string line = text.substr(0, end);
    if (line.size() > max_bytes) {
      return fail(ErrorKind::usage, "standard input: line too long");
    }
    text.erase(0, end == std::string::npos ? end : end + 1);
    return std::optional<std::string>(std::move(line));
  }
  bool is_terminal() const override { return terminal; }

  std::string text; // what is still to be read
  bool terminal = false;
};

class FakeStreams : public cli::Streams {
public:
  FakeOutputStream& out() override { return m_out; }
  FakeOutputStream& err() override { return m_err; }
  FakeInputStream& in() override { return m_in; }

private:
  FakeOutputStream m_out;
  FakeOutputStream m_err;
  FakeInputStream m_in;
};

// Answers from a list, in order; a question without an answer left is refused as it is without a
// terminal. A confirm() or ask_typed() is answered by what would have been typed.
class FakePrompter : public cli::Prompter {
public:
  Result<bool> confirm(std::string_view question) override
  {
    LPAZ_TRY(const std::string answer, next(question));
    return answer == "y" || answer == "yes";
  }
  Result<bool> ask_typed(std::string_view question, std::string_view expected) override
  {
    LPAZ_TRY(const std::string answer, next(question));
    return answer == expected;
  }
  Result<util::Secret> ask_secret(std::string_view question) override
  {
    LPAZ_TRY(std::string answer, next(question));
    return util::Secret(std::move(answer));
  }

  std::deque<std::string> answers;
  std::deque<std::string> questions; // what was asked

private:
  Result<std::string> next(std::string_view question)
  {
    questions.emplace_back(question);
    if (answers.empty()) {
      return fail(ErrorKind::refused, "no terminal to ask on", "use --yes");
    }
    std::string answer = std::move(answers.front());
    answers.pop_front();
    return answer;
  }
};

} // namespace lpaz::test
