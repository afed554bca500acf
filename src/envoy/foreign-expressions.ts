import { Status } from '../host/index.ts';
import { NO_BYTES, textOfBytes } from '../model/index.ts';
import { compileError } from './cel/compile.ts';
import { evaluate } from './cel/evaluate.ts';
import type { Expression } from './cel/expression.ts';
import { parse } from './cel/parser.ts';
import { serialize } from './cel/serialize.ts';
import type { Context } from './context.ts';
import { findValue } from './properties.ts';

/** The expressions of one root context by token: 0, 1, 2, ... */
export class Expressions {
  readonly #expressions = new Map<number, Expression>();
  #nextToken = 0;

  /** Undefined: it names a function that there is not. Its token is spent all the same, as in Envoy. */
  create(expression: Expression): number | undefined {
    const token = this.#nextToken++;
    if (compileError(expression) !== undefined) return undefined;
    this.#expressions.set(token, expression);
    return token;
  }

  get(token: number): Expression | undefined {
    return this.#expressions.get(token);
  }

  delete(token: number): void {
    this.#expressions.delete(token);
  }
}

/** expr_create: the text of an expression; gives its token. */
export function createExpression(context: Context, argument: Uint8Array): Uint8Array | Status {
  const parsed = parse(textOfBytes(argument));
  if (parsed.kind === 'unsupported') return unsupported(context, parsed.what);
  if (parsed.kind === 'syntax-error') return context.refuse('bad-expression', { envoy: parsed.message });
  context.root.expressions ??= new Expressions();
  const token = context.root.expressions.create(parsed.expression);
  if (token === undefined) return context.refuse('bad-expression', { envoy: compileError(parsed.expression) ?? '' });
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, token, true);
  return bytes;
}

/**
 * expr_evaluate: a token; gives the value as a property would be given. Names are looked up in the context whose
 * callback runs: an effective context makes no difference.
 */
export function evaluateExpression(context: Context, argument: Uint8Array): Uint8Array | Status {
  const token = tokenOf(argument);
  if (token === undefined) return Status.BadArgument;
  const expression = context.root.expressions?.get(token);
  if (expression === undefined) return Status.NotFound;
  const looking = context.vm.running ?? context;
  const result = evaluate(expression, (name) => findValue(looking, name, false));
  if (result.kind !== 'error') return serialize(result)?.slice() ?? Status.SerializationFailure;
  if (result.isOurs === true) return unsupported(context, result.message);
  context.refuse('expression-failed', { envoy: result.message });
  return Status.InternalFailure;
}

/** expr_delete: a token; one that is unknown does not matter. */
export function deleteExpression(context: Context, argument: Uint8Array): Uint8Array | Status {
  const token = tokenOf(argument);
  if (token === undefined) return Status.BadArgument;
  context.root.expressions?.delete(token);
  return NO_BYTES;
}

function tokenOf(argument: Uint8Array): number | undefined {
  if (argument.length !== 4) return undefined;
  return new DataView(argument.buffer, argument.byteOffset, 4).getUint32(0, true);
}

function unsupported(context: Context, what: string): Status {
  context.notSimulated(what);
  return Status.Unimplemented;
}
