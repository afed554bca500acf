import type { Expression } from './expression.ts';
import { hasFunction } from './functions.ts';

/** What Envoy logs when it cannot make an expression of a parsed one: it names a function that does not exist. */
export function compileError(expression: Expression): string | undefined {
  return hasAllFunctions(expression) ? undefined : 'No overloads provided for FunctionStep creation';
}

function hasAllFunctions(expression: Expression): boolean {
  switch (expression.kind) {
    case 'literal':
    case 'name':
      return true;
    case 'select':
      return hasAllFunctions(expression.operand);
    case 'call': {
      const { name, isMember, args } = expression;
      return hasFunction(name, isMember, args.length) && args.every(hasAllFunctions);
    }
    case 'and':
    case 'or':
      return hasAllFunctions(expression.left) && hasAllFunctions(expression.right);
    case 'conditional':
      return [expression.test, expression.whenTrue, expression.otherwise].every(hasAllFunctions);
    case 'list':
      return expression.items.every(hasAllFunctions);
    case 'map':
      return expression.entries.flat().every(hasAllFunctions);
    case 'comprehension': {
      const { range, predicate, transform } = expression;
      return [range, predicate, transform].every((part) => part === undefined || hasAllFunctions(part));
    }
  }
}
