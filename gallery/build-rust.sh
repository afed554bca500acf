#!/bin/sh
# Usage: gallery/build-rust.sh [FOLDER...]    builds the Rust guests, each .wasm beside its Cargo.toml
# Needs cargo and the target wasm32-unknown-unknown. Without arguments: all of them.
set -e
here=$(cd "$(dirname "$0")" && pwd)
[ $# -gt 0 ] || set -- "$here"/*/rust-*

# A panic message names its source file: keep the paths of this machine out of the modules.
cargo_home=${CARGO_HOME:-$HOME/.cargo}
for folder; do cargo fetch --quiet --manifest-path "$folder/Cargo.toml"; done
RUSTFLAGS="--remap-path-prefix=$cargo_home=cargo"
for crates in "$cargo_home"/registry/src/*/; do
  RUSTFLAGS="$RUSTFLAGS --remap-path-prefix=${crates%/}=crates"
done
export RUSTFLAGS CARGO_TARGET_DIR="${CARGO_TARGET_DIR:-$here/target}"

for folder; do
  (cd "$folder" && cargo build --quiet --release --target wasm32-unknown-unknown)
  name=$(sed -n 's/^name = "\(.*\)"/\1/p' "$folder/Cargo.toml")
  cp "$CARGO_TARGET_DIR/wasm32-unknown-unknown/release/$name.wasm" "$folder/$name.wasm"
  chmod 644 "$folder/$name.wasm"
  ls -l "$folder/$name.wasm"
done
