import { refusal, type JsonObject, type JsonValue, type Refusal } from '@jointly/kernel';

/** An input that stands for a value of the domain: an amount, a quantity, a price. */
export interface ValueInput {
  /** @throws one of the kernel's faults about values, whose message is for the person */
  toCommand(): JsonValue;
}

/** A value that passed its pattern and is still none: an unknown currency, too many decimals. */
export class UnusableValue extends Error {
  readonly refusal: Refusal;

  constructor(cause: Error, field: string) {
    super(cause.message, { cause });
    this.name = 'UnusableValue';
    this.refusal = refusal('INVALID_INPUT', cause.message, field);
  }
}

/** Faults of the kernel about what somebody wrote. */
const aboutValues = new Set(['InvalidMoney', 'InvalidQuantity']);

/** What every mutation takes beside its command's data. */
const envelope = new Set(['associationId', 'idempotencyKey', 'occurredAt']);

/**
 * An input as its command takes it: the same fields, values of the domain in place of how they are written, and what
 * is null left out, since to a command absent and null are the same. @throws UnusableValue
 */
export const commandData = (input: object): JsonObject => record(input, '', envelope);

function record(input: object, path: string, leaveOut?: ReadonlySet<string>): JsonObject {
  const fields = Object.entries(input).filter(
    ([name, value]) => value !== null && value !== undefined && !leaveOut?.has(name),
  );
  return Object.fromEntries(fields.map(([name, value]) => [name, converted(value, path ? `${path}.${name}` : name)]));
}

function converted(value: unknown, path: string): JsonValue {
  if (Array.isArray(value)) return value.map((each, index) => converted(each, `${path}.${index}`));
  if (typeof value !== 'object' || value === null) return value as JsonValue;
  if (!isValue(value)) return record(value, path);
  try {
    return value.toCommand();
  } catch (error) {
    if (error instanceof Error && aboutValues.has(error.name)) throw new UnusableValue(error, path);
    throw error;
  }
}

const isValue = (value: object): value is ValueInput => 'toCommand' in value;
