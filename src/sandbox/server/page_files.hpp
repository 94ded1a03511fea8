#pragma once

#include <string_view>

namespace lpaz::sandbox::server {

// The files of page/, as they stand there.
extern const std::string_view k_page_html;
extern const std::string_view k_page_style;
extern const std::string_view k_page_rows;
extern const std::string_view k_page_script;
extern const std::string_view k_page_icon;

} // namespace lpaz::sandbox::server
