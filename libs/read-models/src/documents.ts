import {
  isSealed,
  sealedAt,
  type AssociationId,
  type SealedAt,
  type SealedField,
  type SealPlace,
} from '@jointly/kernel';

/** Ids are only unique within an association. */
export const keyOf = (association: AssociationId, ...ids: readonly string[]): string => [association, ...ids].join('/');

/** A row's document, as the projection put it. */
export const parse = <Document>(row: { readonly document: string }): Document => JSON.parse(row.document) as Document;

/** An event's data for a document: what is sealed in it keeps its place, without which it can't be opened later. */
export type Placed<Data> = SealedField extends Data
  ? SealedAt | Exclude<Extract<Data, null | undefined>, SealedField>
  : Data extends readonly (infer Item)[]
    ? readonly Placed<Item>[]
    : Data extends string
      ? Data
      : Data extends object
        ? { readonly [Field in keyof Data]: Placed<Data[Field]> }
        : Data;

export const placed = <Data>(data: Data, place: SealPlace): Placed<Data> => {
  if (isSealed(data)) return sealedAt(data, place) as Placed<Data>;
  if (Array.isArray(data)) return data.map((item: unknown) => placed(item, place)) as Placed<Data>;
  if (typeof data !== 'object' || data === null) return data as Placed<Data>;
  const fields = Object.entries(data).map(([field, value]) => [field, placed(value as unknown, place)]);
  return Object.fromEntries(fields) as Placed<Data>;
};
