import type { KeyObject } from 'node:crypto';
import { canonicalJson, refusal, type AssociationId, type Refusal } from '@jointly/kernel';
import { unwrap, wrap } from './gcm';

/** Which log a position counts in, and since which restore. */
export interface LogEpoch {
  readonly logId: string;
  readonly restoreEpoch: number;
}

export interface ConsistencyTokens {
  /** Opaque base64url text for a client of `association`: "what I wrote is at this position". */
  encode(association: AssociationId, position: bigint): string;
  /** The position, or why the token says nothing here. */
  decode(association: AssociationId, token: string): { readonly position: bigint } | { readonly refusal: Refusal };
}

interface Content extends LogEpoch {
  readonly position: string;
}

/** All nodes of an installation share the key, so each reads what another gave out. */
export const consistencyTokens = (key: KeyObject, log: LogEpoch): ConsistencyTokens => ({
  encode: (association, position) => {
    const content = { logId: log.logId, restoreEpoch: log.restoreEpoch, position: position.toString() };
    return wrap(key, Buffer.from(canonicalJson(content)), boundTo(association)).toString('base64url');
  },
  decode: (association, token) => {
    const content = read(key, association, token);
    if (!content) return no('INVALID_TOKEN', 'is not one that this association was given; leave it out');
    if (content.logId !== log.logId) return no('TOKEN_OF_ANOTHER_LOG', 'belongs to another log; leave it out');
    if (content.restoreEpoch !== log.restoreEpoch)
      return no('TOKEN_BEFORE_RESTORE', 'is from before the log was restored from a backup; check what you last wrote');
    return { position: BigInt(content.position) };
  },
});

/** Undefined for whatever was not made with this key for this association. */
function read(key: KeyObject, association: AssociationId, token: string): Content | undefined {
  try {
    return JSON.parse(unwrap(key, Buffer.from(token, 'base64url'), boundTo(association)).toString()) as Content;
  } catch {
    return undefined;
  }
}

const no = (code: string, why: string): { readonly refusal: Refusal } => ({
  refusal: refusal(code, `The consistency token ${why}.`, 'atLeast'),
});

const boundTo = (association: AssociationId): string => canonicalJson(['consistency-token', association]);
