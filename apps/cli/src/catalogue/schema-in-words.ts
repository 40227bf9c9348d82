/** The part of JSON Schema that event schemas use. */
export interface FieldSchema {
  readonly type?: string;
  readonly const?: string | number | boolean;
  readonly pattern?: string;
  readonly format?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly items?: FieldSchema;
  readonly anyOf?: readonly FieldSchema[];
  readonly properties?: Readonly<Record<string, FieldSchema>>;
  readonly patternProperties?: Readonly<Record<string, FieldSchema>>;
  readonly required?: readonly string[];
  readonly sealed?: string;
  readonly subject?: string;
}

/** Name, schema, and whether it may be absent. */
export const fieldsOf = ({ properties = {}, required = [] }: FieldSchema): [string, FieldSchema, boolean][] =>
  Object.entries(properties).map(([name, field]) => [name, field, !required.includes(name)]);

/** A schema in a few words of Markdown; `named` gives the word for a schema's JSON where there is one. */
export function wordsFor(schema: FieldSchema, named: ReadonlyMap<string, string>): string {
  const plain = plainWords(schema, named);
  return schema.sealed === undefined ? plain : `${plain}, ${schema.sealed} (of \`${schema.subject ?? 'nobody'}\`)`;
}

function plainWords(schema: FieldSchema, named: ReadonlyMap<string, string>): string {
  const word = named.get(JSON.stringify(schema));
  if (word !== undefined) return word;
  if (schema.const !== undefined) return `\`${String(schema.const)}\``;
  if (schema.anyOf) return schema.anyOf.map((one) => wordsFor(one, named)).join(' or ');
  if (schema.type === 'array') return `list of ${wordsFor(schema.items ?? {}, named)}`;
  if (schema.type === 'object') return objectInWords(schema, named);
  if (schema.type === 'integer') return `whole number${range(schema)}`;
  if (schema.type === 'boolean') return 'true or false';
  if (schema.type === 'null') return 'nothing';
  if (schema.format === 'instant') return 'time';
  return textInWords(schema.pattern);
}

function objectInWords(schema: FieldSchema, named: ReadonlyMap<string, string>): string {
  const [values] = Object.values(schema.patternProperties ?? {});
  if (values) return `by key, ${wordsFor(values, named)}`;
  const fields = fieldsOf(schema).map(
    ([name, field, optional]) => `\`${name}\`${optional ? ' (optional)' : ''} ${wordsFor(field, named)}`,
  );
  return `{ ${fields.join('; ')} }`;
}

function range({ minimum, maximum }: FieldSchema): string {
  if (minimum !== undefined && maximum !== undefined) return ` from ${minimum} to ${maximum}`;
  if (minimum !== undefined) return `, at least ${minimum}`;
  return maximum === undefined ? '' : `, at most ${maximum}`;
}

const patterns: readonly (readonly [pattern: string, word: string])[] = [
  ['^[A-Za-z0-9_-]{1,80}$', 'id'],
  ['^[A-Z]{3}$', 'currency'],
  ['^[A-Z][A-Z0-9_]{1,79}$', 'refusal code'],
];

function textInWords(pattern = ''): string {
  const known = patterns.find(([candidate]) => candidate === pattern);
  if (known) return known[1];
  const choices = /^\^\(([A-Z][A-Z0-9_|]*)\)\$$/.exec(pattern)?.[1];
  return choices ? `one of ${choices.replace(/\w+/g, '`$&`').replaceAll('|', ', ')}` : 'text';
}
