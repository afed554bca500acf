//! A guest that keeps its state in a RefCell, as the Rust SDK does, and is entered again while it holds it: a gRPC call
//! to a cluster that is not there ends before it returns.
//! rustc --edition 2021 -O -C strip=debuginfo --target wasm32-unknown-unknown --crate-type cdylib re-entered.rs -o re-entered.wasm
use std::cell::RefCell;

extern "C" {
    fn proxy_log(level: u32, message: *const u8, size: usize) -> u32;
    fn proxy_grpc_call(
        cluster: *const u8, cluster_size: usize, service: *const u8, service_size: usize, method: *const u8,
        method_size: usize, metadata: *const u8, metadata_size: usize, message: *const u8, message_size: usize,
        timeout_ms: u32, token: *mut u32,
    ) -> u32;
}

thread_local! {
    static CALLS: RefCell<Vec<u32>> = const { RefCell::new(Vec::new()) };
}

fn say(level: u32, text: &str) {
    unsafe { proxy_log(level, text.as_ptr(), text.len()) };
}

#[no_mangle]
pub extern "C" fn proxy_abi_version_0_2_1() {}

#[no_mangle]
pub extern "C" fn _initialize() {
    std::panic::set_hook(Box::new(|info| say(5, &info.to_string())));
}

#[no_mangle]
pub extern "C" fn malloc(size: usize) -> *mut u8 {
    let mut room = Vec::<u8>::with_capacity(size);
    let at = room.as_mut_ptr();
    std::mem::forget(room);
    at
}

#[no_mangle]
pub extern "C" fn proxy_on_request_headers(_context: u32, _headers: u32, _end: u32) -> u32 {
    say(2, "asking the quota service");
    CALLS.with(|calls| {
        let mut calls = calls.borrow_mut();
        // envoy.config.core.v3.GrpcService: envoy_grpc { cluster_name: "quota" }
        let (cluster, service, method) = (b"\x0a\x07\x0a\x05quota", "quota.Quota", "Take");
        let mut token = 0;
        unsafe {
            proxy_grpc_call(
                cluster.as_ptr(), cluster.len(), service.as_ptr(), service.len(), method.as_ptr(), method.len(),
                std::ptr::null(), 0, std::ptr::null(), 0, 1000, &mut token,
            );
        }
        calls.push(token);
    });
    0
}

#[no_mangle]
pub extern "C" fn proxy_on_grpc_close(_context: u32, token: u32, _status: u32) {
    CALLS.with(|calls| calls.borrow_mut().retain(|one| *one != token));
}
