//! What is as it was at first is not written down.

/// For a field: `#[serde(default, skip_serializing_if = "is_default")]`.
pub fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}
