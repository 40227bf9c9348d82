import type { Type } from '@nestjs/common';
import { plainToInstance } from 'class-transformer';
import { validateSync, type ValidationError } from 'class-validator';
import { LRUCache } from 'lru-cache';
import type { Refusal } from '@jointly/kernel';
import { Fault } from '../http/fault';

/** An input as an instance of its class, and the refusals that its own rules give, each naming its field by its path. */
export function checked<Input extends object>(
  type: Type<Input>,
  plain: Input,
): { readonly input: Input; readonly refusals: readonly Refusal[] } {
  const input = plainToInstance(type, plain);
  // GraphQL has checked the shape; a class of enums alone has no rules of its own.
  const errors = validateSync(input, { stopAtFirstError: true, forbidUnknownValues: false });
  return { input, refusals: errors.flatMap((error) => explained(error, '')) };
}

const sound = new LRUCache<string, true>({ max: 10_000 });

/**
 * For the arguments of a query, where there is no payload to refuse in. The same question is asked again and again:
 * arguments found sound are remembered. @throws Fault
 */
export function checkArguments<Input extends object>(type: Type<Input>, input: Input): void {
  const asked = `${type.name} ${JSON.stringify(input)}`;
  if (sound.has(asked)) return;
  const [first] = checked(type, input).refusals;
  if (first) throw new Fault('BAD_USER_INPUT', first.message, 200, { field: first.field });
  sound.set(asked, true);
}

function explained({ property, constraints, children }: ValidationError, parent: string): Refusal[] {
  const field = parent === '' ? property : `${parent}.${property}`;
  const own = Object.values(constraints ?? {}).map((why) => ({
    code: 'INVALID_INPUT',
    message: `${field} ${why.startsWith('must') ? why : 'is not valid: ' + why}.`,
    field,
  }));
  return [...own, ...(children ?? []).flatMap((child) => explained(child, field))];
}
