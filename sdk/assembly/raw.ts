// The second entry for a program that declares the ABI's functions itself instead of importing the SDK: it still gets
// `abort`, `trace`, `console` and `Math.random` on the proxy's log and clock.
import './abort';
import './console';
