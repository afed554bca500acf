export * from '../../.cache/bench/product.mjs';
