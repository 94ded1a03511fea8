#pragma once

#include <curl/curl.h>

#include <memory>

namespace lpaz::http {

template <auto free_function>
struct CurlFree {
  template <typename T>
  void operator()(T* object) const
  {
    free_function(object);
  }
};

using EasyHandle = std::unique_ptr<CURL, CurlFree<curl_easy_cleanup>>;
using MultiHandle = std::unique_ptr<CURLM, CurlFree<curl_multi_cleanup>>;
using HeaderList = std::unique_ptr<curl_slist, CurlFree<curl_slist_free_all>>;

} // namespace lpaz::http
