#pragma once

#include "tim/codec/read.hpp"
#include "tim/store/detail/folding.hpp"
#include "tim/store/detail/search_text.hpp"

#include <algorithm>
#include <variant>

namespace tim::store::detail {

/// The texts of an element that people look for.
struct FoldTexts {
    std::vector<std::string>& parts;

    void operator()(const TextElem& elem) const { add(elem.content); }
    void operator()(const FileElem& elem) const { add(elem.file_name); }
    void operator()(const CustomElem& elem) const { add(elem.desc); }
    void operator()(const LocationElem& elem) const { add(elem.desc); }
    void operator()(const MergerElem& elem) const {
        add(elem.title);
        for (const std::string& line : elem.abstracts) add(line);
    }
    template <class Other>
    void operator()(const Other&) const {}

private:
    void add(std::string_view text) const {
        if (!text.empty()) parts.push_back(fold(text));
    }
};

TIM_DECL TypeSet type_set(ElemType type) noexcept {
    if (type == ElemType::face || type == ElemType::group_tips) return 0;
    constexpr unsigned others = 15;
    return static_cast<TypeSet>(1u << std::min(static_cast<unsigned>(type), others));
}

TIM_DECL SearchText::SearchText(const MessageData& message) {
    const FoldTexts fold_texts{parts};
    for (const Elem& elem : message.elements) {
        types = static_cast<TypeSet>(types | type_set(elem_type(elem)));
        std::visit(fold_texts, elem);
    }
    client_time = message.client_time;
}

TIM_DECL SearchText::SearchText(std::string_view body) {
    const Result<MessageData> message = codec::read<MessageData>(body);
    if (message.has_value()) *this = SearchText(*message);
}

TIM_DECL bool SearchText::contains(std::string_view folded) const noexcept {
    for (const std::string& part : parts)
        if (part.find(folded) != std::string::npos) return true;
    return false;
}

}  // namespace tim::store::detail
