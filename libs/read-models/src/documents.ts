import type { AssociationId } from '@jointly/kernel';

/** Ids are only unique within an association. */
export const keyOf = (association: AssociationId, ...ids: readonly string[]): string => [association, ...ids].join('/');

/** A row's document, as the projection put it. */
export const parse = <Document>(row: { readonly document: string }): Document => JSON.parse(row.document) as Document;
