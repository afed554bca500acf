/** Headers that Envoy keeps once: adding another value joins it with a comma. Pseudo headers are among them. */
export const SINGLE_HEADERS: ReadonlySet<string> = new Set(
  (
    ':authority :method :path :protocol :scheme :status accept accept-encoding authorization cache-control connection ' +
    'content-encoding content-length content-type date etag grpc-accept-encoding grpc-message grpc-status grpc-timeout ' +
    'if-match if-modified-since if-none-match if-range if-unmodified-since keep-alive origin pragma proxy-connection ' +
    'proxy-status referer server te transfer-encoding upgrade user-agent vary via ' +
    'x-client-trace-id x-envoy-attempt-count x-envoy-decorator-operation x-envoy-degraded ' +
    'x-envoy-downstream-service-cluster x-envoy-downstream-service-node x-envoy-expected-rq-timeout-ms ' +
    'x-envoy-external-address x-envoy-force-trace x-envoy-hedge-on-per-try-timeout x-envoy-immediate-health-check-fail ' +
    'x-envoy-internal x-envoy-ip-tags x-envoy-max-retries x-envoy-original-path x-envoy-ratelimited ' +
    'x-envoy-retriable-header-names x-envoy-retriable-status-codes x-envoy-retry-grpc-on x-envoy-retry-on ' +
    'x-envoy-upstream-alt-stat-name x-envoy-upstream-canary x-envoy-upstream-healthchecked-cluster ' +
    'x-envoy-upstream-rq-per-try-timeout-ms x-envoy-upstream-rq-timeout-alt-response x-envoy-upstream-rq-timeout-ms ' +
    'x-envoy-upstream-service-time x-envoy-upstream-stream-duration-ms x-forwarded-client-cert x-forwarded-for ' +
    'x-forwarded-host x-forwarded-port x-forwarded-proto x-request-id'
  ).split(' '),
);
