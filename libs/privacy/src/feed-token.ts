import type { KeyObject } from 'node:crypto';
import { canonicalJson, type AssociationId, type EnterpriseId, type Instant, type PersonId } from '@jointly/kernel';
import { unwrap, wrap } from './gcm';

/** Whose eyes a calendar feed is read with, of what, on what ground, and until when. */
export interface FeedGrant {
  readonly association: AssociationId;
  readonly person: PersonId;
  readonly of: { readonly kind: 'ASSET' | 'ENTERPRISE'; readonly id: string };
  /** The mandate it was given under; absent where the person's office gave it. */
  readonly under?: { readonly enterpriseId: EnterpriseId; readonly mandateId: string };
  /** Exclusive. */
  readonly expiresAt: Instant;
}

export interface FeedTokens {
  /** Opaque base64url text that stands for the grant: whoever holds it reads the feed. */
  encode(grant: FeedGrant): string;
  /** Undefined for whatever this installation did not give out. */
  decode(token: string): FeedGrant | undefined;
}

/** All nodes of an installation share the key, so each reads what another gave out. */
export const feedTokens = (key: KeyObject): FeedTokens => ({
  encode: (grant) => wrap(key, Buffer.from(canonicalJson({ ...grant })), purpose).toString('base64url'),
  decode: (token) => {
    try {
      return JSON.parse(unwrap(key, Buffer.from(token, 'base64url'), purpose).toString()) as FeedGrant;
    } catch {
      return undefined;
    }
  },
});

const purpose = canonicalJson(['calendar-feed']);
