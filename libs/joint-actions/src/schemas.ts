import { Type, type TProperties } from '@sinclair/typebox';
import type { EnterpriseId, PersonId } from '@jointly/kernel';

export { instantSchema } from '@jointly/kernel';

/** An object with these fields and no others: what is not declared is never recorded. */
export const record = <Properties extends TProperties>(properties: Properties) =>
  Type.Object(properties, { additionalProperties: false });

/** One of these words. */
export const oneOf = <const Words extends readonly string[]>(words: Words) =>
  Type.Unsafe<Words[number]>(Type.String({ pattern: `^(${words.join('|')})$` }));

const idPattern = '^[A-Za-z0-9_-]{1,80}$';

export const idSchema = Type.String({ pattern: idPattern });
export const personIdSchema = Type.Unsafe<PersonId>(idSchema);
export const enterpriseIdSchema = Type.Unsafe<EnterpriseId>(idSchema);

/** The key of an identity or a legal identity as the edge derives it: a keyed hash, never the thing itself. */
export const keyedHashSchema = Type.String({ pattern: '^[A-Za-z0-9_-]{20,80}$' });

export const currencySchema = Type.String({ pattern: '^[A-Z]{3}$' });

/** A name or a title, on one line. */
export const nameSchema = Type.String({ minLength: 1, maxLength: 200, pattern: '^\\S' });

/** A sentence or a paragraph somebody writes: a reason, a remark. */
export const reasonSchema = Type.String({ minLength: 1, maxLength: 1000, pattern: '\\S' });

/** E.164: how a number is dialled from anywhere. */
export const phoneSchema = Type.String({ pattern: '^\\+[1-9]\\d{6,14}$' });

export const emailSchema = Type.String({ maxLength: 254, pattern: '^[^\\s@]+@[^\\s@]+$' });

/** Of a refusal, as docs name it. */
export const refusalCodeSchema = Type.String({ pattern: '^[A-Z][A-Z0-9_]{1,79}$' });

/** Money that can't be negative. */
export const amountSchema = record({
  minor: Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER }),
  currency: currencySchema,
});
