#pragma once

#include "tests/support/temporary_directory.hpp"

#include <string>

namespace tim::test {

/// A certificate chain and its private key, as PEM files.
struct Identity {
    std::string certificate_file;
    std::string key_file;
};

/// An authority and what it signed, made anew in a folder that is removed at the end.
class Certificates {
public:
    Certificates();

    std::string ca_file;
    std::string ca_pem;
    std::string strange_ca_pem;  ///< an authority that signed none of these
    Identity localhost;          ///< for `localhost` and 127.0.0.1
    Identity elsewhere;          ///< for another host
    Identity expired;            ///< for `localhost` and 127.0.0.1, until yesterday

private:
    TemporaryDirectory folder_;
};

/// Made once for the program.
const Certificates& certificates();

}  // namespace tim::test
