import { Type } from '@sinclair/typebox';
import { defineEvent, personal, type EventOf } from '@jointly/kernel';
import { currencySchema, instantSchema, nameSchema, personIdSchema, reasonSchema, record } from '../schemas';
import { grantedScopeSchema, roleSchema } from './roles';
import { rulesSchema } from './rules';

export const AssociationFounded = defineEvent({
  type: 'AssociationFounded',
  description: 'An operator created an association with its currency, time zone and first rules.',
  schema: record({
    name: nameSchema,
    currency: currencySchema,
    /** How many of a major unit's decimals an amount counts: who reads the log later needs no table for it. */
    currencyDigits: Type.Integer({ minimum: 0, maximum: 4 }),
    timeZone: Type.String({ minLength: 1, maxLength: 64 }),
    locale: Type.Optional(Type.String({ minLength: 2, maxLength: 35 })),
    rules: rulesSchema,
  }),
});

export const RulesChanged = defineEvent({
  type: 'RulesChanged',
  description: 'A coordinator put a new version of the association’s rules in force.',
  schema: record({ rules: rulesSchema }),
});

export const RoleGranted = defineEvent({
  type: 'RoleGranted',
  description: 'A person was given a role in the association, an auditor with scope and expiry.',
  schema: record({
    personId: personIdSchema,
    role: roleSchema,
    scope: Type.Optional(grantedScopeSchema),
    until: Type.Optional(instantSchema),
  }),
});

export const RoleRevoked = defineEvent({
  type: 'RoleRevoked',
  description: 'A person lost a role in the association.',
  schema: record({
    personId: personIdSchema,
    role: roleSchema,
    reason: Type.Optional(personal(reasonSchema, 'personId')),
  }),
});

export const associationEvents = [AssociationFounded, RulesChanged, RoleGranted, RoleRevoked];

export type AssociationEvent = EventOf<(typeof associationEvents)[number]>;
