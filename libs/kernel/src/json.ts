/** What may stand in an event: no undefined, no BigInt, no floating-point surprises (see `canonicalJson`). */
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: JsonValue;
}

/** A value that can't be written to the log, and where it stands. */
export class NotCanonical extends Error {
  constructor(
    readonly path: string,
    readonly why: string,
  ) {
    super(`${path} can't be written to the log: ${why}.`);
    this.name = 'NotCanonical';
  }
}

/** Stands in JSON as it is: most of what a log holds, and twice as fast as to ask further. */
const plainText = /^[\x20\x21\x23-\x5b\x5d-\x7e]*$/;

const loneSurrogate = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/;

/**
 * RFC 8785 canonical JSON of what the log allows: safe integers only (decimals travel as strings), no lone
 * surrogates, no undefined. Restricting numbers to integers is what keeps the form stable in every language.
 * @throws NotCanonical naming the path of the first value that breaks a rule
 */
export function canonicalJson(value: unknown, path = '$'): string {
  switch (typeof value) {
    case 'string':
      return canonicalString(value, path);
    case 'number':
      if (!Number.isSafeInteger(value)) throw new NotCanonical(path, `${value} is not a safe integer`);
      return Object.is(value, -0) ? '0' : String(value);
    case 'boolean':
      return value ? 'true' : 'false';
    case 'object':
      if (value === null) return 'null';
      return Array.isArray(value) ? canonicalArray(value, path) : canonicalObject(value, path);
    default:
      throw new NotCanonical(path, `${typeof value} has no JSON form`);
  }
}

function canonicalString(value: string, path: string): string {
  if (plainText.test(value)) return `"${value}"`;
  if (loneSurrogate.test(value)) throw new NotCanonical(path, 'it holds half of a surrogate pair');
  return JSON.stringify(value);
}

function canonicalArray(values: readonly unknown[], path: string): string {
  let out = '[';
  for (let i = 0; i < values.length; i++) out += (i > 0 ? ',' : '') + canonicalJson(values[i], `${path}[${i}]`);
  return `${out}]`;
}

function canonicalObject(value: object, path: string): string {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null)
    throw new NotCanonical(path, `only plain objects and lists have a JSON form, and this is a ${kindOf(value)}`);
  const record = value as Record<string, unknown>;
  // UTF-16 code unit order, which is what JavaScript's default sort gives and RFC 8785 asks for.
  let out = '{';
  let first = true;
  for (const key of Object.keys(record).sort()) {
    out += `${first ? '' : ','}${canonicalString(key, `${path} (key)`)}:${canonicalJson(record[key], `${path}.${key}`)}`;
    first = false;
  }
  return `${out}}`;
}

const kindOf = (value: object): string => Object.prototype.toString.call(value).slice(8, -1);
