#include "sandbox/server/certificate.hpp"

#include "lpaz/util/digest.hpp"
#include "lpaz/util/file.hpp"

#include <openssl/bio.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include <memory>
#include <string>

namespace lpaz::sandbox::server {
namespace {

struct Free {
  void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
  void operator()(X509* certificate) const { X509_free(certificate); }
  void operator()(BIO* bio) const { BIO_free(bio); }
  void operator()(X509_EXTENSION* extension) const { X509_EXTENSION_free(extension); }
};

using Key = std::unique_ptr<EVP_PKEY, Free>;
using Certificate = std::unique_ptr<X509, Free>;
using Bio = std::unique_ptr<BIO, Free>;
using Extension = std::unique_ptr<X509_EXTENSION, Free>;

constexpr long k_life_seconds = 30L * 24 * 3600;
constexpr long k_backdated_seconds = -3600;

std::unexpected<Error> refused()
{
  return fail(ErrorKind::failed, "OpenSSL cannot make a certificate");
}

Key new_key()
{
  return Key(EVP_EC_gen("P-256"));
}

bool add_extension(X509* certificate, X509* issuer, int nid, const char* value)
{
  X509V3_CTX context;
  X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
  const Extension extension(X509V3_EXT_conf_nid(nullptr, &context, nid, value));
  return extension && X509_add_ext(certificate, extension.get(), -1) == 1;
}

bool set_name(X509* certificate, const char* common_name)
{
  return X509_NAME_add_entry_by_txt(X509_get_subject_name(certificate),
                                    "CN",
                                    MBSTRING_ASC,
                                    reinterpret_cast<const unsigned char*>(common_name),
                                    -1,
                                    -1,
                                    0) == 1;
}

// A certificate with everything but extensions and signature.
Certificate new_certificate(const char* common_name, EVP_PKEY* key, X509* issuer)
{
  Certificate certificate(X509_new());
  if (!certificate || X509_set_version(certificate.get(), 2) != 1 ||
      !set_name(certificate.get(), common_name)) {
    return nullptr;
  }
  const std::string bytes = util::random_bytes(sizeof(std::uint32_t));
  std::uint32_t serial = 0;
  bytes.copy(reinterpret_cast<char*>(&serial), sizeof serial);
  ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), static_cast<long>(serial) + 1);
  X509_gmtime_adj(X509_getm_notBefore(certificate.get()), k_backdated_seconds);
  X509_gmtime_adj(X509_getm_notAfter(certificate.get()), k_life_seconds);
  X509* signer = issuer == nullptr ? certificate.get() : issuer;
  X509_set_issuer_name(certificate.get(), X509_get_subject_name(signer));
  return X509_set_pubkey(certificate.get(), key) == 1 ? std::move(certificate) : nullptr;
}

bool finish_authority(X509* certificate, EVP_PKEY* key)
{
  return add_extension(certificate, certificate, NID_basic_constraints, "critical,CA:TRUE") &&
         add_extension(certificate, certificate, NID_key_usage, "critical,keyCertSign,cRLSign") &&
         add_extension(certificate, certificate, NID_subject_key_identifier, "hash") &&
         X509_sign(certificate, key, EVP_sha256()) > 0;
}

bool finish_server(X509* certificate, X509* authority, EVP_PKEY* authority_key)
{
  return add_extension(certificate, authority, NID_basic_constraints, "critical,CA:FALSE") &&
         add_extension(certificate, authority, NID_key_usage, "critical,digitalSignature") &&
         add_extension(certificate, authority, NID_ext_key_usage, "serverAuth") &&
         add_extension(
             certificate, authority, NID_subject_alt_name, "IP:127.0.0.1,DNS:localhost") &&
         add_extension(certificate, authority, NID_authority_key_identifier, "keyid") &&
         X509_sign(certificate, authority_key, EVP_sha256()) > 0;
}

std::string text_of(const Bio& bio)
{
  char* bytes = nullptr;
  const long size = BIO_get_mem_data(bio.get(), &bytes);
  return {bytes, static_cast<std::size_t>(size)};
}

std::string pem_of(X509* certificate)
{
  const Bio bio(BIO_new(BIO_s_mem()));
  PEM_write_bio_X509(bio.get(), certificate);
  return text_of(bio);
}

std::string pem_of(EVP_PKEY* key)
{
  const Bio bio(BIO_new(BIO_s_mem()));
  PEM_write_bio_PrivateKey(bio.get(), key, nullptr, nullptr, 0, nullptr, nullptr);
  return text_of(bio);
}

} // namespace

Result<CertificateFiles> make_certificate(const std::filesystem::path& folder)
{
  const Key authority_key = new_key();
  const Key server_key = new_key();
  if (!authority_key || !server_key) {
    return refused();
  }
  const Certificate authority =
      new_certificate("lpaz-sandbox authority", authority_key.get(), nullptr);
  if (!authority || !finish_authority(authority.get(), authority_key.get())) {
    return refused();
  }
  const Certificate own = new_certificate("localhost", server_key.get(), authority.get());
  if (!own || !finish_server(own.get(), authority.get(), authority_key.get())) {
    return refused();
  }
  CertificateFiles files{folder / "ca.pem", folder / "server.pem", folder / "server.key"};
  LPAZ_CHECK(util::write_private_file(files.authority, pem_of(authority.get())));
  LPAZ_CHECK(
      util::write_private_file(files.certificate, pem_of(own.get()) + pem_of(authority.get())));
  LPAZ_CHECK(util::write_private_file(files.key, pem_of(server_key.get())));
  return files;
}

} // namespace lpaz::sandbox::server
