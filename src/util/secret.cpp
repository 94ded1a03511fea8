#include "lpaz/util/secret.hpp"

#include <openssl/crypto.h>

#include <utility>

namespace lpaz::util {

void wipe(std::string& text)
{
  text.resize(text.capacity());
  OPENSSL_cleanse(text.data(), text.size());
  text.clear();
}

Secret::Secret(std::string value) : m_value(std::move(value))
{
  wipe(value); // a short text was copied out of the argument, not moved
}

Secret::Secret(const Secret& other) = default;

Secret::Secret(Secret&& other) noexcept : m_value(std::move(other.m_value))
{
  wipe(other.m_value);
}

Secret& Secret::operator=(Secret other) noexcept
{
  m_value.swap(other.m_value);
  return *this;
}

Secret::~Secret()
{
  wipe(m_value);
}

bool Secret::operator==(const Secret& other) const
{
  return m_value.size() == other.m_value.size() &&
         CRYPTO_memcmp(m_value.data(), other.m_value.data(), m_value.size()) == 0;
}

} // namespace lpaz::util
