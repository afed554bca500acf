//! A circuit breaker: after some failures in a row the upstream is left alone for a while, and clients get a 503 at
//! once. State is in shared data, changed with compare-and-swap, so all workers see the same circuit. Configuration:
//! `failures=2 rest=600` (milliseconds).

use std::time::{Duration, SystemTime};

use log::{info, warn};
use proxy_wasm::hostcalls;
use proxy_wasm::traits::{Context, HttpContext, RootContext};
use proxy_wasm::types::{Action, ContextType, LogLevel, MetricType};

const KEY: &str = "circuit";

proxy_wasm::main! {{
    proxy_wasm::set_log_level(LogLevel::Debug);
    proxy_wasm::set_root_context(|_| Box::new(Breaker::default()));
}}

#[derive(Default, Clone, Copy)]
struct Breaker {
    failures: u8,
    rest: Duration,
    opened: u32,
}

/// What shared data hold: how many requests failed in a row, and when the last of them did.
#[derive(Clone, Copy, PartialEq)]
struct Circuit {
    failed: u8,
    last: SystemTime,
}

impl Circuit {
    fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (failed, last) = bytes.split_first()?;
        let since = Duration::from_millis(u64::from_le_bytes(last.try_into().ok()?));
        Some(Self {
            failed: *failed,
            last: SystemTime::UNIX_EPOCH + since,
        })
    }

    fn to_bytes(self) -> Vec<u8> {
        let since = self
            .last
            .duration_since(SystemTime::UNIX_EPOCH)
            .unwrap_or_default();
        let mut bytes = vec![self.failed];
        bytes.extend((since.as_millis() as u64).to_le_bytes());
        bytes
    }
}

fn read(context: &dyn Context) -> (Option<Circuit>, Option<u32>) {
    let (value, cas) = context.get_shared_data(KEY);
    (value.and_then(|bytes| Circuit::from_bytes(&bytes)), cas)
}

impl Context for Breaker {}

impl RootContext for Breaker {
    fn on_configure(&mut self, _size: usize) -> bool {
        let bytes = self.get_plugin_configuration().unwrap_or_default();
        for word in String::from_utf8_lossy(&bytes).split_whitespace() {
            match word.split_once('=') {
                Some(("failures", n)) => self.failures = n.parse().unwrap_or(3),
                Some(("rest", n)) => self.rest = Duration::from_millis(n.parse().unwrap_or(1000)),
                _ => {
                    warn!("what is {word:?}?");
                    return false;
                }
            }
        }
        let name = "circuit_breaker.opened";
        self.opened = hostcalls::define_metric(MetricType::Counter, name).unwrap_or(0);
        self.failures > 0
    }

    fn create_http_context(&self, _context_id: u32) -> Option<Box<dyn HttpContext>> {
        Some(Box::new(Guarded {
            breaker: *self,
            asked: false,
        }))
    }

    fn get_type(&self) -> Option<ContextType> {
        Some(ContextType::HttpContext)
    }
}

struct Guarded {
    breaker: Breaker,
    asked: bool,
}

impl Context for Guarded {}

impl Guarded {
    /// Counts one more failure; says whether it is the one that opens the circuit.
    fn count_failure(&self) -> bool {
        loop {
            let (circuit, cas) = read(self);
            let failed = circuit.map_or(0, |known| known.failed).saturating_add(1);
            let next = Circuit {
                failed,
                last: self.get_current_time(),
            };
            // Refused when another worker has written since: then all over again.
            if self
                .set_shared_data(KEY, Some(&next.to_bytes()), cas)
                .is_ok()
            {
                return failed == self.breaker.failures;
            }
        }
    }

    fn forget_failures(&self) {
        let next = Circuit {
            failed: 0,
            last: self.get_current_time(),
        };
        let _ = self.set_shared_data(KEY, Some(&next.to_bytes()), None);
    }
}

impl HttpContext for Guarded {
    fn on_http_request_headers(&mut self, _count: usize, _end_of_stream: bool) -> Action {
        let (circuit, _) = read(self);
        if let Some(Circuit { failed, last }) = circuit {
            let rested = self
                .get_current_time()
                .duration_since(last)
                .unwrap_or_default();
            if failed >= self.breaker.failures && rested < self.breaker.rest {
                self.send_http_response(
                    503,
                    vec![("x-circuit", "open")],
                    Some(b"come back later\n"),
                );
                return Action::Pause;
            }
            if failed >= self.breaker.failures {
                info!("one try");
            }
        }
        self.asked = true;
        Action::Continue
    }

    fn on_http_response_headers(&mut self, _count: usize, _end_of_stream: bool) -> Action {
        if !self.asked {
            return Action::Continue;
        }
        let status = self.get_http_response_header(":status").unwrap_or_default();
        if !status.starts_with('5') {
            self.forget_failures();
        } else if self.count_failure() {
            warn!(
                "{} failures in a row, the last {status}: the circuit is open",
                self.breaker.failures
            );
            let _ = hostcalls::increment_metric(self.breaker.opened, 1);
        }
        self.set_http_response_header("x-circuit", Some("closed"));
        Action::Continue
    }
}
