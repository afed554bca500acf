use std::time::Duration;

/// A duration as people write it: `5m`, `1h30m`, `1.5s`, `500ms`.
pub fn read(text: &str) -> Option<Duration> {
    let mut rest = text;
    let mut milliseconds = 0.0;
    while !rest.is_empty() {
        let unit_at = rest.find(|c: char| !c.is_ascii_digit() && c != '.')?;
        let number: f64 = rest[..unit_at].parse().ok()?;
        let unit_and_more = &rest[unit_at..];
        let end = unit_and_more
            .find(|c: char| c.is_ascii_digit())
            .unwrap_or(unit_and_more.len());
        milliseconds += number
            * match &unit_and_more[..end] {
                "ms" => 1.0,
                "s" => 1e3,
                "m" => 60e3,
                "h" => 3600e3,
                _ => return None,
            };
        rest = &unit_and_more[end..];
    }
    // The proxy's timer has 32 bits of milliseconds.
    let fits = (1.0..=f64::from(u32::MAX)).contains(&milliseconds);
    fits.then(|| Duration::from_millis(milliseconds as u64))
}
