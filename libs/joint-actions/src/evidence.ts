import { Type, type Static } from '@sinclair/typebox';
import { personal } from '@jointly/kernel';
import { idSchema, record } from './schemas';

const uri = Type.String({ minLength: 1, maxLength: 2000, pattern: '^[a-z][a-z0-9+.-]*:\\S+$' });
const sha256 = Type.String({ pattern: '^[0-9a-f]{64}$' });

/**
 * A document that backs a claim, as a command brings it: where it is kept, and its SHA-256, so that it can't be changed
 * afterwards unseen.
 */
export const evidenceSchema = record({ uri, sha256 });

export type Evidence = Static<typeof evidenceSchema>;

/**
 * The document as an event keeps it. Where it is kept often names somebody ("file:almaz-tekle.pdf") and leads to the
 * document, so that the URI is sealed under the party it is about: `subject` names the event's field with its id. The
 * hash stays open: it proves, and tells nothing.
 */
export const evidenceAbout = (subject: string) => record({ uri: personal(uri, subject), sha256 });

/**
 * How an enterprise's word came to be recorded: by its delegate under a mandate, or by a coordinator on its behalf
 * with evidence (a signed paper), since many have no smartphone. Its event names the enterprise as `enterpriseId`.
 */
export const consentSchema = Type.Union([
  record({ how: Type.Literal('DELEGATE'), mandateId: idSchema }),
  record({ how: Type.Literal('RECORDED_ON_BEHALF'), evidence: evidenceAbout('enterpriseId') }),
]);

export type Consent = Static<typeof consentSchema>;
