#include "sandbox/server/page.hpp"

#include "sandbox/embedded_files.hpp"
#include "sandbox/server/entra_view.hpp"

#include <algorithm>
#include <array>

namespace lpaz::sandbox::server {
namespace {

constexpr std::string_view k_policy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

struct PageFile {
  std::string_view path;
  std::string_view type;
  std::string_view file; // of server/page
};

constexpr auto k_files = std::to_array<PageFile>({
    {"/", "text/html; charset=utf-8", "index.html"},
    {"/page/style.css", "text/css; charset=utf-8", "style.css"},
    {"/page/rows.js", "text/javascript; charset=utf-8", "rows.js"},
    {"/page/script.js", "text/javascript; charset=utf-8", "script.js"},
    {"/page/icon.svg", "image/svg+xml", "icon.svg"},
});

Response answer(std::string_view type, std::string_view text)
{
  Response response;
  response.headers.emplace("Content-Type", type);
  response.headers.emplace("Content-Security-Policy", k_policy);
  response.headers.emplace("X-Content-Type-Options", "nosniff");
  response.headers.emplace("Referrer-Policy", "no-referrer");
  response.headers.emplace("Cache-Control", "no-cache");
  response.body = text;
  return response;
}

} // namespace

bool is_page(std::string_view path)
{
  return path == "/" || path.starts_with("/page/");
}

Response show_page(const store::Tenant& tenant, const Request& request)
{
  if (request.method != "GET") {
    Response response;
    response.status = 405;
    return response;
  }
  if (request.path == "/page/entra") {
    return entra_view(tenant, request);
  }
  const auto* file = std::ranges::find(k_files, request.path, &PageFile::path);
  if (file != k_files.end()) {
    return answer(file->type, embedded_file("server/page/" + std::string(file->file)));
  }
  Response response = answer("text/plain", "nothing is here\n");
  response.status = 404;
  return response;
}

} // namespace lpaz::sandbox::server
