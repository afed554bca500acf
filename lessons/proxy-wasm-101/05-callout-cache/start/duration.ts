/** A duration as people write it, `5m`, `1h30m`, `1.5s` or `500ms`, in milliseconds; 0 when it is none. */
export function readDuration(text: string): u32 {
  let total: f64 = 0;
  let at = 0;
  while (at < text.length) {
    const numberEnd = endOf(text, at, true);
    const unitEnd = endOf(text, numberEnd, false);
    const number = text.substring(at, numberEnd);
    const milliseconds = millisecondsIn(text.substring(numberEnd, unitEnd));
    if (number == '' || number.split('.').length > 2 || milliseconds == 0) return 0;
    total += parseFloat(number) * milliseconds;
    at = unitEnd;
  }
  // The proxy's timer has 32 bits of milliseconds.
  return total >= 1 && total <= u32.MAX_VALUE ? <u32>total : 0;
}

/** Where the digits that begin at `from` end, or the letters. */
function endOf(text: string, from: i32, digits: bool): i32 {
  let at = from;
  while (at < text.length && '0123456789.'.includes(text.charAt(at)) == digits) at++;
  return at;
}

function millisecondsIn(unit: string): f64 {
  if (unit == 'ms') return 1;
  if (unit == 's') return 1000;
  if (unit == 'm') return 60_000;
  if (unit == 'h') return 3_600_000;
  return 0;
}
