import type { TSchema } from '@sinclair/typebox';
import { TypeCompiler } from '@sinclair/typebox/compiler';
import type { EventDefinition, JsonObject, JsonValue } from '@jointly/kernel';

/** A schema marks a field as personal where it can't be sealed, or without naming whose data it is. */
export class UnsealableSchema extends Error {
  constructor(type: string, path: string, why: string) {
    super(`${type}${path} can't be sealed: ${why}.`);
    this.name = 'UnsealableSchema';
  }
}

/** Replaces a plain value by its envelope. */
export type Seal = (value: JsonValue, subject: string, path: string) => JsonObject;

/** Walks data along its schema; what holds nothing personal is returned as it is. `scopes` are the objects around. */
type Step = (value: JsonValue, path: string, scopes: readonly JsonObject[], seal: Seal) => JsonValue;

type Plan = (data: JsonObject, seal: Seal) => JsonObject;

/**
 * Compiles a definition's schema into the walk that seals its data; undefined when nothing in it is personal.
 * Paths are JSON pointers. A subject is looked for beside the field first, then in the objects around it.
 * @throws UnsealableSchema
 */
export function sealPlan({ type, schema }: EventDefinition): Plan | undefined {
  const step = compile(type, schema, '', []);
  return step && ((data, seal) => step(data, '', [], seal) as JsonObject);
}

function compile(type: string, schema: TSchema, path: string, around: readonly TSchema[]): Step | undefined {
  if (schema['sealed'] === 'personal') return sealField(type, schema, path, around);
  if (schema['type'] === 'object' && schema['properties']) return compileObject(type, schema, path, around);
  if (schema['type'] === 'array' && isSchema(schema['items'])) return compileArray(type, schema['items'], path, around);
  if (Array.isArray(schema['anyOf'])) return compileUnion(type, schema['anyOf'] as TSchema[], path, around);
  if (holdsMark(schema))
    throw new UnsealableSchema(type, path, 'only objects, arrays and unions of them may hold a personal field');
  return undefined;
}

function sealField(type: string, schema: TSchema, path: string, around: readonly TSchema[]): Step {
  const subject = String(schema['subject']);
  const depth = around.findLastIndex((object) => subject in (object['properties'] as object));
  if (depth < 0) throw new UnsealableSchema(type, path, `no field "${subject}" beside or around it says whose it is`);
  return (value, at, scopes, seal) => {
    const whose = scopes[depth]?.[subject];
    if (typeof whose !== 'string') throw new UnsealableSchema(type, at, `its "${subject}" is missing`);
    return seal(value, whose, at);
  };
}

function compileObject(type: string, schema: TSchema, path: string, around: readonly TSchema[]): Step | undefined {
  const properties = Object.entries(schema['properties'] as Record<string, TSchema>);
  const steps = properties.flatMap(([name, property]) => {
    const step = compile(type, property, `${path}/${name}`, [...around, schema]);
    return step ? [{ name, step }] : [];
  });
  if (steps.length === 0) return undefined;
  return (value, at, scopes, seal) => {
    const object = value as JsonObject;
    const sealed: Record<string, JsonValue> = { ...object };
    for (const { name, step } of steps) {
      const inner = object[name];
      if (inner !== undefined) sealed[name] = step(inner, `${at}/${name}`, [...scopes, object], seal);
    }
    return sealed;
  };
}

function compileArray(type: string, items: TSchema, path: string, around: readonly TSchema[]): Step | undefined {
  const step = compile(type, items, `${path}/*`, around);
  return (
    step &&
    ((value, at, scopes, seal) =>
      (value as readonly JsonValue[]).map((item, index) => step(item, `${at}/${index}`, scopes, seal)))
  );
}

/** Of the variants that the value fits, one that seals goes first: a doubt never leaves data open. */
function compileUnion(type: string, variants: TSchema[], path: string, around: readonly TSchema[]): Step | undefined {
  const steps = variants.flatMap((variant) => {
    const step = compile(type, variant, path, around);
    return step ? [{ step, check: TypeCompiler.Compile(variant) }] : [];
  });
  if (steps.length === 0) return undefined;
  return (value, at, scopes, seal) => {
    const fitting = steps.find(({ check }) => check.Check(value));
    return fitting ? fitting.step(value, at, scopes, seal) : value;
  };
}

const isSchema = (value: unknown): value is TSchema =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Anywhere inside, however deep: a mark that the walk would miss must stop the build, not leave data open. */
const holdsMark = (schema: unknown): boolean =>
  typeof schema === 'object' &&
  schema !== null &&
  (('sealed' in schema && schema.sealed === 'personal') || Object.values(schema).some((inner) => holdsMark(inner)));
