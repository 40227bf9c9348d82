import type { EventDefinition, JsonObject, JsonValue, SealedField, Sealer, SealPlace } from '@jointly/kernel';
import { parseStreamId } from '@jointly/kernel';
import { openValue, sealValue } from './envelope';
import type { KeyStore } from './key-store';
import { sealPlan } from './seal-plan';
import type { Secrets } from './secrets';

/** Stands where a sealed value stood whose key was destroyed. */
export const erased = Object.freeze({ erased: true });
export type Erased = typeof erased;

export interface Opener {
  /** The plain value. @throws BrokenSeal, UnknownKey */
  open(field: SealedField, place: SealPlace): JsonValue | Erased;
  /** As `open`, for what its schema says is a text. @throws TypeError when it is none */
  openText(field: SealedField, place: SealPlace): string | Erased;
}

/** Seals personal fields under their subject's key in the association whose stream they go to, and opens them again. */
export function createSealer(store: KeyStore, secrets: Pick<Secrets, 'fingerprint'>): Sealer & Opener {
  const planOf = compiledOnce();
  const open = (field: SealedField, place: SealPlace): JsonValue | Erased => {
    const key = store.find(field.keyId);
    return key === 'destroyed' ? erased : openValue(field, key.secret, place);
  };
  return {
    seal(definition, data, place): JsonObject {
      const plan = planOf(definition);
      if (!plan) return data;
      const { association } = parseStreamId(place.stream);
      return plan(data, (value, subject, path) => {
        const { id: keyId, secret } = store.keyFor(association, subject);
        const sealing = { class: 'personal', keyId, secret, path, schemaVersion: definition.version, place } as const;
        return { ...sealValue(value, sealing) };
      });
    },
    fingerprint: secrets.fingerprint,
    open,
    openText(field, place) {
      const value = open(field, place);
      if (value === erased || typeof value === 'string') return value as string | Erased;
      throw new TypeError(`The sealed value ${field.path} of event ${place.eventId} is not a text.`);
    },
  };
}

function compiledOnce(): (definition: EventDefinition) => ReturnType<typeof sealPlan> {
  const plans = new Map<EventDefinition, ReturnType<typeof sealPlan>>();
  return (definition) => {
    if (!plans.has(definition)) plans.set(definition, sealPlan(definition));
    return plans.get(definition);
  };
}
