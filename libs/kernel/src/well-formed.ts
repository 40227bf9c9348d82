import { TypeCompiler } from '@sinclair/typebox/compiler';
import type { TSchema } from '@sinclair/typebox';
import type { Refusal } from './event';
import { canonicalJson, NotCanonical, type JsonObject } from './json';
import { refusal } from './decision';

/** Says what is wrong with a command's data, or nothing. */
export type InputCheck = (data: JsonObject) => Refusal | undefined;

/**
 * The first rule of every command: what it brings fits its schema and the log, so that nothing absurd reaches a
 * decision or the name of a stream, and the person learns which field to mend.
 */
export function wellFormed(schema: TSchema): InputCheck {
  const check = TypeCompiler.Compile(schema);
  return (data) => {
    if (!check.Check(data)) {
      const error = check.Errors(data).First();
      const why = (error?.message ?? 'it is not as expected').replace(/^./, (first) => first.toLowerCase());
      return malformed((error?.path ?? '').slice(1).replaceAll('/', '.'), why);
    }
    return unwritable(data);
  };
}

const malformed = (field: string, why: string): Refusal =>
  refusal('INVALID_INPUT', `"${field}" can't be recorded: ${why}. Correct it and try again.`, field);

function unwritable(data: JsonObject): Refusal | undefined {
  try {
    canonicalJson(data, '');
    return undefined;
  } catch (error) {
    if (error instanceof NotCanonical) return malformed(error.path.replace(/^\./, ''), error.why);
    throw error;
  }
}
