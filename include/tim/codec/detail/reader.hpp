#pragma once

#include "tim/codec/detail/scanner.hpp"
#include "tim/codec/table.hpp"

#include <string>
#include <string_view>

namespace tim::codec::detail {

/// Fills structs from JSON text by their tables: one interpreter for all of them.
class Reader : public Scanner {
public:
    TIM_DECL Reader(std::string_view text, std::size_t most_depth) noexcept;

    /// Reads the value that comes next into `target`, an object of `type`.
    TIM_DECL bool value(const Type& type, void* target);

    /// Where in the structs reading failed, such as `message_elem_array[2].text_elem_content`.
    const std::string& path() const noexcept { return path_; }

private:
    struct ObjectState;

    TIM_DECL bool boolean(bool& target);
    TIM_DECL bool whole(Kind kind, void* target);
    TIM_DECL bool real(double& target);
    TIM_DECL bool raw(RawJson& target);
    TIM_DECL bool list(const Type& type, void* target);
    TIM_DECL bool box(const Type& type, void* target);
    TIM_DECL bool element(Elem& target);
    TIM_DECL bool find_elem_type(std::uint32_t& type);
    TIM_DECL bool object(const Plan& plan, void* target);
    TIM_DECL const Step* match(const Plan& plan, const Step* guess);
    TIM_DECL bool member(const Step& step, std::uint64_t& seen, ObjectState& state);
    TIM_DECL bool other_member(ObjectState& state);
    TIM_DECL bool keep(ObjectState& state);

    bool in(std::string_view key, bool done) { return done || blame(key); }
    TIM_DECL bool blame(std::string_view key);

    std::size_t room_;        ///< bytes that items of lists may still take
    std::size_t look_ahead_;  ///< bytes that may still be walked over to find the types of elements
    std::string path_;
    std::string scratch_;  ///< a decoded key
};

}  // namespace tim::codec::detail
