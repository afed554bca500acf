/** Header maps by the numbers that guests give. */
export const MapType = {
  requestHeaders: 0,
  requestTrailers: 1,
  responseHeaders: 2,
  responseTrailers: 3,
  grpcInitialMetadata: 4,
  grpcTrailingMetadata: 5,
  callHeaders: 6,
  callTrailers: 7,
} as const;
