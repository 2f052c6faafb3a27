#include "tests/support/certificates.hpp"

#include <openssl/bio.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include <filesystem>
#include <fstream>
#include <memory>
#include <stdexcept>

namespace tim::test {
namespace {

template <auto Free>
struct Freed {
    template <class T>
    void operator()(T* object) const {
        Free(object);
    }
};
using Key = std::unique_ptr<EVP_PKEY, Freed<EVP_PKEY_free>>;
using Certificate = std::unique_ptr<X509, Freed<X509_free>>;
using Bio = std::unique_ptr<BIO, Freed<BIO_free>>;
using Extension = std::unique_ptr<X509_EXTENSION, Freed<X509_EXTENSION_free>>;

constexpr long day = 24 * 60 * 60;

void check(bool good) {
    if (!good) throw std::runtime_error("OpenSSL refuses to make a certificate");
}

struct Signer {
    Key key;
    Certificate certificate;
};

void extend(X509* certificate, X509* issuer, int kind, const char* value) {
    X509V3_CTX context;
    X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
    const Extension extension(X509V3_EXT_conf_nid(nullptr, &context, kind, value));
    check(extension && X509_add_ext(certificate, extension.get(), -1) == 1);
}

/// Valid from `begin` to `end`, in seconds from now; signs itself without an issuer.
Signer make(const char* name, const Signer* issuer, const char* hosts, long begin, long end) {
    static long serial = 0;
    Signer made{Key(EVP_EC_gen("P-256")), Certificate(X509_new())};
    X509* certificate = made.certificate.get();
    check(made.key && certificate);
    X509_set_version(certificate, 2);
    ASN1_INTEGER_set(X509_get_serialNumber(certificate), ++serial);
    X509_gmtime_adj(X509_getm_notBefore(certificate), begin);
    X509_gmtime_adj(X509_getm_notAfter(certificate), end);
    X509_set_pubkey(certificate, made.key.get());
    X509_NAME_add_entry_by_txt(X509_get_subject_name(certificate), "CN", MBSTRING_ASC,
                               reinterpret_cast<const unsigned char*>(name), -1, -1, 0);
    X509* signer = issuer ? issuer->certificate.get() : certificate;
    X509_set_issuer_name(certificate, X509_get_subject_name(signer));
    extend(certificate, signer, NID_basic_constraints, issuer ? "CA:FALSE" : "critical,CA:TRUE");
    if (hosts) extend(certificate, signer, NID_subject_alt_name, hosts);
    check(X509_sign(certificate, issuer ? issuer->key.get() : made.key.get(), EVP_sha256()) > 0);
    return made;
}

std::string text_of(BIO* bio) {
    char* data = nullptr;
    const long size = BIO_get_mem_data(bio, &data);
    return std::string(data, static_cast<std::size_t>(size));
}

std::string pem(X509* certificate) {
    const Bio bio(BIO_new(BIO_s_mem()));
    check(PEM_write_bio_X509(bio.get(), certificate) == 1);
    return text_of(bio.get());
}

std::string pem(EVP_PKEY* key) {
    const Bio bio(BIO_new(BIO_s_mem()));
    check(PEM_write_bio_PrivateKey(bio.get(), key, nullptr, nullptr, 0, nullptr, nullptr) == 1);
    return text_of(bio.get());
}

std::string store(const std::filesystem::path& path, const std::string& text) {
    std::ofstream(path, std::ios::binary) << text;
    return path.string();
}

Identity store(const std::filesystem::path& folder, const std::string& name, const Signer& made) {
    return {store(folder / (name + ".crt"), pem(made.certificate.get())),
            store(folder / (name + ".key"), pem(made.key.get()))};
}

}  // namespace

Certificates::Certificates() {
    constexpr const char* here = "DNS:localhost,IP:127.0.0.1";
    const std::filesystem::path& folder = folder_.path();
    const Signer authority = make("test authority", nullptr, nullptr, -day, day);
    ca_pem = pem(authority.certificate.get());
    ca_file = store(folder / "ca.crt", ca_pem);
    strange_ca_pem = pem(make("another authority", nullptr, nullptr, -day, day).certificate.get());
    localhost = store(folder, "localhost", make("localhost", &authority, here, -day, day));
    elsewhere = store(folder, "elsewhere", make("elsewhere", &authority, "DNS:elsewhere.example", -day, day));
    expired = store(folder, "expired", make("localhost", &authority, here, -2 * day, -day));
}

const Certificates& certificates() {
    static const Certificates made;
    return made;
}

}  // namespace tim::test
