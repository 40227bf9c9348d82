import { isSealed, type SealedAt } from '@jointly/kernel';

/** A document for people: what was sealed in it is plain text, or null once it was erased. */
export type Opened<Document> = Document extends string | number | boolean | null | undefined
  ? Document
  : Document extends SealedAt
    ? string | null
    : Document extends readonly (infer Item)[]
      ? Opened<Item>[]
      : Document extends object
        ? { readonly [Field in keyof Document]: Opened<Document[Field]> }
        : Document;

export type Open = (sealed: SealedAt) => string | null;

export function opened<Document>(document: Document, open: Open): Opened<Document> {
  if (isSealedAt(document)) return open(document) as Opened<Document>;
  if (Array.isArray(document)) return document.map((item: unknown) => opened(item, open)) as Opened<Document>;
  if (typeof document !== 'object' || document === null) return document as Opened<Document>;
  const fields = Object.entries(document).map(([field, value]) => [field, opened(value as unknown, open)]);
  return Object.fromEntries(fields) as Opened<Document>;
}

const isSealedAt = (value: unknown): value is SealedAt =>
  typeof value === 'object' && value !== null && 'field' in value && 'place' in value && isSealed(value.field);
