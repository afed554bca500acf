export * from '../../.cache/bench/product-host.mjs';
