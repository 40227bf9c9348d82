import { TypeCompiler } from '@sinclair/typebox/compiler';
import type { Static, TSchema } from '@sinclair/typebox';
import { refusal, type Policy } from '@jointly/kernel';

/**
 * The first rule of every command: what it brings fits its schema, so that nothing absurd reaches a decision and the
 * person learns which field to mend.
 */
export function wellFormed<Schema extends TSchema>(schema: Schema): Policy<Static<Schema>, unknown, unknown> {
  const check = TypeCompiler.Compile(schema);
  return ({ data }) => {
    if (check.Check(data)) return undefined;
    const error = check.Errors(data).First();
    const field = (error?.path ?? '').slice(1).replaceAll('/', '.');
    const why = (error?.message ?? 'it is not as expected').replace(/^./, (first) => first.toLowerCase());
    return refusal('INVALID_INPUT', `"${field}" can't be recorded: ${why}. Correct it and try again.`, field);
  };
}
