#pragma once

#include "tim/model/box.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tim {

/// The keys of a record that this version does not know, with their values as JSON text, in order of the keys.
/// They are written back in their places, so that what a newer peer sent survives an older client. Costs one pointer
/// while empty.
class Unknown {
public:
    struct Field {
        std::string key;   ///< decoded
        std::string json;  ///< the value's text, verbatim

        Field() = default;
        Field(std::string field_key, std::string value_text) : key(std::move(field_key)), json(std::move(value_text)) {}

        friend bool operator==(const Field&, const Field&) = default;
    };
    using Fields = std::vector<Field>;

    bool empty() const noexcept { return !fields_; }
    const Field* begin() const noexcept { return fields_ ? fields_->data() : nullptr; }
    const Field* end() const noexcept { return fields_ ? fields_->data() + fields_->size() : nullptr; }

    /// The value's text, or null when there is no such key.
    const std::string* find(std::string_view key) const noexcept {
        for (const Field& field : *this)
            if (field.key == key) return &field.json;
        return nullptr;
    }

    /// Precondition: `fields` are in order of their keys, no key twice, each value valid JSON.
    void assign(Fields fields) {
        if (fields.empty())
            fields_.reset();
        else
            fields_ = Box<Fields>(std::move(fields));
    }

    friend bool operator==(const Unknown&, const Unknown&) = default;

private:
    Box<Fields> fields_;
};

}  // namespace tim
