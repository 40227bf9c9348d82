import type { Type } from '@nestjs/common';
import { plainToInstance } from 'class-transformer';
import { validateSync, type ValidationError } from 'class-validator';
import type { Refusal } from '@jointly/kernel';
import { Fault } from '../http/fault';

/** The refusals that an input's own rules give, each naming its field by its path. Empty when the input is well formed. */
export function refusalsOf<Input extends object>(type: Type<Input>, input: Input): Refusal[] {
  const errors = validateSync(plainToInstance(type, input), { stopAtFirstError: true });
  return errors.length === 0 ? [] : errors.flatMap((error) => explained(error, ''));
}

/** For the arguments of a query, where there is no payload to refuse in. @throws Fault */
export function checkArguments<Input extends object>(type: Type<Input>, input: Input): void {
  const [first] = refusalsOf(type, input);
  if (first) throw new Fault('BAD_USER_INPUT', first.message, 200, { field: first.field });
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
