//! Asks a service for headers every now and then, and sets them on every request.

mod duration;

use std::time::Duration;

use log::{debug, error, warn};
use proxy_wasm::traits::{Context, HttpContext, RootContext};
use proxy_wasm::types::{Action, LogLevel};
use serde_json::{Map, Value};

const CACHE: &str = "header_cache";
const CALL_TIMEOUT: Duration = Duration::from_secs(5);

/// The entry point of ABI 0.1.0. Envoy calls it once for every VM.
#[no_mangle]
pub extern "C" fn _start() {
    proxy_wasm::set_log_level(LogLevel::Debug);
    proxy_wasm::set_root_context(|_| Box::new(Augmenter::default()));
    proxy_wasm::set_http_context(|_, _| Box::new(AugmentedRequest));
}

#[derive(Default)]
struct Augmenter {
    cluster: String,
    path: String,
    authority: String,
}

impl Augmenter {
    /// Takes the configuration, and gives how long the headers may be kept.
    fn read(&mut self, json: &[u8]) -> Result<Duration, String> {
        let config = members(json).ok_or("it is no JSON object")?;
        let text = |key: &str| {
            let value = config.get(key).and_then(Value::as_str);
            value.map(str::to_string).ok_or(format!("{key} is missing"))
        };
        self.cluster = text("header_providing_service_cluster")?;
        self.path = text("header_providing_service_path")?;
        self.authority = text("header_providing_service_authority")?;
        duration::read(&text("header_cache_expiry")?)
            .ok_or("header_cache_expiry is no duration such as 5m, 30s or 500ms".to_string())
    }
}

impl Context for Augmenter {
    fn on_http_call_response(
        &mut self,
        _token: u32,
        _headers: usize,
        size: usize,
        _trailers: usize,
    ) {
        // SDK 0.1.0 gives the headers of an answer a number that means its trailers in today's Envoy: they cannot be
        // read, so an answer is judged by its body.
        match self.get_http_call_response_body(0, size) {
            Some(body) if members(&body).is_some() => {
                // No compare-and-swap: whoever comes last has the newest headers.
                let _ = self.set_shared_data(CACHE, Some(&body), None);
            }
            _ => warn!("no headers in the answer: the cached ones stay"),
        }
    }
}

impl RootContext for Augmenter {
    fn on_configure(&mut self, _size: usize) -> bool {
        let json = self.get_configuration().unwrap_or_default();
        match self.read(&json) {
            Ok(expiry) => self.set_tick_period(expiry),
            Err(reason) => {
                error!("the configuration is refused: {reason}");
                return false;
            }
        }
        true
    }

    fn on_tick(&mut self) {
        match self.get_shared_data(CACHE) {
            (None, _) => debug!("initialising cached headers"),
            _ => debug!("refreshing cached headers"),
        }
        let headers = vec![
            (":method", "GET"),
            (":path", &self.path),
            (":authority", &self.authority),
        ];
        if let Err(status) =
            self.dispatch_http_call(&self.cluster, headers, None, vec![], CALL_TIMEOUT)
        {
            error!("{} cannot be asked: {status:?}", self.cluster);
        }
    }
}

struct AugmentedRequest;

impl Context for AugmentedRequest {}

impl HttpContext for AugmentedRequest {
    fn on_http_request_headers(&mut self, _num_headers: usize) -> Action {
        if let (Some(json), _) = self.get_shared_data(CACHE) {
            debug!(
                "using existing header cache: {}",
                String::from_utf8_lossy(&json)
            );
            for (name, value) in members(&json).unwrap_or_default() {
                self.set_http_request_header(&name, Some(&text_of(value)));
            }
        }
        Action::Continue
    }
}

fn members(json: &[u8]) -> Option<Map<String, Value>> {
    serde_json::from_slice(json).ok()
}

/// A string without its quotes, anything else as it is written.
fn text_of(value: Value) -> String {
    match value {
        Value::String(text) => text,
        other => other.to_string(),
    }
}
