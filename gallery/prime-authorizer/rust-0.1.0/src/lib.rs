//! Lets a request pass when its `token` header is a prime number. Two mistakes are kept on
//! purpose, so that a run can show what they cost: see the comments marked MISTAKE.

use log::trace;
use proxy_wasm::traits::{Context, HttpContext};
use proxy_wasm::types::{Action, LogLevel};

/// The entry point of ABI 0.1.0. Envoy calls it once for every VM, before any other callback.
#[no_mangle]
pub extern "C" fn _start() {
    proxy_wasm::set_log_level(LogLevel::Trace);
    proxy_wasm::set_http_context(|context_id, _root_context_id| -> Box<dyn HttpContext> {
        Box::new(PrimeAuthorizer { context_id })
    });
}

struct PrimeAuthorizer {
    context_id: u32,
}

impl Context for PrimeAuthorizer {}

impl HttpContext for PrimeAuthorizer {
    fn on_http_request_headers(&mut self, _num_headers: usize) -> Action {
        for (name, value) in self.get_http_request_headers() {
            trace!("In WASM : #{} -> {}: {}", self.context_id, name, value);
        }

        match self.get_http_request_header("token") {
            // MISTAKE: a token that is no number makes `unwrap` panic. In wasm a panic is a trap:
            // this client gets a 503, and so does everyone after it, because the VM is dead.
            Some(token) if is_prime(token.parse().unwrap()) => {
                // MISTAKE: nothing is paused here. Envoy resumes the request at once, and sends
                // it a second time when this callback returns Continue.
                self.resume_http_request();
                Action::Continue
            }
            _ => {
                self.send_http_response(
                    403,
                    vec![("Powered-By", "proxy-wasm")],
                    Some(b"Access forbidden.\n"),
                );
                // A local reply is under way: the request must not go on.
                Action::Pause
            }
        }
    }
}

/// Trial division: short, and slow for a prime of 19 digits.
fn is_prime(n: u64) -> bool {
    n >= 2 && (2..).take_while(|d| *d <= n / d).all(|d| n % d != 0)
}
