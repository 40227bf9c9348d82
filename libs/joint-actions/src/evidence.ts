import { Type, type Static } from '@sinclair/typebox';
import { idSchema, record } from './schemas';

/** A document that backs a claim: where it is kept, and its SHA-256, so that it can't be changed afterwards unseen. */
export const evidenceSchema = record({
  uri: Type.String({ minLength: 1, maxLength: 2000, pattern: '^[a-z][a-z0-9+.-]*:\\S+$' }),
  sha256: Type.String({ pattern: '^[0-9a-f]{64}$' }),
});

export type Evidence = Static<typeof evidenceSchema>;

/**
 * How an enterprise's word came to be recorded: by its delegate under a mandate, or by a coordinator on its behalf
 * with evidence (a signed paper), since many have no smartphone.
 */
export const consentSchema = Type.Union([
  record({ how: Type.Literal('DELEGATE'), mandateId: idSchema }),
  record({ how: Type.Literal('RECORDED_ON_BEHALF'), evidence: evidenceSchema }),
]);

export type Consent = Static<typeof consentSchema>;
