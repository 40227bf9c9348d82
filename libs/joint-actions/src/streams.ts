import { platform, streamId, type AssociationId, type PersonId, type StreamId } from '@jointly/kernel';

/** Of the installation itself, before and above any association. */
export const platformStream = (): StreamId => streamId('platform', platform, 'main');

export const associationStream = (association: AssociationId): StreamId => streamId('association', association, 'main');

const named =
  (category: string) =>
  (association: AssociationId, id: string): StreamId =>
    streamId(category, association, id);

export const clusterStream = named('cluster');
export const enterpriseStream = named('enterprise');
export const supplierStream = named('supplier');
export const bulkPurchaseStream = named('bulkPurchase');
export const sharedAssetStream = named('sharedAsset');
/** `id` is the party's: a member enterprise or a supplier. */
export const accountStream = named('account');
/** `id` is the keyed hash of issuer and subject. */
export const identityStream = named('identity');
/** `id` is the keyed hash of the registration number. */
export const legalIdentityStream = named('legalIdentity');

export const personStream = (association: AssociationId, person: PersonId): StreamId =>
  streamId('person', association, person);
