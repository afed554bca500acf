//! Greets the upstream: adds `x-hello: Hello world from {authority}` to every request.

use log::info;
use proxy_wasm::traits::{Context, HttpContext};
use proxy_wasm::types::{Action, LogLevel};

/// The entry point of ABI 0.1.0. Envoy calls it once for every VM, before any other callback.
#[no_mangle]
pub extern "C" fn _start() {
    proxy_wasm::set_log_level(LogLevel::Trace);
    // The SDK calls this for each request; the context id is the number Envoy gave it.
    proxy_wasm::set_http_context(|context_id, _root_context_id| -> Box<dyn HttpContext> {
        Box::new(HelloWorld { context_id })
    });
}

struct HelloWorld {
    context_id: u32,
}

impl Context for HelloWorld {}

impl HttpContext for HelloWorld {
    fn on_http_request_headers(&mut self, num_headers: usize) -> Action {
        info!("Got {} HTTP headers in #{}.", num_headers, self.context_id);

        // Pseudo-headers are read like any other; over HTTP/1.1 the authority is the Host header.
        if let Some(authority) = self.get_http_request_header(":authority") {
            let greeting = format!("Hello world from {}", authority);
            self.set_http_request_header("x-hello", Some(&greeting));
        }

        Action::Continue
    }
}
