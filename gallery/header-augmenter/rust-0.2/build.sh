#!/bin/sh
exec "$(dirname "$0")/../../build-rust.sh" "$(dirname "$0")"
