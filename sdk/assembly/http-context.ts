import { GrpcStatusCode } from './enums';
import { HttpResponseContext } from './http-response-context';
import { utf8 } from './memory';
import { sendLocalResponse } from './streams';

/** One HTTP request and its response. Override the callbacks you need; the rest let everything pass. */
export class HttpContext extends HttpResponseContext {
  /**
   * Answers in the upstream's place, after the callback has returned (its result is ignored then). Response filters see
   * this answer like any other; after the response's headers have gone on it can only cut the response off.
   */
  sendHttpResponse(statusCode: u32, headers: string[][] = [], body: string | null = null): void {
    sendLocalResponse(statusCode, null, headers, utf8(body));
  }

  /** The same with bytes as body. */
  sendHttpResponseBytes(statusCode: u32, headers: string[][], body: Uint8Array): void {
    const bytes = body.buffer.slice(body.byteOffset, body.byteOffset + body.byteLength);
    sendLocalResponse(statusCode, null, headers, bytes);
  }

  /** Answers a gRPC request with a status, a message and metadata. */
  sendGrpcResponse(grpcStatus: GrpcStatusCode, message: string | null = null, customMetadata: string[][] = []): void {
    sendLocalResponse(200, null, customMetadata, utf8(message), grpcStatus);
  }
}
