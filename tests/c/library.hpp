#pragma once

// The exported functions as a program sees that binds names at run time: nothing of this file knows a prototype that
// the library's tables or headers declare.

#include "tests/support/spec.hpp"

#include <cstdint>
#include <initializer_list>
#include <stdexcept>
#include <string>
#include <vector>

#include <dlfcn.h>

namespace tim::test {

/// One argument or return value: on the machines that the tests run on, all documented types travel as such.
using Word = std::uint64_t;

inline Word word(const char* text) { return reinterpret_cast<Word>(text); }
template <class... Parameters>
Word word(void (*function)(Parameters...)) {
    return reinterpret_cast<Word>(function);
}
inline Word word(std::int64_t number) { return static_cast<Word>(number); }
inline Word word(const void* pointer) { return reinterpret_cast<Word>(pointer); }

/// The library, loaded once by its path.
inline void* library() {
    static void* const handle = dlopen(TIM_C_LIBRARY, RTLD_NOW | RTLD_LOCAL);
    if (!handle) throw std::runtime_error(dlerror());
    return handle;
}

inline void* symbol(const std::string& name) {
    void* const found = dlsym(library(), name.c_str());
    if (!found) throw std::runtime_error("the library exports no " + name);
    return found;
}

/// Calls a function with eight words, of which it takes as many as it has parameters.
inline Word call_words(const std::string& name, std::vector<Word> words) {
    using Function = Word (*)(Word, Word, Word, Word, Word, Word, Word, Word);
    words.resize(8);
    return reinterpret_cast<Function>(symbol(name))(words[0], words[1], words[2], words[3], words[4], words[5],
                                                    words[6], words[7]);
}

inline int call(const std::string& name, std::initializer_list<Word> words) {
    return static_cast<int>(call_words(name, words));
}

}  // namespace tim::test
