//! The pages are built into the binary: newer pages make a newer binary.

fn main() {
    println!("cargo:rerun-if-changed=../web/dist");
}
